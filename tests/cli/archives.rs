//! ZIP archives: members as files, archives in archives, what is broken, locked or would explode.

use crate::bench::{Bench, PLAIN, PLAIN_ROW, records};
use crate::packing::{answer, gzip, row, xlsx, zip};

fn plain(source: &str) -> String {
    format!("{PLAIN_ROW}{source}")
}

fn text() -> &'static [u8] {
    PLAIN.as_bytes()
}

#[test]
fn members_as_files_in_the_order_of_the_archive() {
    let table = format!("id,text\n7,{:?}\n,{:?}\n", PLAIN.trim(), PLAIN.trim());
    let json = format!("{{\"text\": {:?}}}\n", PLAIN.trim());
    let book = xlsx("", &[("S", &(row(1, &["text"]) + &row(2, &[PLAIN.trim()])))]);
    let archive = zip(&[
        ("z.txt", text()),
        ("folder/", b""),
        ("folder/a.md", text()),
        ("picture.png", b"\x89PNG\r\n\x1a\n"),
        ("__MACOSX/z.txt", text()),
        ("folder/.hidden.txt", text()),
        ("t.csv", table.as_bytes()),
        ("r.jsonl.gz", &gzip(json.as_bytes())),
        ("b.xlsx", &book),
        ("w.warc.gz", &gzip(&answer("http://example.org/1", PLAIN))),
        ("more.zip", &zip(&[("deep.txt", text())])),
    ]);
    let rows = |of: &str| -> Vec<String> {
        let members = [
            "z.txt",
            "folder/a.md",
            "7",
            "t.csv:3",
            "r.jsonl.gz:1",
            "b.xlsx:S:2",
            "http://example.org/1",
            "more.zip!deep.txt",
        ];
        let source = |member: &&str| match member.contains('.') && !member.contains("http") {
            true => plain(&format!("{of}!{member}")),
            false => plain(member),
        };
        members.iter().map(source).collect()
    };
    let bench = Bench::with("d/a.zip", &archive);
    for threads in 1..4 {
        let run = bench.run(&format!("extract d --threads {threads}"));
        assert_eq!((run.code, run.rows()), (0, rows("d/a.zip").iter().map(String::as_str).collect()), "{}", run.stderr);
    }
    // Standard input tells by its first bytes what it is, compressed or not.
    for content in [gzip(&archive), archive] {
        assert_eq!(bench.run_on("extract", content).rows(), rows("stdin"));
    }
}

#[test]
fn what_a_package_holds_is_told_by_its_parts() {
    let book = xlsx("", &[("S", &(row(1, &["text"]) + &row(2, &[PLAIN.trim()])))]);
    assert_eq!(Bench::new().run_on("extract -", book.clone()).rows(), [plain("stdin:S:2")]);
    assert_eq!(Bench::with("a.zip", book).run("extract a.zip").rows(), [plain("a.zip:S:2")]);
    Bench::new()
        .run_on("extract", zip(&[("ppt/slides/slide1.xml", b"<x/>")]))
        .failed(&["stdin: this is a presentation (.pptx)"]);
}

