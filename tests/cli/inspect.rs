//! `whosaid inspect`.

use crate::bench::{Bench, PLAIN};

const STAGES: [&str; 7] = ["tokens", "sentences", "quotes", "cues", "mentions", "speakers", "attributions"];

/// The items of a stage without the spaces that align them.
fn items(stage: &str, text: &str) -> Vec<String> {
    let out = Bench::new().run_on(&format!("inspect {stage} -"), text).clean();
    out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn stages_of_a_text() {
    assert_eq!(items("tokens", PLAIN)[1..3], ["1–3 word capital We", "4–8 word will"]);
    assert_eq!(items("sentences", "😀 It rained. Nobody came.\n"), ["0–12 😀 It rained.", "13–25 Nobody came."]);
    assert_eq!(items("quotes", PLAIN), ["1–19 paragraph 1 We will not yield,"]);
    assert_eq!(items("cues", PLAIN), ["21–25 finite said"]);
    assert_eq!(items("mentions", PLAIN), ["26–34 name Ana Reis"]);
    let attribution = &items("attributions", PLAIN)[0];
    assert!(attribution.starts_with("1–19 direct Ana Reis We will not yield,"), "{attribution}");
    assert!(attribution.ends_with("mention: Ana Reis, cue: said"), "{attribution}");
}

#[test]
fn speakers_with_all_their_mentions() {
    let text = "Ana Reis came on Monday. “We will not yield,” she said.\n\nTom Hall agreed. “No,” Reis said.\n";
    let expected =
        ["Ana Reis, 3 mentions", "0–8 Ana Reis", "46–49 she", "80–84 Reis", "Tom Hall, 1 mention", "57–65 Tom Hall"];
    assert_eq!(items("speakers", text), expected);
}

#[test]
fn mentions_that_nothing_explains_are_of_no_speaker() {
    assert!(items("speakers", "“We will not yield,” she said.").is_empty());
}

#[test]
fn a_text_without_quotes_has_its_stages_too() {
    assert!(!items("tokens", "Rain.").is_empty());
    assert!(items("attributions", "Rain.").is_empty());
}

#[test]
fn nothing_in_a_text_can_give_orders_to_the_terminal() {
    let text = "“We \u{1b}]0;x\u{7} will \u{9b}31m not \u{202e} yield,” said Ana \u{1b}[2JReis.\r\n\u{1b}[31mEnd.";
    for stage in STAGES {
        let out = items(stage, text).join("\n");
        assert!(!out.contains(|c: char| c != '\n' && c.is_control() || c == '\u{202e}'), "{stage}: {out:?}");
    }
}

#[test]
fn long_items_are_shortened() {
    let text = format!("“{} end,” said Ana Reis.", "word ".repeat(500));
    for line in items("quotes", &text) {
        assert!(line.chars().count() < 120 && line.contains('…'), "{line}");
    }
}

#[test]
fn several_documents_have_headings() {
    let bench = Bench::with("d/a.txt", PLAIN);
    bench.put("d/b.txt", PLAIN);
    let out = bench.run("inspect quotes d").clean();
    assert_eq!(out.lines().count(), 4);
    assert_eq!(out.lines().next(), Some("d/a.txt"));
    bench.run("inspect quotes gone.txt").failed(&["whosaid: gone.txt: "]);
}

#[test]
fn a_broken_pipe_is_silent() {
    // Nothing at all reads what is written here.
    let bench = Bench::with("a.txt", PLAIN.repeat(5000));
    let (reader, writer) = std::io::pipe().expect("pipe");
    drop(reader);
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin!("whosaid"))
        .args(["inspect", "tokens", "a.txt"])
        .current_dir(bench.path(""))
        .stdout(writer)
        .output()
        .expect("run");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn a_share_is_no_source() {
    let bench = Bench::with("a.txt", "Rents rose by 5 per cent. “It was time,” per the tenants of Lowmere.");
    let out = bench.run("inspect cues a.txt").clean();
    assert_eq!(out.lines().filter(|line| line.contains("according")).count(), 1, "{out}");
}
