//! The fields of a TOML table, asked for one by one. What is wrong is noted, and the next field is read all the same.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::parse::Wrong;
use crate::error::did_you_mean;

/// A table that is being read.
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// Where to point when something is missing.
    pub at: Range<usize>,
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct At<T> {
    pub value: T,
    pub at: Range<usize>,
}

impl<'t> Fields<'t> {
    /// The table that begins at `at`; keys that are none of `known` are noted.
    pub(super) fn new(table: &'t DeTable<'t>, at: Range<usize>, known: &[&str], wrongs: &mut Vec<Wrong>) -> Self {
        for key in table.keys().filter(|k| !known.contains(&k.get_ref().as_ref())) {
            let mut hint = did_you_mean(key.get_ref(), known.iter().copied());
            if hint.is_empty() {
                hint = format!("; the keys are {}", known.join(", "));
            }
            wrongs.push(Wrong::new(key.span(), format!("no key is called {:?} here{hint}", key.get_ref())));
        }
        Fields { table, at }
    }

    /// A field that need not be there.
    fn value(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    /// A string that must be there.
    pub(super) fn string(&self, key: &str, wrongs: &mut Vec<Wrong>) -> Option<At<String>> {
        if self.value(key).is_none() {
            wrongs.push(Wrong::new(self.at.clone(), format!("the rule has no {key}")));
        }
        self.optional_string(key, wrongs)
    }

    /// A string that may be there.
    pub(super) fn optional_string(&self, key: &str, wrongs: &mut Vec<Wrong>) -> Option<At<String>> {
        self.value(key).and_then(|value| string(key, value, wrongs))
    }

    /// The strings of a list; none if it is not there.
    pub(super) fn strings(&self, key: &str, wrongs: &mut Vec<Wrong>) -> Vec<At<String>> {
        match self.value(key).map(|v| (v, v.get_ref())) {
            None => Vec::new(),
            Some((_, DeValue::Array(list))) => list.iter().filter_map(|value| string(key, value, wrongs)).collect(),
            Some((value, _)) => {
                wrongs.push(wrong_type(key, "a list of strings between [ and ]", value));
                Vec::new()
            }
        }
    }

    /// A whole number from 0 to 255 that must be there.
    pub(super) fn byte(&self, key: &str, wrongs: &mut Vec<Wrong>) -> Option<u8> {
        let Some(value) = self.value(key) else {
            wrongs.push(Wrong::new(self.at.clone(), format!("the rule has no {key}")));
            return None;
        };
        let number = match value.get_ref() {
            DeValue::Integer(n) => u8::from_str_radix(n.as_str().trim_start_matches('+'), n.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            let message = match value.get_ref() {
                DeValue::Integer(_) => format!("{key} is a whole number from 0 to 255"),
                other => format!("{key} is a whole number from 0 to 255, not {}", type_of(other)),
            };
            wrongs.push(Wrong::new(value.span(), message));
        }
        number
    }

    /// `true` or `false`; `default` if it is not there.
    pub(super) fn flag(&self, key: &str, default: bool, wrongs: &mut Vec<Wrong>) -> bool {
        match self.value(key).map(|v| (v, v.get_ref())) {
            None => default,
            Some((_, DeValue::Boolean(flag))) => *flag,
            Some((value, _)) => {
                wrongs.push(wrong_type(key, "true or false", value));
                default
            }
        }
    }
}

/// The tables of an array of tables, `[[key]]`.
pub(super) fn tables<'t>(
    table: &'t DeTable<'t>,
    key: &str,
    wrongs: &mut Vec<Wrong>,
) -> Vec<(&'t DeTable<'t>, Range<usize>)> {
    let Some(value) = table.get(key) else { return Vec::new() };
    let DeValue::Array(list) = value.get_ref() else {
        wrongs.push(Wrong::new(value.span(), format!("write [[{key}]], with two brackets, before each {key}")));
        return Vec::new();
    };
    let mut tables = Vec::new();
    for item in list {
        match item.get_ref() {
            DeValue::Table(table) => tables.push((table, item.span())),
            _ => wrongs.push(wrong_type(key, "a table", item)),
        }
    }
    tables
}

/// A table, `[key]`, with its place.
pub(super) fn table<'t>(
    table: &'t DeTable<'t>,
    key: &str,
    wrongs: &mut Vec<Wrong>,
) -> Option<(&'t DeTable<'t>, Range<usize>)> {
    let value = table.get(key)?;
    if let DeValue::Table(table) = value.get_ref() {
        return Some((table, value.span()));
    }
    wrongs.push(Wrong::new(value.span(), format!("write [{key}], once in a file, before its lines")));
    None
}

/// A value that must be a string.
pub(super) fn string(key: &str, value: &Spanned<DeValue<'_>>, wrongs: &mut Vec<Wrong>) -> Option<At<String>> {
    if let DeValue::String(s) = value.get_ref() {
        return Some(At { value: s.clone().into_owned(), at: value.span() });
    }
    wrongs.push(wrong_type(key, "a string between quotation marks", value));
    None
}

fn wrong_type(key: &str, wanted: &str, value: &Spanned<DeValue<'_>>) -> Wrong {
    Wrong::new(value.span(), format!("{key} is {wanted}, not {}", type_of(value.get_ref())))
}

fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
