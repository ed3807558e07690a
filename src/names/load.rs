//! Reads known speakers from CSV.

use std::collections::hash_map::Entry;
use std::io::Read;

use csv::{ReaderBuilder, StringRecord};

use super::KnownSpeakers;
use super::fold::folded;
use crate::error::{Error, ErrorKind, did_you_mean};

const NAME: &str = "name";
const ID: &str = "id";

pub(super) fn from_csv(name: &str, mut input: impl Read) -> Result<KnownSpeakers, Error> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|e| Error::io(name, e))?;
    let text = std::str::from_utf8(&bytes).map_err(|e| {
        let at = e.valid_up_to();
        fault(name, line_of(&bytes, at), format!("not UTF-8 at byte {at}"))
    })?;
    Table { name, text: text.strip_prefix('\u{feff}').unwrap_or(text) }.read()
}

struct Table<'t> {
    /// What messages call it.
    name: &'t str,
    text: &'t str,
}

/// Where a row has its name and id.
struct Columns {
    name: usize,
    id: Option<usize>,
}

impl Table<'_> {
    fn read(&self) -> Result<KnownSpeakers, Error> {
        let mut rows = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(self.text.as_bytes());
        let mut row = StringRecord::new();
        let mut known = KnownSpeakers::default();
        let mut columns = None;
        // Where the row of each speaker begins: only a message needs its line.
        let mut begins: Vec<usize> = Vec::new();
        loop {
            let begin = self.after_empty_lines(rows.position().byte());
            if !rows.read_record(&mut row).map_err(|e| self.fault(begin, e.to_string()))? {
                break;
            }
            let Some(columns) = &columns else {
                columns = Some(self.columns(&row, begin)?);
                continue;
            };
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            begins.push(begin);
            known.written.push(self.written(&row, columns, begin)?.to_owned());
            self.add_names(&mut known, &row, columns, &begins)?;
        }
        match columns {
            Some(_) => Ok(known),
            None => Err(self.fault(0, format!("no column {NAME:?}; the file is empty"))),
        }
    }

    fn columns(&self, header: &StringRecord, begin: usize) -> Result<Columns, Error> {
        let called = |wanted: &str| {
            let mut places =
                header.iter().enumerate().filter(|(_, cell)| folded(cell) == wanted).map(|(place, _)| place);
            match (places.next(), places.next()) {
                (_, Some(_)) => Err(self.fault(begin, format!("two columns {wanted:?}"))),
                (place, None) => Ok(place),
            }
        };
        match called(NAME)? {
            Some(name) => Ok(Columns { name, id: called(ID)? }),
            None => Err(self.fault(begin, no_name_column(header))),
        }
    }

    /// The id of a row, or else its name.
    fn written<'r>(&self, row: &'r StringRecord, columns: &Columns, begin: usize) -> Result<&'r str, Error> {
        if let Some(cell) = row.iter().find(|cell| cell.trim().contains(['\n', '\r'])) {
            let problem = format!("line break in {}; is a quotation mark not closed?", shown(cell));
            return Err(self.fault(begin, problem));
        }
        let cell = |place: usize| row.get(place).map(str::trim).filter(|cell| !cell.is_empty());
        let name = cell(columns.name).ok_or_else(|| self.fault(begin, format!("no {NAME} in this row")))?;
        Ok(columns.id.and_then(cell).unwrap_or(name))
    }

    /// Adds the name and aliases of the last speaker.
    fn add_names(
        &self,
        known: &mut KnownSpeakers,
        row: &StringRecord,
        columns: &Columns,
        begins: &[usize],
    ) -> Result<(), Error> {
        let speaker = begins.len() - 1;
        let names = row.iter().enumerate().filter(|(place, _)| Some(*place) != columns.id);
        for (_, cell) in names {
            let name = folded(cell);
            if name.is_empty() {
                continue;
            }
            match known.names.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(speaker);
                }
                // Twice in one row does no harm.
                Entry::Occupied(place) if *place.get() == speaker => {}
                Entry::Occupied(place) => {
                    let first = line_of(self.text.as_bytes(), begins[*place.get()]);
                    let problem = format!("{} is a name of the speaker on line {first} already", shown(cell.trim()));
                    return Err(self.fault(begins[speaker], problem));
                }
            }
        }
        Ok(())
    }

    /// The parser skips empty lines before a row; the row begins after them.
    fn after_empty_lines(&self, byte: u64) -> usize {
        let begin = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        begin + self.text.as_bytes()[begin..].iter().take_while(|b| matches!(b, b'\n' | b'\r')).count()
    }

    /// An error on the line of a byte.
    fn fault(&self, byte: usize, message: String) -> Error {
        fault(self.name, line_of(self.text.as_bytes(), byte), message)
    }
}

fn fault(name: &str, line: u64, message: String) -> Error {
    Error::new(ErrorKind::Record { name: name.to_owned(), line, message })
}

/// Line of a byte, counted from 1.
fn line_of(bytes: &[u8], at: usize) -> u64 {
    1 + bytes.iter().take(at).filter(|b| **b == b'\n').count() as u64
}

/// The longest part of a cell that a message repeats, in characters.
const SHOWN: usize = 64;

fn shown(cell: &str) -> String {
    format!("{:?}", cell.chars().take(SHOWN).collect::<String>())
}

fn no_name_column(header: &StringRecord) -> String {
    const MOST: usize = 20;
    let there: Vec<_> = header.iter().take(MOST).map(shown).collect();
    let more = if header.len() > MOST { ", …" } else { "" };
    let near = header.iter().find(|cell| !did_you_mean(&folded(cell), [NAME]).is_empty());
    let hint = near.map_or_else(String::new, |cell| format!("; did you mean {}?", shown(cell)));
    format!("no column {NAME:?}{hint} (columns: {}{more})", there.join(", "))
}
