//! The file: row groups one after another, each compressed column by column.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::buffer::{Buffer, Source};
use crate::rows::Row;
use crate::write::{Options, Writer};

/// A row group ends when it has so many rows, or values of so many bytes: it is in memory until then.
const ROWS: usize = 128 << 10;
const BYTES: usize = 32 << 20;

/// A file of typed columns.
pub(super) struct Table<W: Write + Send> {
    /// Gone when finished.
    file: Option<SerializedFileWriter<W>>,
    columns: Vec<Buffer>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> Table<W> {
    pub(super) fn new(out: W, options: &Options) -> io::Result<Self> {
        let columns = options.columns.iter().map(|column| Source::Column(*column));
        let extra = options.extra.iter().map(|name| Source::Extra(name.clone()));
        let columns: Vec<_> = columns.chain(extra).map(Buffer::new).collect();
        for (place, column) in columns.iter().enumerate() {
            if columns[..place].iter().any(|other| other.name() == column.name()) {
                let message = format!("two columns {:?}, which a Parquet file cannot have", column.name());
                return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
            }
        }
        let file = open(out, &columns).map_err(cause)?;
        Ok(Table { file: Some(file), columns, rows: 0, bytes: 0 })
    }

    /// Writes what waits as a row group.
    fn group(&mut self) -> Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = file.next_row_group()?;
        for column in &mut self.columns {
            column.write(&mut group)?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

fn open<W: Write + Send>(out: W, columns: &[Buffer]) -> Result<SerializedFileWriter<W>> {
    let fields = columns.iter().map(Buffer::schema).collect::<Result<_>>()?;
    let schema = Type::group_type_builder("quotes").with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(concat!("whosaid ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
}

impl<W: Write + Send> Writer for Table<W> {
    fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.bytes += self.columns.iter_mut().map(|column| column.add(row)).sum::<usize>();
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES { self.group().map_err(cause) } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.group().map_err(cause)?;
        match self.file.take() {
            Some(file) => file.into_inner().and_then(|mut out| Ok(out.flush()?)).map_err(cause),
            None => Ok(()),
        }
    }
}

fn cause(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other.to_string()),
    }
}
