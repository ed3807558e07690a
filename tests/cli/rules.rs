//! `whosaid rules`: list, show, check, test, new. What is wrong in rule files stands in `faults`.

use serde_json::Value;

use crate::bench::{Bench, PLAIN};

/// A rule whose example holds and exercises all of its pattern.
const GOOD: &str = r#"[[rule]]
id = "credit"
tier = 1
doc = "A name after a dash."
pattern = 'QUOTE . - SPEAKER'
yes = ['{quote “Never yield.”} – {speaker Ana Reis}']
no = ['“Never yield” was her motto.']
"#;

/// A rule with an optional part that no example has, and with one example more.
fn rule(id: &str, yes: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\ntier = 2\ndoc = \"d\"\npattern = 'QUOTE ,? CUE SPEAKER'\nyes = [\n  {yes}\n]\nno = ['“a”']\n"
    )
}

const HOLDS: &str = "'{quote “Yes,”} {cue said} {speaker Ana Reis}.',";

fn json(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn list() {
    let bench = Bench::with("r/b.toml", GOOD);
    bench.put("r/a.toml", rule("own", HOLDS));
    let out = bench.run("rules list --rules r").clean();
    assert_eq!(out, "   1  credit   2 examples  A name after a dash.\n   2  own      2 examples  d\n");
    let rules = json(&bench.run("rules list --rules r --json").clean());
    assert_eq!(rules[0]["id"], "credit");
    assert_eq!(rules[0]["yes"][0], "{quote “Never yield.”} – {speaker Ana Reis}");
    assert_eq!((&rules[1]["file"], &rules[1]["line"]), (&Value::from("r/a.toml"), &Value::from(2)));
    // The built-in rules, lowest tier first.
    let built_in = bench.run("rules list").clean();
    let tiers: Vec<u8> = built_in.lines().map(|l| l[..4].trim().parse().expect("a tier")).collect();
    assert!(tiers.len() > 40 && tiers.is_sorted(), "{built_in}");
}

#[test]
fn show() {
    let bench =
        Bench::with("r/a.toml", format!("{GOOD}\n{}", rule("own", r#"{HOLDS}"#.replace("{HOLDS}", HOLDS).as_str())));
    bench.put("r/confidence.csv", "bucket,right,of\ncredit,8,8\n");
    let expected = "\
credit  (tier 1, direct)
  A name after a dash.
  pattern     QUOTE . - SPEAKER
  confidence  0.90 as measured
  written in  r/a.toml:2
  yes         {quote “Never yield.”} – {speaker Ana Reis}
  no          “Never yield” was her motto.
";
    assert_eq!(bench.run("rules show credit --rules r").clean(), expected);
    assert!(bench.run("rules show own --rules r").clean().contains("  confidence  not measured\n"));
    bench.run("rules show credit").failed(&["whosaid: no rule is called \"credit\""]);
    let run =
        bench.run("rules show credits --rules r").failed(&["no rule is called \"credits\"; did you mean \"credit\"?"]);
    assert_eq!(run.stdout, "");
}

#[test]
fn check() {
    let bench = Bench::with("r/a.toml", GOOD);
    let run = bench.run("rules check r");
    let expected = "whosaid: 1 rule without a measured confidence\nwhosaid: 1 rule, nothing is wrong\n";
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", expected));
    bench.put("r/confidence.csv", "bucket,right,of\ncredit,8,8\ncredits,8,8\n");
    let run = bench.run("rules check r");
    let expected =
        "whosaid: confidence.csv tells of \"credits\", and no rule is called that\nwhosaid: 1 rule, nothing is wrong\n";
    assert_eq!((run.code, run.stderr.as_str()), (0, expected));
    assert_eq!(bench.run("rules check").code, 0);
}

#[test]
fn test_of_rules_that_hold() {
    let bench = Bench::with("r/a.toml", GOOD);
    assert_eq!(bench.run("rules test r").clean(), "1 rule, 2 examples: all hold\n");
    let summary = json(&bench.run("rules test r --format json").clean());
    let expected = r#"{"type":"summary","rules":1,"examples":2,"failures":0,"mutants":0,"unnoticed":0}"#;
    assert_eq!(summary, json(expected));
}

#[test]
fn an_example_that_fails() {
    // Its speaker is not the one that the pattern finds; the comma has no example.
    let wrong =
        "'{quote “Yes,”} {cue said} {speaker Ana} Reis.',\n  '{quote “Yes”} was what {speaker Ana Reis} {cue said}.',";
    let bench = Bench::with("r/a.toml", format!("{GOOD}{}", rule("own", wrong)));
    let run = bench.run("rules test r");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{}", run.stdout);
    let parts = [
        "r/a.toml:14: own: spans differ\n",
        "  expected \"{quote “Yes,”} {cue said} {speaker Ana} Reis.\"\n",
        "  actual   \"{quote “Yes,”} {cue said} {speaker Ana Reis}.\"\n",
        "r/a.toml:15: own: won by no rule\n",
        "  elements // · QUOTED[comma short title attributed] · CUE[finite say] · SPEAKER[name] · //\n",
        "  the first step after the quote that did not match: CUE at \"was\", which is was ",
        "r/a.toml:9: own: no yes example has anything for \",?\"\n",
        "2 rules, 5 examples: 3 failures\n",
    ];
    for part in parts {
        assert!(run.stdout.contains(part), "{part:?} not in:\n{}", run.stdout);
    }
    let lines = json(&bench.run("rules test r --format json").stdout);
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[0]["type"], &lines[0]["rule"]), (&"failure".into(), &"own".into()));
    let lines_of_file: Vec<_> = lines.iter().map(|l| l["line"].as_u64()).collect();
    assert_eq!(lines_of_file, [Some(14), Some(15), Some(9), None]);
    // Only what was asked for.
    assert_eq!(bench.run("rules test r --filter cred").clean(), "1 rule, 2 examples: all hold\n");
    bench.run("rules test r --filter nothing").failed(&["no rule has an id like that"]);
}

#[test]
fn a_no_example_in_which_the_rule_wins() {
    let text = GOOD.replace("no = ['", "no = ['“I sing.” – Tom Hall', '");
    let run = Bench::with("r/a.toml", text).run("rules test r");
    assert_eq!(run.code, 1);
    let parts = [
        "r/a.toml:7: credit: this must not match\n",
        "expected \"“I sing.” – Tom Hall\"\n",
        "actual   \"{quote “I sing.”} – {speaker Tom Hall}\"\n",
    ];
    parts
        .iter()
        .for_each(|part| assert!(run.stdout.contains(part) || run.stdout.contains("“I sing.”"), "{}", run.stdout));
}

#[test]
fn a_part_of_a_macro_without_an_example() {
    let define = "[define]\nwhen = '(@prep? TIME)'\n";
    let bench = Bench::with("r/a.toml", format!("{define}{}", GOOD.replace("- SPEAKER", "- SPEAKER <when>?")));
    let run = bench.run("rules test r");
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("<when>: no yes example has anything for \"@prep?\"\n"), "{}", run.stdout);
}

#[test]
fn mutants() {
    // What the rule does, another does as well: removing either changes nothing.
    let twice = format!("{GOOD}{}", GOOD.replace("\"credit\"", "\"credit-again\"").replace("tier = 1", "tier = 2"));
    let bench = Bench::with("r/a.toml", format!("{GOOD}{}", rule("own", HOLDS)).replace(",? ", ""));
    let run = bench.run("rules test r --mutants");
    let expected = "\
credit, removed: noticed by credit
credit, nobody in its speaker role: noticed by credit
own, removed: noticed by own
own, nobody in its speaker role: noticed by own
2 rules, 4 examples: all hold; 4 mutants, 0 unnoticed
";
    assert_eq!((run.code, run.stdout.as_str()), (0, expected));
    bench.put("r/a.toml", twice);
    let run = bench.run("rules test r --mutants --filter again --format json");
    let lines = json(&run.stdout);
    let mutants: Vec<_> = lines.iter().filter(|l| l["type"] == "mutant").collect();
    assert_eq!((run.code, mutants.len(), &mutants[0]["noticed_by"]), (1, 2, &Value::Null), "{}", run.stdout);
    assert_eq!(lines.last().map(|l| l["unnoticed"] != 0), Some(true));
}

#[test]
fn a_new_rule_holds_as_it_is() {
    let bench = Bench::new();
    let skeleton = bench.run("rules new my-motto").clean();
    bench.put("r/50-mine.toml", &skeleton);
    assert!(
        bench.run("rules test r --mutants").clean().contains("1 rule, 2 examples: all hold; 2 mutants, 0 unnoticed")
    );
    for id in ["My-Rule", "a_b", "", "é", "a b"] {
        let output = bench.command().args(["rules", "new", id]).output().expect("run");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{id}: {stderr}");
        assert!(stderr.contains("lower-case letters, digits and hyphens only"), "{stderr}");
    }
}

#[test]
fn nothing_in_a_rule_file_can_give_orders_to_the_terminal() {
    let hostile = GOOD.replace("A name", "A \\u001b[31mname").replace("'“Never", "\"\\u001b]0;x\\u0007\", '“Never");
    let bench = Bench::with("r/a.toml", &hostile);
    bench.put("bad/a.toml", hostile.replace("SPEAKER'", "SPEAKER \u{202e}'"));
    bench.put("fails/a.toml", hostile.replace("– {", "{"));
    bench.put("a.txt", PLAIN);
    for command in ["rules list --rules r", "rules show credit --rules r", "rules check bad", "rules test fails"] {
        let run = bench.run(command);
        let said = run.stdout + &run.stderr;
        assert!(!said.contains(|c: char| c != '\n' && c.is_control() || c == '\u{202e}'), "{command}: {said:?}");
    }
}

/// Two quotes a rule takes, one that none does.
const TEXT: &str = "“We sail at dawn” – Ana Reis\n\n“We stay” – Tom Hall\n\nA banner with “all aboard” hung there.\n";

#[test]
fn coverage() {
    let bench = Bench::with("r/a.toml", GOOD.replace("QUOTE . -", "QUOTE -"));
    bench.put("r/b.toml", rule("idle", HOLDS).replace("CUE", "CUE[write]"));
    bench.put("a.txt", TEXT);
    let out = bench.run("rules coverage a.txt --rules r").clean();
    let lines: Vec<&str> = out.lines().map(str::trim).collect();
    assert!(lines.iter().any(|l| l.split_whitespace().eq(["credit", "2", "–"])), "{out}");
    assert!(lines.contains(&"Rules that never win: idle"), "{out}");
    assert!(lines.contains(&"Without a speaker: 1 of 3 quoted spans, by what stands around them"), "{out}");
    assert!(
        out.contains("1  // SPEAKER WORD QUOTE WORD WORD //") && out.contains("A banner with “all aboard” hung there."),
        "{out}"
    );
    let value = &json(&bench.run("rules coverage a.txt --rules r --json").clean())[0];
    assert_eq!((&value["spans"], &value["rules"][0]["wins"]), (&Value::from(3), &Value::from(2)));
    assert_eq!(value["left"][0]["count"], 1);
    assert_eq!(
        json(&bench.run("rules coverage a.txt --rules r --json --limit 0").clean())[0]["left"],
        Value::Array(vec![])
    );
}

#[test]
fn coverage_of_annotated_texts() {
    let bench = Bench::with("r/a.toml", GOOD.replace("QUOTE . -", "QUOTE -"));
    let gold = r#"{"id":"a","text":"“Yes” – Ana Reis\n\n“No” – Tom Hall","quotes":[
        {"id":"1","kind":"direct","span":[1,4],"mention":[[8,16]],"cue":[]},
        {"id":"2","kind":"direct","span":[19,21],"mention":[[8,16]],"cue":[]}],"unattributed":[]}"#;
    bench.put("gold.jsonl", gold.replace('\n', ""));
    let out = bench.run("rules coverage --gold gold.jsonl --rules r --json").clean();
    assert_eq!(json(&out)[0]["rules"][0]["precision"], 0.5);
    bench.run("rules coverage --gold none.jsonl --rules r").failed(&["none.jsonl"]);
}
