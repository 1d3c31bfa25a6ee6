//! The bytes of a request, and the codings that were undone of them.

pub(crate) mod codec;
pub(crate) mod trail;
