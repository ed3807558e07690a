//! Cases: texts with the rows that a reader finds in them, and what the program finds.
//!
//! Three forms are read: `NAME.txt` with the table `NAME.csv` beside it, `.case` files with several short cases, and
//! annotated documents in JSON Lines. `fixtures/README.md` describes them; `whosaid test` runs them.
//!
//! ```
//! use whosaid::Extractor;
//! use whosaid::cases::Reader;
//!
//! let mut extractor = Extractor::english();
//! for case in Reader::default().path("fixtures/cases/speech.case".as_ref()) {
//!     for pair in case?.compare(&mut extractor) {
//!         assert!(pair.differences.is_empty(), "{:?}: {:?}", pair.quote(), pair.differences);
//!     }
//! }
//! # Ok::<(), whosaid::Error>(())
//! ```

mod align;
mod bless;
mod case;
mod cells;
mod common;
mod compare;
mod found;
mod gold;
mod known;
mod marks;
mod read;
mod short;
mod table;

pub use bless::{Rewritten, rewrite};
pub use case::{Case, Expected, Form};
pub(crate) use common::common;
pub use compare::{Difference, Pair};
pub use found::Found;
pub use known::{Checked, Entry, Known};
pub use read::{Cases, Reader};
pub use short::parse_short;
