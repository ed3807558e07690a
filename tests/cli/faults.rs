//! What is wrong with a folder of rules: all of it, each fault with its place, whatever the folder holds.

use crate::bench::{Bench, Run};

/// A fault as it was shown.
#[derive(Debug)]
pub struct Shown {
    /// File, line and column.
    pub place: String,
    pub message: String,
    /// What the carets stand under.
    pub marked: String,
}

/// The faults that `rules check` shows, a line with the place, the faulty line and the carets each.
pub fn shown(run: &Run) -> Vec<Shown> {
    let lines: Vec<&str> = run.stderr.lines().collect();
    lines.chunks(3).map(|fault| shown_one(fault).unwrap_or_else(|| panic!("{fault:?} in:\n{}", run.stderr))).collect()
}

fn shown_one(fault: &[&str]) -> Option<Shown> {
    let [place, line, carets] = fault else { return None };
    let (place, message) = place.strip_prefix("whosaid: ")?.split_once(": ")?;
    let (line, carets) = (line.strip_prefix("  | ")?, carets.strip_prefix("  | ")?);
    let indent = carets.chars().take_while(|c| *c == ' ').count();
    let marked = line.chars().skip(indent).take(carets.chars().count() - indent).collect();
    Some(Shown { place: place.to_owned(), message: message.to_owned(), marked })
}

/// A file with one rule.
pub fn file(pattern: &str, yes: &str, no: &str) -> String {
    format!("[[rule]]\nid = \"ID\"\ntier = 1\ndoc = \"d\"\npattern = {pattern}\nyes = [{yes}]\nno = [{no}]\n")
}

/// Puts each file into one folder and compares what is shown of each: where, what is marked, parts of the message.
fn each_is_shown(files: &[String], expected: &[(&str, &str, &[&str])]) {
    let bench = Bench::new();
    for (i, file) in files.iter().enumerate() {
        bench.put(&format!("r/{i:02}.toml"), file.replace("\"ID\"", &format!("\"rule-{i}\"")));
    }
    let run = bench.run("rules check r").failed(&[]);
    let shown = shown(&run);
    assert_eq!(shown.len(), files.len(), "a fault each:\n{}", run.stderr);
    for (i, (fault, (place, marked, message))) in shown.iter().zip(expected).enumerate() {
        assert_eq!(fault.place, format!("r/{i:02}.toml:{place}"), "{fault:?}");
        assert_eq!(fault.marked, *marked, "{fault:?}");
        for part in *message {
            assert!(fault.message.contains(part), "{part:?} not in {fault:?}");
        }
    }
}

