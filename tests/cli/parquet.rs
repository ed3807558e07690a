//! Parquet in: with the feature, and what a build without it says.

use crate::bench::{Bench, PLAIN, PLAIN_ROW};

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_it_says_so() {
    let bench = Bench::with("a.parquet", "PAR1");
    bench.put("b.txt", PLAIN);
    let message = "whosaid: a.parquet: this build of whosaid does not read parquet; one made with `cargo build --features parquet` does\n";
    let run = bench.run("extract a.parquet b.txt").failed(&[message]);
    assert_eq!(run.rows(), [format!("{PLAIN_ROW}b.txt")]);
    bench.run_on("extract", "PAR1").failed(&["stdin: this build of whosaid does not read parquet"]);
}

#[cfg(feature = "parquet")]
mod with_it {
    use std::sync::Arc;

    use parquet::basic::Compression;
    use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;

    /// A table of `rows` texts in groups of a thousand; every second title is missing.
    fn table(rows: usize, compression: Compression) -> Vec<u8> {
        let schema = "message m { required binary Text (UTF8); optional binary title (UTF8); required double id; \
                      required int32 date (DATE); required int64 at (TIMESTAMP_MILLIS); }";
        let schema = Arc::new(parse_message_type(schema).expect("schema"));
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let mut file = SerializedFileWriter::new(Vec::new(), schema, properties).expect("begun");
        for begin in (0..rows).step_by(1000) {
            let rows = begin..rows.min(begin + 1000);
            let text = |_| ByteArray::from(PLAIN.trim());
            let mut group = file.next_row_group().expect("group");
            let mut column = group.next_column().expect("column").expect("text");
            column
                .typed::<ByteArrayType>()
                .write_batch(&rows.clone().map(text).collect::<Vec<_>>(), None, None)
                .expect("written");
            column.close().expect("closed");
            let levels: Vec<i16> = rows.clone().map(|n| i16::from(n % 2 == 0)).collect();
            let titles: Vec<_> = levels.iter().filter(|level| **level == 1).map(|_| ByteArray::from("T")).collect();
            let mut column = group.next_column().expect("column").expect("title");
            column.typed::<ByteArrayType>().write_batch(&titles, Some(&levels), None).expect("written");
            column.close().expect("closed");
            let mut column = group.next_column().expect("column").expect("id");
            column
                .typed::<DoubleType>()
                .write_batch(&rows.clone().map(|n| n as f64).collect::<Vec<_>>(), None, None)
                .expect("written");
            column.close().expect("closed");
            let mut column = group.next_column().expect("column").expect("date");
            column
                .typed::<Int32Type>()
                .write_batch(&rows.clone().map(|_| 19_846).collect::<Vec<_>>(), None, None)
                .expect("written");
            column.close().expect("closed");
            let mut column = group.next_column().expect("column").expect("at");
            column
                .typed::<Int64Type>()
                .write_batch(&rows.map(|_| 1_714_730_400_000).collect::<Vec<_>>(), None, None)
                .expect("written");
            column.close().expect("closed");
            group.close().expect("closed");
        }
        file.into_inner().expect("ended")
    }

    #[test]
    fn rows_as_documents() {
        for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(Default::default())] {
            let bench = Bench::with("a.parquet", table(3, compression));
            let run = bench.run("extract a.parquet --columns source,title,date --keep at");
            let rows = ["0,T,2024-05-03", "1,,2024-05-03", "2,T,2024-05-03"]
                .map(|row| row.to_owned() + ",2024-05-03T10:00:00Z");
            assert_eq!(run.rows(), rows, "{run:?}");
        }
        let run = Bench::new().run_on("extract --source-column title", table(2, Compression::SNAPPY));
        assert_eq!(run.rows(), ["T", "stdin:2"].map(|source| format!("{PLAIN_ROW}{source}")));
    }

    #[test]
    fn several_groups_and_any_number_of_threads() {
        let bench = Bench::with("a.parquet", table(5500, Compression::SNAPPY));
        let one = bench.run("extract a.parquet --threads 1").clean();
        assert_eq!(one.lines().count(), 5501);
        assert!(bench.run("extract a.parquet --threads 3").clean() == one);
    }

    #[test]
    fn broken_files_and_missing_columns() {
        let whole = table(3, Compression::SNAPPY);
        for content in [&whole[..whole.len() / 2], b"PAR1", &[b"PAR1".as_slice(), &[0xff; 100], b"PAR1"].concat()] {
            let bench = Bench::with("a.parquet", content);
            bench.put("b.txt", PLAIN);
            let run = bench.run("extract a.parquet b.txt").failed(&["whosaid: a.parquet: the Parquet file is broken"]);
            assert_eq!(run.rows(), [format!("{PLAIN_ROW}b.txt")]);
        }
        let run = Bench::with("a.parquet", whole).run("extract a.parquet --text-column body");
        run.failed(&["a.parquet: no column \"body\"; the table has \"Text\", \"title\", \"id\", \"date\", \"at\""]);
    }
}
