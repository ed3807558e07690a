//! What a source is a link to.

use std::path::{Component, Path, PathBuf};

/// The longest link that Excel takes, in UTF-16 code units.
const LONGEST: usize = 2_079;

/// What a source is a link to: a page of the web, or a file that is there, as it is found from the `folder` of the workbook.
///
/// Nothing else becomes a link, whatever a record says its source is: no script, no program, and no other computer's files,
/// for to look at these tells that computer who looks.
pub(super) fn link(source: &str, folder: Option<&Path>) -> Option<String> {
    if source.contains(|c: char| c.is_control()) {
        return None;
    }
    let link = if is_of_the_web(source) { Some(source.to_owned()) } else { file(source, folder?) };
    link.filter(|link| link.encode_utf16().count() <= LONGEST)
}

fn is_of_the_web(source: &str) -> bool {
    let scheme = source.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    scheme.is_some_and(|(scheme, rest)| {
        matches!(scheme.as_str(), "http" | "https") && !rest.is_empty() && !rest.contains(char::is_whitespace)
    })
}

fn file(source: &str, folder: &Path) -> Option<String> {
    const SIGNS: [char; 2] = ['/', '\\'];
    // A number sign would begin the name of a place in the file.
    if source.starts_with(SIGNS) && source[1..].starts_with(SIGNS) || source.contains(['#', '%']) {
        return None;
    }
    let path = Path::new(source);
    if !path.is_file() {
        return None;
    }
    let (path, folder) = (std::path::absolute(path).ok()?, std::path::absolute(folder).ok()?);
    Some(format!("file:///{}", relative(&path, &folder)?.to_str()?.replace('\\', "/")))
}

/// The way from a folder to a file, both absolute; `None` if there is none, as between two drives.
fn relative(path: &Path, folder: &Path) -> Option<PathBuf> {
    let (path, folder): (Vec<_>, Vec<_>) = (path.components().collect(), folder.components().collect());
    // Where a link has been followed nobody can tell.
    if path.contains(&Component::ParentDir) || folder.contains(&Component::ParentDir) {
        return None;
    }
    let same = path.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return None;
    }
    let up = folder[same..].iter().map(|_| Component::ParentDir);
    Some(up.chain(path[same..].iter().copied()).collect())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{link, relative};

    #[test]
    fn pages_of_the_web() {
        for source in ["https://example.org/a?b#c", "HTTP://example.org"] {
            assert_eq!(link(source, None).as_deref(), Some(source));
        }
        let long = format!("https://example.org/{}", "a".repeat(2_100));
        for source in
            ["javascript://alert(1)", "file://host/share", "ftp://example.org", "https://", "https://a b", &long]
        {
            assert_eq!(link(source, Some(Path::new("."))), None, "{source}");
        }
    }

    #[test]
    fn files_that_are_there() {
        let here = Path::new(".");
        assert_eq!(link("Cargo.toml", Some(here)).as_deref(), Some("file:///Cargo.toml"));
        assert_eq!(link("Cargo.toml", Some(Path::new("src/write"))).as_deref(), Some("file:///../../Cargo.toml"));
        for source in ["none.toml", "\\\\host\\share", "//host/share", "/\\host/share", "src", ""] {
            assert_eq!(link(source, Some(here)), None, "{source}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn from_a_folder_to_a_file() {
        let way = |path, folder| relative(Path::new(path), Path::new(folder)).expect("a way");
        assert_eq!(way("/a/b/c.txt", "/a/b"), Path::new("c.txt"));
        assert_eq!(way("/a/c.txt", "/a/b/d"), Path::new("../../c.txt"));
    }
}
