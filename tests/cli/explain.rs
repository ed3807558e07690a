//! `whosaid explain`.

use serde_json::Value;

use crate::bench::{Bench, PLAIN};

/// Three spans, the first of them no speech; characters of one to four bytes stand before them.
const THREE: &str = "😀 Café: the so-called “night line”.\n\nAna Reis came. “We will not yield,” she said. “Never.”\n";

fn bench() -> Bench {
    Bench::with("a.txt", THREE)
}

#[test]
fn the_whole_of_an_explanation() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.put(
        "r/a.toml",
        "[[rule]]\nid = \"short\"\ntier = 1\ndoc = \"d\"\npattern = 'QUOTE[short]'\nyes = ['{quote “a”}']\nno = ['a']\n\
         [[rule]]\nid = \"before\"\ntier = 1\ndoc = \"d\"\npattern = 'SPEAKER CUE ,? QUOTE'\nyes = ['{quote “a”}']\nno = ['a']\n\
         [[rule]]\nid = \"shorter\"\ntier = 1\ndoc = \"d\"\npattern = 'QUOTE CUE'\nyes = ['{quote “a”}']\nno = ['a']\n\
         [[rule]]\nid = \"after\"\ntier = 1\ndoc = \"d\"\npattern = 'QUOTE CUE SPEAKER'\nyes = ['{quote “a”}']\nno = ['a']\n\
         [[rule]]\nid = \"again\"\ntier = 1\ndoc = \"d\"\npattern = 'QUOTE CUE SPEAKER'\nyes = ['{quote “a”}']\nno = ['a']\n\
         [[rule]]\nid = \"gap\"\ntier = 1\ndoc = \"d\"\npattern = 'QUOTE ..3 SPEAKER'\nyes = ['{quote “a”}']\nno = ['a']\n\
         [[rule]]\nid = \"late\"\ntier = 2\ndoc = \"d\"\npattern = 'QUOTE CUE SPEAKER'\nyes = ['{quote “a”}']\nno = ['a']\n",
    );
    bench.put("r/confidence.csv", "bucket,right,of\nafter,8,8\n");
    let expected = "\
a.txt quote 1 at 1–19
  “We will not yield,”

What the rules see
                                     //
> “We will not yield,”               QUOTE[comma attributed]
  said                               CUE[finite say]
  Ana Reis                           SPEAKER[name]
                                     //

Rules in the order tried
  tier  1  short    no: the span is no QUOTE[short]
  tier  1  before   no: CUE must come before the quote, where the sentence ends
  tier  1  shorter  matched 2 elements, the winner 3
  tier  1  after    won
  tier  1  again    matched as well, but stands after the winner
  tier  1  gap      matched as many elements, but 1 of them in gaps, the winner 0

What came of it
  A direct quotation, by after.
  Cue: said
  Mention: Ana Reis
  Speaker: Ana Reis (the mention is the fullest form of the name)
  Confidence: 0.90

";
    // Not a terminal, so no colours.
    assert_eq!(bench.run("explain a.txt --rules r").clean(), expected);
    assert_eq!(
        bench.command().env("NO_COLOR", "1").args(["explain", "a.txt", "--rules", "r"]).output().expect("run").stdout,
        expected.as_bytes()
    );
}

#[test]
fn the_spans_asked_for() {
    let bench = bench();
    let heads = |arguments: &str| -> Vec<String> {
        let out = bench.run(&format!("explain a.txt {arguments}")).clean();
        out.lines().filter(|l| l.starts_with("a.txt quote ")).map(str::to_owned).collect()
    };
    let all = ["a.txt quote 1 at 23–33", "a.txt quote 2 at 53–71", "a.txt quote 3 at 84–90"];
    assert_eq!(heads(""), all);
    assert_eq!(heads("--quote 2"), all[1..2]);
    // At its first and its last character.
    assert_eq!([heads("--at 53"), heads("--at 70")].concat(), [all[1], all[1]]);
    let none = "no such quoted span in the input";
    for arguments in ["--quote 4", "--at 0", "--at 40", "--at 4000", "--source b.txt"] {
        let run = bench.run(&format!("explain a.txt {arguments}")).failed(&[none]);
        assert_eq!(run.stdout, "", "{arguments}");
    }
    for arguments in ["--quote 0", "--quote x", "--at -1", "--quote 1 --at 23", "--format xml"] {
        bench.run(&format!("explain a.txt {arguments}")).failed(&["error: "]);
    }
    bench.put("none.txt", "Rain.");
    bench.run("explain none.txt").failed(&[none]);
    bench.run("explain gone.txt").failed(&["whosaid: gone.txt: "]);
}

#[test]
fn json_has_offsets_in_code_points() {
    let out = bench().run("explain a.txt --format json").clean();
    let spans: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(spans.len(), 3);
    let text: Vec<char> = THREE.chars().collect();
    let check = |place: &Value| {
        let (start, end) = (place["start"].as_u64().expect("start"), place["end"].as_u64().expect("end"));
        let slice: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(place["text"], slice, "{place}");
    };
    for (i, span) in spans.iter().enumerate() {
        assert_eq!((&span["number"], &span["source"]), (&(i + 1).into(), &"a.txt".into()));
        check(&span["quote"]);
        let elements = span["elements"].as_array().expect("a list");
        elements.iter().for_each(check);
        let here = span["here"].as_u64().expect("an index") as usize;
        assert!(
            elements[here]["text"].as_str().expect("text").contains(span["quote"]["text"].as_str().expect("quote"))
        );
        span["tried"].as_array().expect("a list").iter().filter(|t| !t["at"].is_null()).for_each(|t| check(&t["at"]));
    }
    assert_eq!(
        (&spans[0]["kind"], &spans[0]["mention"], &spans[0]["rule"]),
        (&Value::Null, &Value::Null, &"not-so-called".into())
    );
    let second = &spans[1];
    assert_eq!(
        (&second["speaker"], &second["mention"]["text"], &second["cue"]["text"]),
        (&"Ana Reis".into(), &"she".into(), &"said".into())
    );
    check(&second["mention"]);
    second["named_also"].as_array().expect("a list").iter().for_each(check);
    let won: Vec<_> = second["tried"].as_array().expect("a list").iter().filter(|t| t["outcome"] == "won").collect();
    assert_eq!((won.len(), &won[0]["rule"]), (1, &second["rule"]));
}

#[test]
fn one_document_of_many() {
    let bench = Bench::new();
    let record = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"“Yes,” said Ana.\"}}\n");
    bench.put("a.jsonl", record("x") + "{broken\n" + &record("y"));
    let run = bench.run("explain a.jsonl --source y --format json").failed(&["whosaid: a.jsonl:2: "]);
    assert_eq!(run.stdout.lines().count(), 1);
    assert!(run.stdout.contains("\"source\":\"y\""), "{}", run.stdout);
    let out = bench.run_on("explain - --quote 1", PLAIN).clean();
    assert!(out.starts_with("stdin quote 1 at 1–19\n"), "{out}");
}

#[test]
fn nothing_in_a_text_can_give_orders_to_the_terminal() {
    let text = "“We \u{1b}]0;x\u{7} will \u{9b}31m not \u{202e} yield,” said Ana \u{1b}[2JReis.\r\n\u{1b}[31m“End.”";
    for format in ["text", "json"] {
        let out = Bench::new().run_on(&format!("explain - --format {format}"), text).clean();
        assert!(!out.contains(|c: char| c != '\n' && (c as u32) < 0x20), "{format}: {out:?}");
        assert!(format == "json" || !out.contains(['\u{9b}', '\u{202e}']), "{out:?}");
    }
}
