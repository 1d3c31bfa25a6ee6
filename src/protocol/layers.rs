//! Decoding steps as the report has them.

use super::Decoder;
use crate::capture::Request;
use crate::report::{Codec, Layer, LayerStatus, Text};

/// What a step says of itself.
pub(super) fn layer(
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
        cipher: None,
    }
}

impl Decoder<'_, '_> {
    /// Notes the layers that were undone while the capture was taken apart.
    pub(super) fn taken_by_capture(&mut self, request: &Request) {
        let mut before = request.store.whole(0).len();
        for step in &request.steps {
            let length = step.output.len();
            let because = step.because.clone();
            self.taken(
                layer(step.codec, because, before, length, step.status),
                step.output,
            );
            before = length;
        }
    }
}
