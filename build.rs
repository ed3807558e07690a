//! Packs the built-in word lists into a table that the program holds: reading 60,000 lines at every start would take longer
//! than most texts do. A fault in a list stops the build and is pointed at as in a user's folder.
#![allow(dead_code, reason = "these modules are the program's, and it uses more of them")]

use std::path::{Path, PathBuf};

#[path = "src/error.rs"]
mod error;

mod lexicon {
    #[path = "../src/lexicon/entry.rs"]
    mod entry;
    #[path = "../src/lexicon/files.rs"]
    pub(crate) mod files;
    #[path = "../src/lexicon/fingerprint.rs"]
    mod fingerprint;
    #[path = "../src/lexicon/lists.rs"]
    pub(crate) mod lists;
    #[path = "../src/lexicon/load.rs"]
    mod load;
    #[path = "../src/lexicon/map.rs"]
    mod map;
    #[path = "../src/lexicon/phrase.rs"]
    mod phrase;
    #[path = "../src/lexicon/table.rs"]
    pub(crate) mod table;
    #[path = "../src/lexicon/word.rs"]
    mod word;
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    const FOLDER: &str = "lexicon/en";
    // The lists stand in the script itself, so a change to one builds it anew; this keeps other changes from it.
    println!("cargo::rerun-if-changed={FOLDER}");
    let files = lexicon::files::BUILT_IN.iter().map(|(name, text)| (Path::new(FOLDER).join(name), (*text).to_owned()));
    let lists = lexicon::lists::Lists::read(files).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("the built-in word lists have faults:\n{}", faults.join("\n"))
    });
    let lists = match lists {
        Ok(lists) => lists,
        Err(message) => {
            eprintln!("{message}");
            std::process::exit(1);
        }
    };
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo gives no OUT_DIR")?);
    std::fs::write(out.join("english.lexicon"), lexicon::table::Table::of(&lists).pack())?;
    Ok(())
}
