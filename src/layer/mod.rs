//! Codings that lie around the events, one a file: each undoes its step as far as it goes and
//! says how it went. None trusts a flag; the data say what they are.

pub(crate) mod base64;
pub(crate) mod compress;
pub(crate) mod escape;
pub(crate) mod inflate;
pub(crate) mod percent;
pub(crate) mod trail;
pub(crate) mod utf8;

use crate::report::{Codec, Layer, LayerStatus, Text};

/// What a step says of itself.
pub(crate) fn layer(
    codec: Codec,
    because: impl Into<Text<'static>>,
    bytes_in: usize,
    bytes_out: usize,
    status: LayerStatus,
) -> Layer<'static> {
    Layer {
        codec,
        because: because.into(),
        bytes_in,
        bytes_out,
        status,
    }
}
