//! The pages for users say what is so: their rules load and their examples hold, their commands print what stands there.
//!
//! A fenced block `text FILE` or `toml FILE` is saved under that name; one without `[[rule]]` holds lines `key = …` that take
//! the place of those with the same key. In a block `sh`, a line `$ whosaid …` is run in the folder of the files (`> FILE`
//! takes the output), `$ mkdir …` makes a folder, and what follows up to the next `$` is compared with what was printed:
//! standard output, then standard error. A line `…` stands for any number of lines.

use std::path::Path;

use assert_cmd::Command;
use whosaid::{Lexicon, RuleSet};

/// A fenced block.
#[derive(Debug)]
struct Block {
    language: String,
    file: Option<String>,
    /// The line of its fence, counted from 1.
    line: usize,
    body: Vec<String>,
}

/// The fenced blocks of a page.
fn blocks(page: &str) -> Vec<Block> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("page read");
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (n, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(info), None) => {
                let (language, file) = info.split_once(' ').map_or((info, None), |(l, f)| (l, Some(f.to_owned())));
                open = Some(Block { language: language.to_owned(), file, line: n + 1, body: Vec::new() });
            }
            (None, Some(block)) => block.body.push(line.to_owned()),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{page}: a block is not closed");
    blocks
}

/// Saves a block with a file name.
fn save(block: &Block, path: &Path) {
    let old = std::fs::read_to_string(path).unwrap_or_default();
    let whole = block.language != "toml" || block.body.iter().any(|l| l == "[[rule]]");
    let lines: Vec<String> = if whole {
        block.body.clone()
    } else {
        let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
        let replaced = |line: &str| block.body.iter().find(|new| key(line).is_some() && key(new) == key(line));
        let lines: Vec<String> = old.lines().map(|line| replaced(line).map_or(line, |new| new).to_owned()).collect();
        assert!(block.body.iter().all(|new| lines.contains(new)), "line {}: nothing to replace", block.line);
        lines
    };
    std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folder made");
    std::fs::write(path, lines.join("\n") + "\n").expect("file written");
}

/// Runs a line of a `sh` block; what it prints.
fn run(line: &str, folder: &Path) -> String {
    let (command, to) = line.split_once(" > ").map_or((line, None), |(command, file)| (command, Some(file)));
    let words: Vec<&str> = command.split_whitespace().collect();
    match words[..] {
        ["mkdir", name] => {
            std::fs::create_dir(folder.join(name)).expect("folder made");
            String::new()
        }
        ["whosaid", ref arguments @ ..] => {
            let mut program = assert_cmd::cargo::cargo_bin_cmd!("whosaid");
            let program: &mut Command = program.current_dir(folder).args(arguments);
            let output = program.output().expect("run");
            let stdout = String::from_utf8(output.stdout).expect("UTF-8");
            let stderr = String::from_utf8(output.stderr).expect("UTF-8");
            match to {
                Some(file) => {
                    std::fs::write(folder.join(file), stdout).expect("file written");
                    stderr
                }
                None => stdout + &stderr,
            }
        }
        _ => panic!("{line:?} is no command of whosaid"),
    }
}

/// Whether lines are as expected, `…` standing for any number of them. How much space aligns the columns does not matter:
/// it changes with the longest name.
fn fits(expected: &[String], printed: &[&str]) -> bool {
    match expected {
        [] => printed.is_empty(),
        [dots, rest @ ..] if dots == "…" => (0..=printed.len()).any(|skip| fits(rest, &printed[skip..])),
        [line, rest @ ..] => {
            let same = |other: &&str| line.split_whitespace().eq(other.split_whitespace());
            printed.first().is_some_and(same) && fits(rest, &printed[1..])
        }
    }
}

/// Does what a page says, block by block; the number of commands that were run.
fn follow(page: &str, blocks: &[Block]) -> usize {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut commands = 0;
    for block in blocks {
        if let Some(file) = &block.file {
            save(block, &folder.path().join(file));
        }
        if block.language != "sh" {
            continue;
        }
        let starts: Vec<usize> = (0..block.body.len()).filter(|i| block.body[*i].starts_with("$ ")).collect();
        for (n, start) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(block.body.len());
            let printed = run(&block.body[*start][2..], folder.path());
            let expected = &block.body[start + 1..end];
            let fits = fits(expected, &printed.trim_end().lines().collect::<Vec<_>>());
            assert!(
                fits,
                "{page}:{}:\n{}\nprints\n{printed}",
                block.line + 1 + start,
                block.body[*start..end].join("\n")
            );
            commands += 1;
        }
    }
    commands
}

#[test]
fn the_page_about_rules_says_what_is_so() {
    let page = "rules/README.md";
    let blocks = blocks(page);
    assert!(follow(page, &blocks) > 10);
    for block in &blocks {
        let known = ["toml", "sh", "text"].contains(&block.language.as_str());
        assert!(known && (block.language != "text" || block.file.is_some()), "{page}:{}: untested", block.line);
        if block.language == "toml" && block.file.is_none() {
            let folder = tempfile::tempdir().expect("a folder for the test");
            save(block, &folder.path().join("rules.toml"));
            let rules = RuleSet::from_dir(folder.path(), Lexicon::english()).and_then(|r| r.check().map(|()| r));
            let rules = rules.unwrap_or_else(|faults| panic!("{page}:{}: {faults}", block.line));
            let failures: Vec<String> = rules.test().iter().map(ToString::to_string).collect();
            assert!(failures.is_empty(), "{page}:{}: {}", block.line, failures.join("\n"));
        }
    }
}

#[test]
fn the_first_page_says_what_is_so() {
    let page = "README.md";
    assert!(follow(page, &blocks(page)) > 3);
}
