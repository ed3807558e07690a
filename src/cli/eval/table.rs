//! Columns for the eye.

use std::io::{self, Write};

use crate::cli::terminal::Colours;

/// Lines of cells under a heading; the first column is flush left, the others right.
pub(in crate::cli) struct Table {
    lines: Vec<Vec<String>>,
}

impl Table {
    pub(in crate::cli) fn new<const N: usize>(heading: [&str; N]) -> Self {
        Table { lines: vec![heading.map(str::to_owned).to_vec()] }
    }

    pub(in crate::cli) fn add<const N: usize>(&mut self, line: [String; N]) {
        self.lines.push(line.to_vec());
    }

    /// Writes the table and an empty line after it.
    pub(in crate::cli) fn write(&self, out: &mut impl Write, colours: Colours) -> io::Result<()> {
        let columns = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        let width = |n: usize| self.lines.iter().filter_map(|l| l.get(n)).map(|c| c.chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for (number, line) in self.lines.iter().enumerate() {
            let cells =
                line.iter().zip(&widths).enumerate().map(|(n, (cell, width))| {
                    if n == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
                });
            let text = cells.collect::<Vec<_>>().join("  ");
            writeln!(out, "{}", if number == 0 { colours.faint(&text) } else { text })?;
        }
        writeln!(out)
    }
}

/// A share with three decimals, or a dash where there is nothing to divide by.
pub(in crate::cli) fn shown(share: Option<f64>) -> String {
    share.map_or("–".into(), |s| format!("{s:.3}"))
}
