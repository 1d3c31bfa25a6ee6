//! Which build of the core this is: the whole one, or the reader, a smaller one that opens links and
//! requests without a file around them.
//!
//! The core is compiled once for both. Whether it is whole is a variable that nothing sets but
//! [`make_whole`]; where that is never called the linker knows its value, and drops what the reader never
//! reaches. So whatever only the whole build has begins with a question to [`is_whole`].
//!
//! # Example
//!
//! ```
//! // Outside of WebAssembly it always is.
//! let har = br#"{"log": {"entries": []}}"#;
//! let analysis = overshare::Analysis::new(har.as_slice(), "", &mut |_, _| {});
//! assert!(!analysis.needs_whole());
//! ```

use std::sync::atomic::{AtomicBool, Ordering};

static IS_WHOLE: AtomicBool = AtomicBool::new(false);

/// Whether this build reads every capture, or says of some that another one has to (`needs_whole`).
pub(crate) fn is_whole() -> bool {
    cfg!(not(target_arch = "wasm32")) || IS_WHOLE.load(Ordering::Relaxed)
}

/// Makes the core read every capture. In WebAssembly it otherwise opens links and requests that have no
/// file of another program around them, and `Analysis::needs_whole` says of all others that they need
/// more; elsewhere it is whole from the start.
pub fn make_whole() {
    IS_WHOLE.store(true, Ordering::Relaxed);
}
