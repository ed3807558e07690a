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
    bench.put("rules/confidence.csv", "bucket,right,of\nbefore,8,8\nafter,4,8\n");
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

/// Three speakers by name, and one whom the text does not tell.
const NAMED: &str =
    "“Yes,” said Ana Reis.\n\n“No,” said Mrs. O’Neill.\n\n“Perhaps,” Tom Hall said. “Who knows,” Hall said.\n";

/// The speakers of [`NAMED`] with a speakers file.
fn named(file: impl AsRef<[u8]>) -> Vec<String> {
    let bench = Bench::with("people.csv", file);
    bench.put("a.txt", NAMED);
    let out = bench.run("extract a.txt --speakers people.csv --columns speaker").clean();
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn names_of_ones_own() {
    assert_eq!(named("name\n"), ["Ana Reis", "O’Neill", "Tom Hall", "Tom Hall"]);
    // By an alias, by the name itself in its own spelling, and by a surname that no text spells out.
    let file = "name,alias,alias2\nAna Maria Reis,A. Reis,ana  reis\nTOM HALL,,\nRosa O'Neill,O'Neill,\n";
    assert_eq!(named(file), ["Ana Maria Reis", "Rosa O'Neill", "TOM HALL", "TOM HALL"]);
}

#[test]
fn a_surname_of_somebody_else_in_the_text_is_not_taken() {
    assert_eq!(named("name,alias\nAnn Hall,Hall\n"), ["Ana Reis", "O’Neill", "Tom Hall", "Tom Hall"]);
}

#[test]
fn ids_in_place_of_names() {
    // Columns in any order, a row without an id, cells past the header.
    let file = "id,Name,also\nQ1,Ana Reis,\nQ2,Rosa O’Neill,Rosie,O'Neill\n,Thomas Hall,Tom Hall\n";
    assert_eq!(named(file), ["Q1", "Q2", "Thomas Hall", "Thomas Hall"]);
}

#[test]
fn speakers_files_as_spreadsheets_write_them() {
    let file = "\u{feff}name,alias,\r\n\"Reis, Ana\",\"Ana Reis\",\r\n,,\r\n\r\nRosa O’Neill,O’Neill,Rosa O’Neill\r\n";
    assert_eq!(named(file), ["\"Reis, Ana\"", "Rosa O’Neill", "Tom Hall", "Tom Hall"]);
}

#[test]
fn names_in_every_format_and_not_as_formulas() {
    let bench = Bench::with("people.csv", "name,alias\n=Reis,Ana Reis\n");
    bench.put("a.txt", PLAIN);
    let out = bench.run("extract a.txt --speakers people.csv").clean();
    assert!(out.contains("\n'=Reis,"), "{out}");
    let out = bench.run("extract a.txt --speakers people.csv -f jsonl").clean();
    assert!(out.contains(r#""speaker":"=Reis""#) && out.contains(r#""text":"Ana Reis""#), "{out}");
}

#[test]
fn a_speakers_file_that_cannot_be_used() {
    let faults: [(&[u8], &str); 12] = [
        (b"", "1: no column \"name\"; the file is empty"),
        (b"\n\nspeaker,alias\nAna,A\n", "3: no column \"name\" (columns: \"speaker\", \"alias\")"),
        (b"names,id\n", "1: no column \"name\"; did you mean \"names\"? (columns: \"names\", \"id\")"),
        (b"name;alias\nAna Reis;Reis\n", "1: no column \"name\" (columns: \"name;alias\")"),
        (b"name,Name\n", "1: two columns \"name\""),
        (
            b"name,alias\nAna Reis,Reis\n\nTom Hall,Hall\nEva Reis,REIS\n",
            "5: \"REIS\" is a name of the speaker on line 2 already",
        ),
        (b"name\r\nAna Reis\r\nana reis\r\n", "3: \"ana reis\" is a name of the speaker on line 2 already"),
        (
            b"name,alias\nAna Reis,Ana\nTom Hall,ana  reis\n",
            "3: \"ana  reis\" is a name of the speaker on line 2 already",
        ),
        (b"name,alias\nAna Reis,\n ,Hall\n", "3: no name in this row"),
        (b"alias,name\nReis\n", "2: no name in this row"),
        (b"name,alias\nAna,\"Reis\nTom,Hall\n", "2: line break in \"Reis\\nTom,Hall"),
        (b"name,alias\nZo\xeb Reis,Reis\n", "2: not UTF-8 at byte 13"),
    ];
    let bench = Bench::with("a.txt", PLAIN);
    for (file, problem) in faults {
        bench.put("people.csv", file);
        let run = bench.run("extract a.txt --speakers people.csv -o q.csv");
        let run = run.failed(&[&format!("whosaid: people.csv:{problem}")]);
        assert_eq!((run.stdout.as_str(), run.stderr.lines().count()), ("", 1), "{}", run.stderr);
        assert!(!bench.path("q.csv").exists());
    }
    bench.run("extract a.txt --speakers gone.csv").failed(&["whosaid: gone.csv: "]);
    bench.run("extract a.txt --speakers .").failed(&["whosaid: .: "]);
}
