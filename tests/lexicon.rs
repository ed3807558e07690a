//! The shipped word lists are in order, so that an entry is found where one looks for it and stands once.

use std::error::Error;
use std::path::Path;

#[test]
fn every_list_is_sorted_and_says_what_it_is() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut lists = 0;
    for entry in std::fs::read_dir(folder.join("en"))?.chain(std::fs::read_dir(folder.join("evaluation"))?) {
        let path = entry?.path();
        let text = std::fs::read_to_string(&path)?;
        assert!(text.starts_with("# "), "{}: no comment at its head", path.display());
        let entries: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
        assert!(!entries.is_empty(), "{}: no entry", path.display());
        let first = |line: &str| line.split('\t').next().unwrap_or("").to_owned();
        for pair in entries.windows(2) {
            assert!(pair[0] != pair[1] && first(pair[0]) <= first(pair[1]), "{}: {:?}", path.display(), pair);
        }
        lists += 1;
    }
    assert!(lists > 30, "{lists} lists");
    Ok(())
}

#[test]
fn the_shipped_folder_loads_as_one_of_ones_own() -> Result<(), whosaid::Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/en");
    assert_eq!(whosaid::Lexicon::from_dir(&folder)?.len(), whosaid::Lexicon::english().len());
    Ok(())
}
