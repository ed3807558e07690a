//! Compressed inputs and outputs, whole and broken.

use std::io::{Read as _, Write as _};

use crate::bench::{Bench, PLAIN, PLAIN_ROW, records};

const SUFFIXES: [&str; 4] = ["gz", "zst", "bz2", "xz"];

fn compressed(suffix: &str, content: &[u8]) -> Vec<u8> {
    match suffix {
        "gz" => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(content).expect("written");
            encoder.finish().expect("finished")
        }
        "zst" => ruzstd::encoding::compress_to_vec(content, ruzstd::encoding::CompressionLevel::Fastest),
        "bz2" => {
            let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            encoder.write_all(content).expect("written");
            encoder.finish().expect("finished")
        }
        _ => {
            let options = lzma_rust2::XzOptions::with_preset(1);
            let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options).expect("begun");
            encoder.write_all(content).expect("written");
            encoder.finish().expect("finished")
        }
    }
}

fn decompressed(suffix: &str, content: &[u8]) -> String {
    let mut text = String::new();
    let read = match suffix {
        "gz" => flate2::read::MultiGzDecoder::new(content).read_to_string(&mut text),
        // One frame, as some programs read no further than the first.
        "zst" => ruzstd::decoding::StreamingDecoder::new(content).expect("begun").read_to_string(&mut text),
        "bz2" => bzip2::read::MultiBzDecoder::new(content).read_to_string(&mut text),
        _ => lzma_rust2::XzReader::new(content, true).read_to_string(&mut text),
    };
    read.expect("decoded");
    text
}

#[test]
fn inputs_by_suffix_and_by_their_first_bytes() {
    let lines = records(400);
    let bench = Bench::with("a.jsonl", &lines);
    let expected = bench.run("extract a.jsonl").clean();
    for suffix in SUFFIXES {
        let (begin, end) = lines.split_at(lines.len() / 2);
        // Two members, the border in the middle of a record.
        let members = [compressed(suffix, begin.as_bytes()), compressed(suffix, end.as_bytes())].concat();
        bench.put(&format!("a.jsonl.{suffix}"), &members);
        assert!(bench.run(&format!("extract a.jsonl.{suffix}")).clean() == expected, "{suffix}");
        assert!(bench.run_on("extract --input-format jsonl", members.clone()).clean() == expected, "{suffix}");
        // A name that says nothing.
        bench.put("a.data", &members);
        assert!(bench.run("extract --input-format jsonl a.data").clean() == expected, "{suffix}");
        let text = Bench::with(&format!("d/a.TXT.{suffix}"), compressed(suffix, PLAIN.as_bytes()));
        assert_eq!(text.run("extract d").rows(), [format!("{PLAIN_ROW}d/a.TXT.{suffix}")]);
        assert_eq!(
            text.run_on("extract -", compressed(suffix, PLAIN.as_bytes())).rows(),
            [format!("{PLAIN_ROW}stdin")]
        );
    }
}

#[test]
fn outputs_by_suffix() {
    let bench = Bench::with("a.jsonl", records(400));
    bench.put("none.txt", "Nobody said a word.");
    for format in ["csv", "jsonl"] {
        let expected = bench.run(&format!("extract a.jsonl --format {format}")).clean();
        for suffix in SUFFIXES {
            let name = format!("q.{format}.{suffix}");
            assert_eq!(bench.run(&format!("extract a.jsonl -o {name} --threads 1")).clean(), "");
            let one = bench.bytes(&name);
            assert!(decompressed(suffix, &one) == expected, "{name}");
            if format == "csv" {
                bench.run(&format!("extract a.jsonl -o {name} --threads 3")).clean();
                assert!(bench.bytes(&name) == one, "{name}: not the same with more threads");
            }
            bench.run(&format!("extract none.txt -o {name}")).clean();
            let nothing = decompressed(suffix, &bench.bytes(&name));
            assert_eq!(nothing, if format == "csv" { "speaker,quote,source\n" } else { "" });
        }
    }
    bench.run("extract a.jsonl -o q.gz").failed(&["q.gz: no format has this suffix", ".csv", ".zst"]);
    bench.run("extract a.jsonl -o q.gz --format tsv").clean();
    assert!(decompressed("gz", &bench.bytes("q.gz")).starts_with("speaker\tquote"));
}