#[test]
fn bad_members_are_named_and_the_rest_goes_on() {
    let mut archive = zip(&[
        ("../../climbs\u{1b}[31m.txt", text()),
        ("zeros.txt", b"caf\0"),
        ("broken.txt", text()),
        ("bad.csv", b"a,b\n1,2\n"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n"),
        ("one.zip", &zip(&[("two.zip", &zip(&[("deep.txt", text())])), ("b.txt", text())])),
        ("cut.zip", &zip(&[("a.txt", text())])[..60]),
        ("last.txt", text()),
    ]);
    let at = memchr_like(&archive, b"broken.txt") + b"broken.txt".len();
    archive[at + 4..at + 12].fill(0x55);
    let bench = Bench::with("d/a.zip", archive);
    let run = bench.run("extract d/a.zip").failed(&[
        "whosaid: d/a.zip!zeros.txt: not text: there is a zero at byte 3\n",
        "whosaid: d/a.zip!broken.txt: broken ZIP data",
        "whosaid: d/a.zip!bad.csv: no column \"text\"; the table has \"a\", \"b\"\n",
        "whosaid: d/a.zip!picture.txt: this is a PNG image, not text\n",
        "whosaid: d/a.zip!one.zip!two.zip: an archive in an archive in an archive is not read",
        "whosaid: d/a.zip!cut.zip: the ZIP archive is broken or cut short",
    ]);
    assert_eq!(run.stderr.lines().count(), 6, "{}", run.stderr);
    let climbs = plain("d/a.zip!../../climbs\u{1b}[31m.txt");
    assert_eq!(run.rows(), [climbs, plain("d/a.zip!one.zip!b.txt"), plain("d/a.zip!last.txt")]);
    assert_eq!(bench.names(), ["d"]);
    // A name in a message gives the terminal no orders.
    let archive = zip(&[("a\u{1b}[31m.txt", b"\0")]);
    Bench::with("a.zip", archive).run("extract a.zip").failed(&[r"whosaid: a.zip!a\u{1b}[31m.txt: not text"]);
}

fn memchr_like(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).position(|window| window == part).expect("there")
}

#[test]
fn locked_archives() {
    let mut archive = zip(&[("secret.txt", text()), ("open.txt", text())]);
    // The flag of encryption, in the member and in the list of members.
    archive[6] |= 1;
    let listed = memchr_like(&archive, b"PK\x01\x02");
    archive[listed + 8] |= 1;
    let run =
        Bench::with("a.zip", archive).run("extract a.zip").failed(&["whosaid: a.zip!secret.txt: encrypted; unpack it"]);
    assert_eq!(run.rows(), [plain("a.zip!open.txt")]);
}

#[test]
fn archives_that_are_none_or_hold_nothing() {
    for (content, reason) in [
        (&b"PK but no archive"[..], "the ZIP archive is broken or cut short"),
        (b"text", "this is no ZIP archive"),
        (&zip(&[("a.txt", text())])[..80], "the ZIP archive is broken or cut short"),
        (&zip(&[]), "no text in this archive"),
        (&zip(&[("a.png", b"x")]), "no text in this archive"),
    ] {
        let bench = Bench::with("a.zip", content);
        bench.put("b.txt", PLAIN);
        let run = bench.run("extract a.zip b.txt").failed(&["whosaid: a.zip: ", reason]);
        assert_eq!((run.stderr.lines().count(), run.rows()), (1, vec![plain("b.txt").as_str()]));
    }
}

#[test]
fn archives_that_would_explode() {
    let nothing = vec![b' '; 70 << 20];
    let archive = zip(&[("bomb.txt", &nothing), ("bomb.jsonl", &nothing), ("a.txt", text())]);
    let bench = Bench::with("a.zip", &archive);
    let run = bench.run("extract a.zip").failed(&[
        "a.zip!bomb.txt: the ZIP data expand to more than 500 times their size",
        "a.zip!bomb.jsonl: the ZIP data expand to more than 500 times their size",
    ]);
    assert!(run.stderr.lines().count() <= 3, "{}", run.stderr);
    let run = bench.run("extract a.zip --max-document-bytes 1000");
    run.failed(&["a.zip!bomb.txt: a text of more than 1000 bytes"]);
}

#[test]
fn large_members_and_any_number_of_threads() {
    let lines = records(3000);
    let archive = zip(&[("a.jsonl", lines.as_bytes()), ("b.txt", text()), ("c.jsonl", lines.as_bytes())]);
    let bench = Bench::with("a.zip", archive);
    let one = bench.run("extract a.zip --threads 1").clean();
    assert!(one.lines().count() > 6000);
    assert!(bench.run("extract a.zip --threads 3").clean() == one);
}