#[test]
fn patterns() {
    let faults: [(&str, &str, &str, &[&str]); 44] = [
        ("QUOTE SPEEKER", "5:18", "SPEEKER", &["no element", "mean \"SPEAKER\""]),
        ("QUOTE SPEAKER2", "5:18", "SPEAKER2", &["no element", "mean \"SPEAKER\""]),
        ("QUOTE Speaker", "5:18", "Speaker", &["elements in capitals", "mean \"SPEAKER\""]),
        ("QUOTE Said", "5:18", "Said", &["literal words are written in lower case"]),
        ("QUOTE @adverb", "5:18", "@adverb", &["no word list", "mean \"adverbs\""]),
        ("QUOTE @", "5:18", "@", &["no word list"]),
        ("QUOTE <wen>", "5:18", "<wen>", &["no macro"]),
        ("QUOTE <when SPEAKER", "5:18", "<when", &["written <name>"]),
        ("QUOTE when> SPEAKER", "5:22", ">", &["closes nothing"]),
        ("QUOTE[coma]", "5:18", "coma", &["QUOTE has no kind", "mean \"comma\""]),
        ("QUOTE[stop|bear]", "5:23", "bear", &["no kind", "mean \"bare\""]),
        ("QUOTE[stop !bear]", "5:24", "bear", &["mean \"bare\""]),
        ("QUOTE[]", "5:17", "[]", &["a kind must stand"]),
        ("QUOTE[ ]", "5:18", " ", &["a kind must stand"]),
        ("QUOTE[stop|]", "5:18", "stop|", &["a kind is missing"]),
        ("QUOTE[stop|!bare]", "5:18", "stop|!bare", &["! stands before a clause"]),
        ("QUOTE[stop", "5:17", "[", &["not closed"]),
        ("CUE[passive QUOTE SPEAKER[name]", "5:15", "[", &["not closed"]),
        ("QUOTE SPEAKER [name]", "5:26", "[", &["right after their element"]),
        ("QUOTE SPEAKER]", "5:25", "]", &["closes nothing"]),
        ("QUOTE SPEAKER[nmae]", "5:26", "nmae", &["SPEAKER has no kind", "mean \"name\""]),
        ("QUOTE CUE[pasive]", "5:22", "pasive", &["form or verb class", "mean \"passive\""]),
        ("QUOTE CUE[tel]", "5:22", "tel", &["mean \"tell\""]),
        ("QUOTE CUE[!passive]", "5:22", "!passive", &["cannot be negated"]),
        ("QUOTE CUE[passive|say]", "5:22", "passive|say", &["clauses of their own"]),
        ("QUOTE WORD[!noun]", "5:23", "!noun", &["cannot be negated"]),
        ("QUOTE WORD[nuon]", "5:23", "nuon", &["mean \"noun\""]),
        ("QUOTE TIME[day]", "5:23", "day", &["TIME has no kinds"]),
        ("QUOTE (CUE SPEAKER", "5:18", "(", &["not closed"]),
        ("QUOTE CUE) SPEAKER", "5:21", ")", &["closes nothing"]),
        (") QUOTE", "5:12", ")", &["closes nothing"]),
        ("QUOTE ()", "5:19", ")", &["something must stand here"]),
        ("QUOTE (CUE|)", "5:23", ")", &["after the last |"]),
        ("QUOTE (|CUE)", "5:19", "|", &["before this |"]),
        ("QUOTE – SPEAKER", "5:18", "–", &["write - for a dash"]),
        ("QUOTE — SPEAKER", "5:18", "—", &["write - for a dash"]),
        ("QUOTE , ? SPEAKER", "5:20", "?", &["? stands right after"]),
        ("QUOTE SPEAKER *", "5:26", "*", &["* stands right after"]),
        ("QUOTE ..41 SPEAKER", "5:18", "..41", &["from 1 to 40"]),
        ("QUOTE .. SPEAKER", "5:18", "..", &["a gap is written ..n"]),
        ("QUOTE !SPEAKER", "5:18", "!", &["QUOTE[!lower]"]),
        ("“QUOTE” SPEAKER", "5:12", "“", &["write QUOTE"]),
        ("QUOTE? SPEAKER", "5:12", "QUOTE?", &["exactly once"]),
        ("QUOTE \\[ SPEAKER", "5:18", "\\", &["a bracket only"]),
    ];
    let files: Vec<_> = faults.iter().map(|f| file(&format!("'{}'", f.0), "'{quote “a”}'", "'a'")).collect();
    let expected: Vec<_> = faults.iter().map(|f| (f.1, f.2, f.3)).collect();
    each_is_shown(&files, &expected);
}

#[test]
fn patterns_as_a_whole() {
    let faults: [(&str, &str, &[&str]); 7] = [
        ("SPEAKER", "'SPEAKER'", &["QUOTE stands exactly once; it stands 0 times"]),
        ("QUOTE CUE QUOTE", "'QUOTE CUE QUOTE'", &["it stands 2 times"]),
        ("(QUOTE)? SPEAKER", "'(QUOTE)? SPEAKER'", &["inside a group"]),
        ("QUOTE CUE|CUE QUOTE", "'QUOTE CUE|CUE QUOTE'", &["write two rules"]),
        ("SPEAKER QUOTE ATTRIBUTED", "'SPEAKER QUOTE ATTRIBUTED'", &["both name the speaker"]),
        ("", "''", &["something must stand here"]),
        ("   ", "   '", &["something must stand here"]),
    ];
    let files: Vec<_> = faults.iter().map(|f| file(&format!("'{}'", f.0), "'{quote “a”}'", "'a'")).collect();
    let run = {
        let bench = Bench::new();
        for (i, file) in files.iter().enumerate() {
            bench.put(&format!("r/{i}.toml"), file.replace("ID", &format!("rule-{i}")));
        }
        bench.put(
            "r/7.toml",
            file("'QUOTE SPEAKER'", "'{quote “a”}'", "'a'").replace("ID", "last") + "speech = false\n",
        );
        bench.run("rules check r").failed(&["names no speaker"])
    };
    let shown = shown(&run);
    assert_eq!(shown.len(), faults.len() + 1, "{}", run.stderr);
    for (fault, (pattern, _, message)) in shown.iter().zip(&faults) {
        assert!(fault.message.contains(message[0]), "{pattern}: {fault:?}");
        assert!(fault.place.contains(".toml:5:1"), "{pattern}: {fault:?}");
    }
}