#[test]
fn compressed_tables_are_read_back() {
    let bench = Bench::with("a.jsonl", records(20));
    bench.run("extract a.jsonl -o old.csv.gz").clean();
    bench.run("extract a.jsonl -o new.csv.zst").clean();
    assert_eq!(bench.run("diff --old old.csv.gz --new new.csv.zst").code, 0);
}

#[test]
fn data_that_end_too_early() {
    let lines = records(600);
    for suffix in SUFFIXES {
        let whole = compressed(suffix, lines.as_bytes());
        let bench = Bench::with(&format!("a.jsonl.{suffix}"), &whole[..whole.len() * 2 / 3]);
        bench.put(&format!("a.txt.{suffix}"), &compressed(suffix, PLAIN.as_bytes())[..20]);
        bench.put("b.txt", PLAIN);
        let run = bench.run(&format!("extract a.jsonl.{suffix} a.txt.{suffix} b.txt"));
        let message = format!("{} data end too early (after ", if suffix == "gz" { "the gzip" } else { "the" });
        let message = if suffix == "gz" { message } else { "data end too early (after ".into() };
        let run =
            run.failed(&[&format!("whosaid: a.jsonl.{suffix}: the "), &format!("a.txt.{suffix}: the "), &message]);
        assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
        // The records before are whole; where blocks or windows are large, there may be none.
        assert!(run.rows().len() > 100 || suffix != "gz", "{suffix}: {}", run.rows().len());
        assert_eq!(run.rows().last(), Some(&&*format!("{PLAIN_ROW}b.txt")));
        bench.put(&format!("empty.jsonl.{suffix}"), "");
        bench.run(&format!("extract empty.jsonl.{suffix}")).failed(&["end too early (after 0 decoded bytes)"]);
    }
}

#[test]
fn data_that_are_broken_or_something_else() {
    let noise: Vec<u8> = (0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x20 & 0x7f).collect();
    let text = String::from_utf8_lossy(&noise).into_owned();
    for suffix in SUFFIXES {
        let mut broken = compressed(suffix, text.as_bytes());
        let middle = broken.len() / 2;
        broken[middle..middle + 40].fill(0x55);
        let bench = Bench::with(&format!("a.txt.{suffix}"), broken);
        bench.put("b.txt", PLAIN);
        let run = bench.run(&format!("extract a.txt.{suffix} b.txt")).failed(&[&format!("a.txt.{suffix}: ")]);
        assert_eq!(run.rows(), [format!("{PLAIN_ROW}b.txt")]);
        bench.put(&format!("plain.txt.{suffix}"), PLAIN);
        bench.run(&format!("extract plain.txt.{suffix}")).failed(&[&format!("plain.txt.{suffix}: broken ")]);
        bench.put(&format!("image.txt.{suffix}"), compressed(suffix, b"\x89PNG\r\n\x1a\n"));
        bench.run(&format!("extract image.txt.{suffix}")).failed(&["this is a PNG image, not text"]);
    }
}

#[test]
fn data_that_expand_without_end() {
    let nothing = vec![b' '; 1 << 20];
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    (0..80).for_each(|_| encoder.write_all(&nothing).expect("written"));
    let gzip = encoder.finish().expect("finished");
    let frame = compressed("zst", &nothing);
    let bench = Bench::with("a.txt.gz", &gzip);
    bench.put("a.jsonl.gz", gzip);
    bench.put("a.txt.zst", frame.repeat(80));
    bench.put("b.txt", PLAIN);
    let run = bench.run("extract a.txt.gz a.jsonl.gz a.txt.zst b.txt").failed(&[
        "a.txt.gz: the gzip data expand to more than 500 times their size; decompress them first",
        "a.jsonl.gz: the gzip data expand",
        "a.txt.zst: the zstd data expand",
    ]);
    assert_eq!(run.rows(), [format!("{PLAIN_ROW}b.txt")]);
    let run = bench.run("extract a.txt.zst b.txt --max-document-bytes 1000");
    assert_eq!(run.failed(&["a.txt.zst: a text of more than 1000 bytes"]).rows().len(), 1);
    // A frame that asks for a window of 2 GiB.
    bench.put("w.txt.zst", [0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 0x01, 0x00, 0x00]);
    bench.run("extract w.txt.zst b.txt").failed(&["w.txt.zst: broken zstd data: ", "window"]);
}
