//! WARC: pages of a crawl, how they came over the network, broken records.

use crate::bench::{Bench, PLAIN, PLAIN_ROW};
use crate::packing::{answer, gzip, record};

fn plain(source: &str) -> String {
    format!("{PLAIN_ROW}{source}")
}

/// An answer with fields of its own.
fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!("WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n");
    record("response", &fields, &[head.as_bytes(), b"\r\n", body].concat())
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

#[test]
fn records_that_hold_texts() {
    let text = PLAIN.as_bytes();
    let chunked = [
        b"a\r\n",
        &text[..10],
        b"\r\n",
        format!("{:X};x\r\n", text.len() - 10).as_bytes(),
        &text[10..],
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let crawl: Vec<Vec<u8>> = vec![
        record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: none"),
        record("request", "WARC-Target-URI: u0\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        answer("http://example.org/1", PLAIN),
        response("u2", &format!("{OK}Transfer-Encoding: chunked\r\n"), &chunked),
        response("u3", &format!("{OK}Content-Encoding: gzip\r\n"), &gzip(text)),
        // Fields that are kept though the body is stored as it was meant.
        response("u4", &format!("{OK}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), text),
        response("u5", "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n", text),
        response("u6", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n", b"\x89PNG"),
        record("conversion", "WARC-Target-URI: u7\r\nContent-Type: text/plain\r\n", text),
        record("resource", "WARC-Target-URI: <u8>\r\nContent-Type: text/plain; charset=utf-8\r\n", text),
        record("metadata", "WARC-Target-URI: u9\r\nContent-Type: text/plain\r\n", text),
    ];
    let expected = ["http://example.org/1", "u2", "u3", "u4", "u7", "u8"].map(plain);
    // As crawls come: each record packed for itself.
    let packed: Vec<u8> = crawl.iter().flat_map(|record| gzip(record)).collect();
    let bench = Bench::with("a.warc", crawl.concat());
    bench.put("b.warc.gz", &packed);
    for run in ["a.warc", "b.warc.gz --threads 3"] {
        let run = bench.run(&format!("extract {run}"));
        assert_eq!((run.code, run.rows()), (0, expected.iter().map(String::as_str).collect()), "{}", run.stderr);
    }
    for content in [crawl.concat(), packed] {
        assert_eq!(bench.run_on("extract", content).rows(), expected);
    }
    let out = bench.run("extract a.warc --columns source,date").clean();
    assert!(out.starts_with("source,date\nhttp://example.org/1,2024-05-03T10:00:00Z\nu2,\n"), "{out}");
}

#[test]
fn broken_records_are_counted_and_the_rest_goes_on() {
    let long = String::from_utf8(answer("u3", PLAIN)).expect("UTF-8").replace("Content-Length: 1", "Content-Length: 2");
    let crawl = [
        b"noise\r\n\r\n".to_vec(),
        answer("u1", PLAIN),
        // Without a length, and with one that is too large or too small.
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n".to_vec(),
        answer("u2", PLAIN),
        long.into_bytes(),
        answer("u4", PLAIN),
        String::from_utf8(answer("u5", PLAIN))
            .expect("UTF-8")
            .replace("Content-Length: 1", "Content-Length: ")
            .into_bytes(),
        answer("u6", PLAIN),
        response("u7", &format!("{OK}Content-Encoding: br\r\n"), b"x"),
        response("u8", "no answer\r\n", b"x"),
        response("u9", OK, b"\0caf"),
        answer("u10", PLAIN),
        answer("u11", PLAIN)[..150].to_vec(),
    ];
    let bench = Bench::with("a.warc", crawl.concat());
    let run = bench.run("extract a.warc").failed(&[
        "whosaid: a.warc:1: a broken record: no record begins where one should\n",
        "whosaid: a.warc:3: a broken record: its head does not tell its length\n",
        "whosaid: a.warc:5: a broken record: it does not end where its head says\n",
        "whosaid: a.warc:7: a broken record: it does not end where its head says\n",
        "whosaid: a.warc:9: the content is packed in a way that is not known here (br)\n",
        "whosaid: a.warc:10: the head of the answer is broken",
        "whosaid: a.warc!u9: not text: there is a zero at byte 0\n",
        "whosaid: a.warc:13: a broken record: it is cut short\n",
    ]);
    assert_eq!(run.stderr.lines().count(), 8, "{}", run.stderr);
    assert_eq!(run.rows(), ["u1", "u2", "u4", "u6", "u10"].map(plain));
    // Packed data that end too early.
    let packed = [gzip(&answer("u1", PLAIN)), gzip(&answer("u2", PLAIN))].concat();
    let run = Bench::with("a.warc.gz", &packed[..packed.len() - 30]).run("extract a.warc.gz");
    assert_eq!(run.failed(&["whosaid: a.warc.gz: the gzip data end too early"]).rows(), [plain("u1")]);
}

#[test]
fn records_that_are_too_long_or_would_explode() {
    let bomb = gzip(&vec![b' '; 70 << 20]);
    let crawl = [
        response("u1", &format!("{OK}Content-Encoding: gzip\r\n"), &bomb),
        response("u2", OK, &vec![b' '; 10_000_000]),
        answer("u3", PLAIN),
    ];
    let bench = Bench::with("a.warc", crawl.concat());
    let run = bench.run("extract a.warc --max-document-bytes 1000000").failed(&[
        "a.warc:1: the content expands beyond what is allowed",
        "a.warc:2: a line of more than 1000000 bytes",
    ]);
    assert_eq!(run.rows(), [plain("u3")]);
}

/// What the server says of the encoding counts before what the page says.
#[cfg(feature = "html")]
#[test]
fn pages_in_the_encoding_of_their_answer() {
    let page = b"<html><head><meta charset=utf-8></head><body><nav>Home</nav><article><p>The boats are old and the crews are tired.\
        </p><p>\x93We will not yield,\x94 said Zo\xeb Reis on the pier.</p></article></body></html>";
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n";
    let bench = Bench::with("a.warc.gz", gzip(&response("https://news.example/a", head, page)));
    let rows = bench.run("extract a.warc.gz");
    assert_eq!(rows.rows(), ["Zoë Reis,\"We will not yield,\",https://news.example/a"]);
}
