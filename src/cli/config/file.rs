//! A file of settings, as it is read and checked.

use std::ffi::OsString;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{built, is_flag, is_list, is_path, is_repeated, names, option, refused};
use crate::error::{Error, ErrorKind, Fault, did_you_mean};
use crate::read::read_utf8;

/// A file whose settings are all known.
pub(super) struct File {
    pub path: PathBuf,
    text: String,
    settings: Vec<Setting>,
}

/// An option with its value.
pub(super) struct Setting {
    /// The table that it stands in: commands, the outer one first; nothing for all commands.
    table: Vec<String>,
    pub key: String,
    /// The option as the command line has it.
    pub tokens: Vec<OsString>,
    pub at: Range<usize>,
}

impl File {
    /// # Errors
    /// If the file cannot be read, or anything in it is wrong: all of that, each with its place.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let mut file = File { path: path.to_owned(), text: read_utf8(path)?, settings: Vec::new() };
        let command = built(&[]);
        let mut wrongs = Vec::new();
        let mut settings = Vec::new();
        match DeTable::parse(&file.text) {
            Ok(table) => {
                let mut reading = Reading {
                    folder: path.parent().unwrap_or(Path::new("")),
                    settings: &mut settings,
                    wrongs: &mut wrongs,
                };
                reading.table(&command, &[], table.get_ref());
            }
            Err(error) => wrongs.push((error.span().unwrap_or(0..0), error.message().to_owned())),
        }
        if !wrongs.is_empty() {
            wrongs.sort_by_key(|(at, _)| at.start);
            let faults = wrongs.into_iter().map(|(at, message)| file.fault(at, message)).collect();
            return Err(Error::new(ErrorKind::Data(faults)));
        }
        file.settings = settings;
        Ok(file)
    }

    /// Something wrong at a place in the file.
    pub(super) fn fault(&self, at: Range<usize>, message: String) -> Fault {
        Fault::at(&self.path, &self.text, at, message)
    }

    /// The line of a setting, from 1.
    pub(super) fn line(&self, setting: &Setting) -> usize {
        self.fault(setting.at.clone(), String::new()).line
    }

    /// The settings for a command: of those for one option the one in the innermost table.
    pub(super) fn of(&self, command: &[String]) -> Vec<&Setting> {
        let leaf = built(command);
        let takes = |key: &str| leaf.get_arguments().any(|arg| arg.get_long() == Some(key));
        let mut out: Vec<&Setting> = Vec::new();
        for setting in self.settings.iter().filter(|setting| command.starts_with(&setting.table) && takes(&setting.key))
        {
            match out.iter_mut().find(|other| other.key == setting.key) {
                Some(other) if other.table.len() < setting.table.len() => *other = setting,
                Some(_) => {}
                None => out.push(setting),
            }
        }
        out
    }
}

/// A file that is being read; what is wrong is noted, and the rest is read all the same.
struct Reading<'r> {
    /// Where the paths begin.
    folder: &'r Path,
    settings: &'r mut Vec<Setting>,
    wrongs: &'r mut Vec<(Range<usize>, String)>,
}

impl Reading<'_> {
    fn table(&mut self, command: &Command, place: &[String], table: &DeTable<'_>) {
        for (key, value) in table.iter() {
            let (name, at) = (key.get_ref().as_ref(), key.span());
            if let DeValue::Table(inner) = value.get_ref() {
                match command.find_subcommand(name) {
                    Some(of_inner) => self.table(of_inner, &[place, &[name.to_owned()]].concat(), inner),
                    None => {
                        let known = command.get_subcommands().map(Command::get_name);
                        self.wrongs.push((at, format!("no command is called {name:?}{}", did_you_mean(name, known))));
                    }
                }
                continue;
            }
            if let Some(reason) = refused(name).filter(|_| option(command, name).is_some()) {
                self.wrongs.push((at, format!("--{name} is for the command line alone: {reason}")));
                continue;
            }
            let Some(arg) = option(command, name) else {
                let message = format!("no option here is called {name:?}{}", did_you_mean(name, names(command)));
                self.wrongs.push((at, message));
                continue;
            };
            match self.tokens(arg, name, value) {
                Ok(tokens) => {
                    let (table, key) = (place.to_vec(), name.to_owned());
                    self.settings.push(Setting { table, key, tokens, at });
                }
                Err(message) => self.wrongs.push((value.span(), message)),
            }
        }
    }

    fn tokens(&self, arg: &Arg, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<OsString>, String> {
        if is_flag(arg) {
            return match value.get_ref() {
                DeValue::Boolean(true) => Ok(vec![format!("--{key}").into()]),
                DeValue::Boolean(false) => Ok(Vec::new()),
                _ => Err(format!("{key} is true or false")),
            };
        }
        let token = |value: &str| {
            let mut token = OsString::from(format!("--{key}="));
            if is_path(arg) {
                token.push(self.folder.join(value))
            } else {
                token.push(value)
            }
            token
        };
        match value.get_ref() {
            DeValue::Array(list) if is_repeated(arg) || is_list(arg) => {
                let values = list.iter().map(|value| scalar(key, value.get_ref())).collect::<Result<Vec<_>, _>>()?;
                if is_list(arg) {
                    Ok(vec![token(&values.join(","))])
                } else {
                    Ok(values.iter().map(|value| token(value)).collect())
                }
            }
            other => Ok(vec![token(&scalar(key, other)?)]),
        }
    }
}

/// A value as the command line has it.
fn scalar(key: &str, value: &DeValue<'_>) -> Result<String, String> {
    match value {
        DeValue::String(text) => Ok(text.as_ref().to_owned()),
        DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str().to_owned()),
        DeValue::Float(number) => Ok(number.as_str().to_owned()),
        _ => Err(format!("{key} takes a string or a number")),
    }
}
