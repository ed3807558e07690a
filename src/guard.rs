//! Panics in the code of others, caught where it is called: data that bring down a parser are at fault, and should not bring
//! down the run.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// How many guarded calls this thread is in.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// What `action` gives; `None` if it panics.
pub(crate) fn guarded<T>(action: impl FnOnce() -> T) -> Option<T> {
    DEPTH.set(DEPTH.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(action));
    DEPTH.set(DEPTH.get() - 1);
    done.ok()
}

/// Has panics that are caught leave no message on stderr; who catches them says what is wrong.
#[cfg(feature = "cli")]
pub(crate) fn hush() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if DEPTH.get() == 0 {
            usual(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, guarded};

    #[test]
    fn a_panic_is_caught_and_nothing_else() {
        assert_eq!(guarded(|| guarded(|| panic!("inner")).map_or(1, |()| 2)), Some(1));
        assert_eq!(guarded(|| panic!("outer")), None::<()>);
        assert_eq!(DEPTH.get(), 0);
    }
}
