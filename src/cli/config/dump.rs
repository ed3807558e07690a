//! What `--dump-config` prints: the settings of a call, as a file of settings could have them.

use clap::ArgMatches;

use super::file::{File, Setting};
use super::is_given;
use super::keys::{ABOUT, built, refused};

/// The settings that are not as they are unless given, each with where it is from.
pub(super) fn settings(
    command: &[String],
    matches: &ArgMatches,
    file: Option<&File>,
    from_file: &[&Setting],
) -> String {
    let mut out = format!("# {}\n", file.map_or("no file of settings".into(), |file| file.path.display().to_string()));
    out += &format!("[{}]\n", command.join("."));
    let leaf = built(command);
    let mut options: Vec<_> = leaf.get_arguments().filter_map(|arg| Some((arg.get_long()?, arg.get_id()))).collect();
    options.sort_unstable();
    for (key, id) in options {
        if !is_given(matches, id) || refused(key) == Some(ABOUT) {
            continue;
        }
        let Ok(Some(raw)) = matches.try_get_raw(id.as_str()) else { continue };
        let values: Vec<_> = raw.map(|value| text(&value.to_string_lossy())).collect();
        let value = match values.as_slice() {
            [] => "true".to_owned(),
            [value] => value.clone(),
            values => format!("[{}]", values.join(", ")),
        };
        let setting = from_file.iter().find(|setting| setting.key == key);
        let origin = match (setting, file) {
            (Some(setting), Some(file)) => format!("line {}", file.line(setting)),
            _ => "the command line".into(),
        };
        out += &format!("{key} = {value} # {origin}\n");
    }
    out
}

/// A value as TOML has it. The escapes of JSON are among those of TOML.
fn text(value: &str) -> String {
    match value {
        "true" | "false" => value.to_owned(),
        _ if value.parse::<i64>().is_ok() => value.to_owned(),
        _ => serde_json::Value::from(value).to_string(),
    }
}
