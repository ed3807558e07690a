//! Cutting an input into pieces, so that one thread can read while others understand.

use std::io::{self, Read as _};

use super::formats::{Cut, OwnPieces};
use super::input::{Content, Input};
use super::lines::Lines;
use super::piece::{self, Container, Piece, Place};
use super::{Format, Reader, kind};
use crate::error::{Error, ErrorKind};

/// The pieces of one input, in order; at the end an error if it could not be read to its end. Where an input is cut does
/// not depend on what was read before: from the place between two pieces come the same pieces.
pub(crate) enum Pieces {
    /// One, or none where it was taken.
    Whole(Format, Limits, Option<Input>),
    Lines(Lines),
    Own(Counted),
}

/// Pieces that a format cuts itself, and how many there were.
pub(crate) struct Counted {
    pieces: OwnPieces,
    place: Place,
    ended: bool,
}

/// What bounds a piece.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// The longest text or line, in bytes.
    pub document: u64,
    /// How long a text is expected to be, in bytes.
    pub expected: u64,
    /// Whether lines are handed over as soon as they are there, as from somebody who types.
    pub eager: bool,
}

impl Pieces {
    /// The pieces of an input that come after `place`; if it is one of lines, it has been read up to there.
    ///
    /// # Errors
    /// What the format says of an input that it cuts itself.
    pub(crate) fn new(
        reader: &Reader,
        format: Format,
        input: Input,
        place: Place,
        limits: Limits,
    ) -> Result<Self, Error> {
        Ok(match format.cut() {
            Cut::Whole(_) => Pieces::Whole(format, limits, Some(input)),
            Cut::Lines(_) => Pieces::Lines(Lines::new(input.content.into_stream(), input.name, format, place, limits)),
            Cut::Absent(feature) => {
                let (name, cargo) = (format.name(), format!("cargo build --features {feature}"));
                let message = format!("this build of whosaid does not read {name}; one made with `{cargo}` does");
                return Err(Error::format(&*input.name, message));
            }
            Cut::Own(cut) => {
                let mut pieces = cut(reader, input)?;
                (0..place.line).for_each(|_| drop(pieces.next()));
                Pieces::Own(Counted { pieces, place, ended: false })
            }
        })
    }

    /// The pieces of an input from its begin, if it begins as its format can.
    ///
    /// # Errors
    /// If it is something else, and as [`Pieces::new`].
    pub(crate) fn begin(reader: &Reader, format: Format, input: Input, limits: Limits) -> Result<Self, Error> {
        let (start, input) = input.begin()?;
        match kind::other_than(format, &start) {
            Some(message) => Err(Error::format(&*input.name, message)),
            None => Self::new(reader, format, input, Place::default(), limits),
        }
    }

    /// The place after the pieces so far.
    #[cfg(feature = "cli")]
    pub(crate) fn place(&self) -> Place {
        match self {
            Pieces::Whole(..) => Place::default(),
            Pieces::Lines(lines) => lines.place,
            Pieces::Own(own) => own.place,
        }
    }

    /// Whether nothing more will come, as far as is known.
    #[cfg(feature = "cli")]
    pub(crate) fn is_ended(&self) -> bool {
        match self {
            Pieces::Whole(_, _, input) => input.is_none(),
            Pieces::Lines(lines) => lines.is_ended(),
            Pieces::Own(own) => own.ended,
        }
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Pieces::Whole(format, limits, input) => input.take().map(|input| whole(*format, input, *limits)),
            Pieces::Lines(lines) => lines.next(),
            Pieces::Own(own) => {
                let piece = own.pieces.next();
                own.place.line += u64::from(piece.is_some());
                own.ended = piece.is_none();
                piece
            }
        }
    }
}

/// An input as one piece.
fn whole(format: Format, input: Input, limits: Limits) -> Result<Piece, Error> {
    let (name, limit) = (input.name, limits.document);
    let bytes = read_whole(input.content, limits).map_err(|cause| failure(&name, cause))?;
    if bytes.len() as u64 > limit {
        return Err(Error::new(ErrorKind::TooLarge { name: name.to_string(), line: None, limit }));
    }
    Ok(Piece { name, content: piece::Content::Whole(format, bytes, Container::default()) })
}

/// All bytes of an input, or one more than there may be.
fn read_whole(content: Content, limits: Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(limits.expected.min(limits.document)).unwrap_or(0));
    content.into_stream().take(limits.document + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The error of an input that could not be read to its end.
pub(crate) fn failure(name: &str, cause: io::Error) -> Error {
    #[cfg(feature = "cli")]
    let cause = match cause.downcast::<crate::compression::Broken>() {
        Ok(broken) => {
            let (offset, message) = (broken.offset, broken.message);
            return Error::new(ErrorKind::Compressed { name: name.to_owned(), offset, message });
        }
        Err(cause) => cause,
    };
    Error::io(name, cause)
}