#[test]
fn the_caret_is_right_however_a_string_is_written() {
    let files = [
        file("\"\"\"\nQUOTE\n  (SPEEKER\n  CUE)\"\"\"", "'{quote “a”}'", "'a'"),
        file("'''\nQUOTE   \n CUE[pasive\n  say]'''", "'{quote “a”}'", "'a'"),
        file("\"QUOTE \\\\( \\u0020SPEEKER\"", "'{quote “a”}'", "'a'"),
        file("\"\"\"QUOTE \\\n    \\\n   SPEEKER\"\"\"", "'{quote “a”}'", "'a'"),
        file("'''QUOTE 'tis SPEEKER'''", "'{quote “a”}'", "'a'"),
        file("\"\"\"\r\nQUOTE SPEEKER\"\"\"", "'{quote “a”}'", "'a'"),
        file("'QUOTE'", "\"é \\u201C{quote “a”} \\t\\x41{sp x}\"", "'a'"),
        file("'QUOTE'", "'{quote “a”}',\n  '''\n{quote “é”}\n\n{speaker “a”'''", "'a'"),
    ];
    let expected: [(&str, &str, &[&str]); 8] = [
        ("7:4", "SPEEKER", &["mean \"SPEAKER\""]),
        ("7:6", "pasive", &["mean \"passive\""]),
        ("5:28", "SPEEKER", &["mean \"SPEAKER\""]),
        ("7:4", "SPEEKER", &["mean \"SPEAKER\""]),
        ("5:25", "SPEEKER", &["mean \"SPEAKER\""]),
        ("6:7", "SPEEKER", &["mean \"SPEAKER\""]),
        ("6:35", "{sp", &["no span is called \"sp\""]),
        ("10:1", "{", &["not closed"]),
    ];
    each_is_shown(&files, &expected);
}

#[test]
fn marked_spans_of_examples() {
    let good = "'{quote “a”}'";
    let cases: [(&str, &str, &str, &str, &str); 12] = [
        ("'{quote “a” {cue b}}'", "'a'", "6:20", "{", "cannot overlap"),
        ("'x {quote “a” b'", "'a'", "6:11", "{", "not closed"),
        ("'{quote “a”} b}'", "'a'", "6:22", "}", "closes nothing"),
        ("'{quote “a”} {speeker b}'", "'a'", "6:21", "{speeker", "did you mean \"speaker\""),
        ("'{quote “a”} {cue}'", "'a'", "6:21", "{cue", "written {cue words}"),
        ("'{quote “a”} {cue }'", "'a'", "6:21", "{cue }", "is empty"),
        ("'{quote “a”} {quote “b”}'", "'a'", "6:21", "{quote “b”}", "marked twice"),
        ("'“a” {cue said}'", "'a'", "6:9", "“a” {cue said}", "marks its {quote …}"),
        (good, "'b', 'a {quote “a”}'", "7:15", "{", "a no example marks nothing"),
        ("", "'a'", "2:6", "\"rule-9\"", "no \"yes\" example"),
        (good, "", "2:6", "\"rule-10\"", "no \"no\" example"),
        ("''", "'a'", "6:9", "'", "marks its {quote …}"),
    ];
    let files: Vec<_> = cases.iter().map(|(yes, no, ..)| file("'QUOTE'", yes, no)).collect();
    let messages: Vec<[&str; 1]> = cases.iter().map(|c| [c.4]).collect();
    let expected: Vec<_> = cases.iter().zip(&messages).map(|(c, m)| (c.2, c.3, m.as_slice())).collect();
    each_is_shown(&files, &expected);
}

#[test]
fn keys_and_types() {
    let lines: [(&str, &str, &str, &[&str]); 15] = [
        ("tier = \"one\"", "8:8", "\"one\"", &["a whole number from 0 to 255, not a string"]),
        ("tier = 300", "8:8", "300", &["from 0 to 255"]),
        ("tier = -1", "8:8", "-1", &["from 0 to 255"]),
        ("tier = 1.5", "8:8", "1.5", &["not a number with a fraction"]),
        ("id = 7", "8:6", "7", &["id is a string between quotation marks, not a whole number"]),
        ("id = \"My Rule\"", "8:6", "\"My Rule\"", &["lower-case letters, digits and hyphens"]),
        ("doc = true", "8:7", "true", &["not true or false"]),
        ("doc = ' '", "8:7", "' '", &["what the rule finds"]),
        ("pattern = ['QUOTE']", "8:11", "['QUOTE']", &["not a list"]),
        ("yes = '{quote “a”}'", "8:7", "'{quote “a”}'", &["a list of strings between [ and ]"]),
        ("no = [1]", "8:7", "1", &["a string between quotation marks"]),
        ("speech = 'no'", "8:10", "'no'", &["speech is true or false"]),
        ("joins = 1", "8:9", "1", &["joins is true or false"]),
        ("kind = \"mixt\"", "8:8", "\"mixt\"", &["did you mean \"mixed\""]),
        ("patern = 'QUOTE'", "8:1", "patern", &["no key is called \"patern\"", "did you mean \"pattern\""]),
    ];
    let files: Vec<_> = lines
        .iter()
        .map(|(line, ..)| {
            let key = line.split(' ').next().unwrap_or("");
            let rule = file("'QUOTE'", "'{quote “a”}'", "'a'");
            // The good line goes and an empty one takes its place, so that the bad one stands in line 8.
            let kept: Vec<_> = rule.lines().map(|l| if l.split(' ').next() == Some(key) { "" } else { l }).collect();
            format!("{}\n{line}\n", kept.join("\n"))
        })
        .collect();
    let expected: Vec<_> = lines.iter().map(|l| (l.1, l.2, l.3)).collect();
    each_is_shown(&files, &expected);
}

