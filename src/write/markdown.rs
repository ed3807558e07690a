//! Markdown: a table as GitHub and many others show it. Whatever stands in a cell shows as it is: it ends no cell, makes no
//! link, picture or emphasis, and is no HTML.

use std::borrow::Cow;
use std::io;

use super::format::{Descriptor, Making};
use super::{Options, Writer};
use crate::rows::Row;

pub(super) static FORMAT: Descriptor = Descriptor {
    name: "markdown",
    suffixes: &["md", "markdown"],
    doc: "A Markdown table",
    separated: false,
    making: Making::Blocks { head, rows: |out, options| Box::new(Table { out, options: options.clone() }) },
};

struct Table<W> {
    out: W,
    options: Options,
}

fn head(out: &mut dyn io::Write, options: &Options) -> io::Result<()> {
    let columns = options.columns.iter().map(|column| column.name().into());
    line(&mut *out, columns.chain(options.extra.iter().map(|name| name.as_str().into())))?;
    let numbers = options.columns.iter().map(|column| if column.is_number() { "---:" } else { "---" });
    writeln!(out, "| {} |", numbers.chain(options.extra.iter().map(|_| "---")).collect::<Vec<_>>().join(" | "))
}

impl<W: io::Write> Writer for Table<W> {
    fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        let columns = self.options.columns.iter().map(|column| row.cell(*column));
        let extra = self.options.extra.iter().map(|name| row.extra(name).unwrap_or_default().into());
        line(&mut self.out, columns.chain(extra))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn line<'c>(mut out: impl io::Write, cells: impl Iterator<Item = Cow<'c, str>>) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {} ", escaped(&cell))?;
    }
    writeln!(out, "|")
}

/// A cell whose every character stands for itself. Line breaks are the one tag that tables can hold, `<br>`.
fn escaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 8);
    let mut chars = cell.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("<br>"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Markdown knows no such character.
            '\0' => out.push('\u{fffd}'),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
