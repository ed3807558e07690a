//! Compression: which inputs and outputs are compressed, and how; decoding and encoding.

mod decode;
mod encode;
mod expansion;

use std::path::Path;

pub(crate) use decode::{Broken, Decoder, open};
pub(crate) use encode::{ZstdFrame, seal};
#[cfg(feature = "tables")]
pub(crate) use expansion::{RATIO, is_plausible};

/// How an input or output is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

impl Compression {
    /// What each suffix stands for.
    const SUFFIXES: [(&'static str, Self); 4] =
        [("gz", Self::Gzip), ("zst", Self::Zstd), ("bz2", Self::Bzip2), ("xz", Self::Xz)];

    /// The most bytes that tell.
    pub(crate) const MAGIC: usize = 10;

    /// The name in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
        }
    }

    /// The suffixes, without the full stop.
    pub(crate) fn suffixes() -> impl Iterator<Item = &'static str> {
        Self::SUFFIXES.iter().map(|(suffix, _)| *suffix)
    }

    /// The compression that the last suffix of a path stands for.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let suffix = path.extension()?.to_str()?;
        Self::SUFFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(suffix)).map(|(_, compression)| *compression)
    }

    /// The path without the suffix that stands for a compression, if it has one.
    pub(crate) fn stripped(path: &Path) -> &Path {
        let stem = path.file_stem().map(Path::new).unwrap_or(path);
        if Self::of(path).is_some() { stem } else { path }
    }

    /// The compression that the first bytes of an input tell. No UTF-8 text begins like this, save for bzip2, whose
    /// beginning no text is likely to have.
    pub(crate) fn sniff(start: &[u8]) -> Option<Self> {
        let bzip2 = start.starts_with(b"BZh") && start.get(4..10) == Some(b"1AY&SY");
        if start.starts_with(&[0x1f, 0x8b]) {
            Some(Self::Gzip)
        } else if start.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            Some(Self::Zstd)
        } else if bzip2 {
            Some(Self::Bzip2)
        } else if start.starts_with(&[0xfd, b'7', b'z', b'X', b'Z', 0]) {
            Some(Self::Xz)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::{Compression, Decoder, seal};

    #[test]
    fn what_is_sealed_is_known_and_comes_back() {
        let text = "“We will not yield,” said Ana Reis.\n".repeat(5000);
        for (suffix, compression) in Compression::SUFFIXES {
            let sealed = seal(compression, text.as_bytes()).expect("sealed");
            assert!(sealed.len() < text.len() / 10, "{suffix}: {}", sealed.len());
            assert_eq!(Compression::sniff(&sealed[..Compression::MAGIC]), Some(compression));
            // One after another they are read as one.
            let twice = [sealed.clone(), sealed].concat();
            let mut read = String::new();
            Decoder::new(Some(compression), twice.as_slice()).read_to_string(&mut read).expect("decoded");
            assert!(read == text.repeat(2), "{suffix}");
        }
    }

    #[test]
    fn paths() {
        assert_eq!(Compression::of("a.jsonl.GZ".as_ref()), Some(Compression::Gzip));
        assert_eq!(Compression::stripped("d.gz/a.jsonl.zst".as_ref()), std::path::Path::new("a.jsonl"));
        assert_eq!(Compression::stripped("d/a.jsonl".as_ref()), std::path::Path::new("d/a.jsonl"));
    }
}
