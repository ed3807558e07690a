//! Completions and pages of the manual: all that `--help` knows is in them.

use crate::bench::Bench;

#[test]
fn completions_know_every_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = Bench::new().run(&format!("completions {shell}")).clean();
        for part in ["extract", "min-confidence", "dump-config", "markdown"] {
            assert!(script.contains(part), "{shell}: no {part}");
        }
    }
}

#[test]
fn pages_of_the_manual() {
    let bench = Bench::new();
    let page = bench.run("man").clean();
    assert!(page.contains(".TH whosaid 1") && page.contains("whosaid\\-extract(1)"), "{page}");
    let page = bench.run("man extract").clean();
    for part in
        [".TH whosaid-extract 1", "\\-\\-delimiter", "\\-\\-min\\-confidence", "Columns (unless others are asked for"]
    {
        assert!(page.contains(part), "no {part:?} in:\n{page}");
    }
    assert!(bench.run("man rules test").clean().contains("\\-\\-mutants"));
    bench.run("man extrakt").failed(&["no command \"extrakt\"; did you mean \"extract\"?"]);
}
