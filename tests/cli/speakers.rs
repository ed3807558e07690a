//! Whom the table names: how sure it has to be, and names of one's own.

use crate::bench::{Bench, PLAIN};

/// Two quotations by rules of different confidence, and the table of both.
fn two_rules() -> Bench {
    let rule = |id: &str, cue: &str, quote: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\ntier = 1\ndoc = \"{id}\"\npattern = '{cue}'\nyes = ['{quote}.']\n\
             no = ['“We will not yield” was painted on the wall.']\n"
        )
    };
    let before = rule("before", "SPEAKER CUE ,? QUOTE", "{speaker Ana Reis} {cue said}, {quote “We will not yield”}");
    let after = rule("after", "QUOTE ,? CUE SPEAKER", "{quote “We will not yield,”} {cue said} {speaker Ana Reis}");
    let bench = Bench::with("rules/own.toml", before + "\n" + &after);
    // Right in 8 of 8, and in 4 of 8: 0.9 and 0.5.
    bench.put("rules/confidence.csv", "rule,right,of\nbefore,8,8\nafter,4,8\n");
    bench.put("a.txt", "Ana Reis said, “We will not yield.” It rained.\n\n“We will,” said Tom Hall.\n");
    bench
}

fn least(x: &str) -> Vec<String> {
    let arguments = format!("extract a.txt --rules rules --columns speaker,mention,confidence --min-confidence {x}");
    let out = two_rules().run(&arguments).clean();
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn speakers_below_a_confidence_are_not_told() {
    let (sure, unsure) = ("Ana Reis,Ana Reis,0.900", "Tom Hall,Tom Hall,0.500");
    for x in ["0", "0.5"] {
        assert_eq!(least(x), [sure, unsure], "{x}");
    }
    for x in ["0.501", "0.9", ".9"] {
        assert_eq!(least(x), [sure, ",Tom Hall,0.500"], "{x}");
    }
    assert_eq!(least("1"), [",Ana Reis,0.900", ",Tom Hall,0.500"]);
}

#[test]
fn a_speaker_whose_rule_nobody_measured_is_below_any_confidence() {
    let bench = two_rules();
    std::fs::remove_file(bench.path("rules/confidence.csv")).expect("removed");
    let out = bench.run("extract a.txt --rules rules --min-confidence 0 --columns speaker,mention").clean();
    assert_eq!(out, "speaker,mention\n,Ana Reis\n,Tom Hall\n");
}

#[test]
fn a_confidence_that_is_none() {
    let bench = Bench::with("a.txt", PLAIN);
    for x in ["1.1", "-0.1", "NaN", "inf", "high", "50%", "0,5"] {
        let run =
            bench.run(&format!("extract a.txt --min-confidence={x}")).failed(&["--min-confidence", "from 0 to 1"]);
        assert_eq!(run.stdout, "", "{x}");
    }
}