#[test]
fn the_top_of_a_file() {
    let good = file("'QUOTE'", "'{quote “a”}'", "'a'");
    let files = [
        format!("[[rules]]\nid = 1\n{good}"),
        good.replace("[[rule]]", "[rule]"),
        format!("define = 1\n{good}"),
        format!("[testing]\nsentence_befor = 'x'\n{good}"),
        format!("[define]\na = 1\n{good}"),
        format!("[define]\n\"a b\" = 'CUE'\n{good}"),
    ];
    let expected: [(&str, &str, &[&str]); 6] = [
        ("1:3", "rules", &["did you mean \"rule\""]),
        ("1:1", "[rule]", &["write [[rule]]"]),
        ("1:10", "1", &["write [define]"]),
        ("2:1", "sentence_befor", &["did you mean \"sentence_before\""]),
        ("2:5", "1", &["a is a string between quotation marks"]),
        ("2:1", "\"a b\"", &["letters, digits, - and _ only"]),
    ];
    each_is_shown(&files, &expected);
}

#[test]
fn twice_in_a_folder() {
    let rule = |id: &str| file("'QUOTE'", "'{quote “a”}'", "'a'").replace("ID", id);
    let testing = "[testing]\nsentence_before = 'Rain.'\n[define]\nm = 'CUE'\n";
    let bench = Bench::with("r/a.toml", format!("{}{}{testing}", rule("one"), rule("one")));
    bench.put("r/b.toml", format!("{}{testing}", rule("one")));
    let run = bench.run("rules check r").failed(&[]);
    let shown = shown(&run);
    let found: Vec<_> = shown.iter().map(|f| (f.place.as_str(), f.message.as_str())).collect();
    let expected = [
        ("r/a.toml:9:6", "the rule \"one\" stands already in r/a.toml:2"),
        ("r/b.toml:2:6", "the rule \"one\" stands already in r/a.toml:2"),
        ("r/b.toml:9:19", "sentence_before stands already in r/a.toml:16"),
        ("r/b.toml:11:1", "the macro <m> is already defined in r/a.toml:18"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn macros_are_told_of_where_they_are_defined() {
    let define = "[define]\na = 'CUE <b>'\nb = '(<c>)'\nc = '<a>'\nd = 'SPEEKER'\ne = '<d>'\nf = '<f>'\ng = 'CUE) ('\n";
    let rule = file("'QUOTE <a> <e> <f> <g>'", "'{quote “a”}'", "'a'");
    let unknown = file("'QUOTE <aa>'", "'{quote “a”}'", "'a'").replace("ID", "other");
    let run = Bench::with("r/a.toml", format!("{define}{rule}{unknown}").replace("ID", "one"));
    let run = run.run("rules check r").failed(&[]);
    let shown = shown(&run);
    let found: Vec<_> = shown.iter().map(|f| (f.place.as_str(), f.marked.as_str(), f.message.as_str())).collect();
    let expected = [
        ("r/a.toml:2:10", "<b>", "in <b>: in <c>: the macro <a> calls itself"),
        ("r/a.toml:3:7", "<c>", "in <c>: in <a>: the macro <b> calls itself"),
        ("r/a.toml:4:6", "<a>", "in <a>: in <b>: the macro <c> calls itself"),
        ("r/a.toml:5:6", "SPEEKER", "no element is called \"SPEEKER\"; did you mean \"SPEAKER\"?"),
        ("r/a.toml:7:6", "<f>", "the macro <f> calls itself"),
        ("r/a.toml:8:9", ")", "this bracket closes nothing"),
        ("r/a.toml:20:18", "<aa>", "no macro is called \"aa\"; did you mean \"a\"?"),
    ];
    assert_eq!(found, expected);
}
