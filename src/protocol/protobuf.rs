//! Records that a sender writes with Protocol Buffers: its schema is known from the app's code.

use super::{Decoder, layer};
use crate::bytes::codec::protobuf::{self, Flaws, Schema};
use crate::bytes::{Coding, Slice};
use crate::diagnostic;
use crate::report::{Codec, LayerStatus};

/// Bytes of JSON by which a message is recognized.
const JUDGED: usize = 1 << 16;

/// The beginning of a message as JSON, where all that is there are fields of the schema.
pub(super) fn fits(data: &[u8], schema: Schema) -> Option<Vec<u8>> {
    let decoded = protobuf::decode(data, schema, JUDGED);
    let expected = Flaws {
        is_cut: decoded.flaws.is_cut,
        is_too_long: decoded.flaws.is_too_long,
        ..Flaws::default()
    };
    (decoded.flaws == expected).then_some(decoded.json)
}

/// Writes a message as JSON. Moves `from` to what came out.
pub(super) fn undo(
    data: &[u8],
    schema: Schema,
    from: &mut Slice,
    decoder: &mut Decoder,
) -> Vec<u8> {
    let left = decoder.budget.output_left();
    let decoded = protobuf::decode(data, schema, left);
    let length = decoded.json.len();
    decoder.budget.take_output(length);
    let Flaws {
        is_cut,
        is_damaged,
        is_replaced,
        is_too_long,
        ..
    } = decoded.flaws;
    if is_too_long {
        let limit = decoder.budget.limits().output;
        decoder.diagnostics.push(diagnostic::limit_output(limit));
    }
    let is_told = || {
        let mut layers = decoder.layers.iter();
        layers.any(|layer| layer.status == LayerStatus::Partial)
    };
    if is_cut && !is_told() {
        decoder.diagnostics.push(diagnostic::json_truncated());
    }
    let mut codings = decoder.layers.iter().map(|layer| layer.codec);
    let is_decrypted = codings.any(|codec| codec == Codec::Aes);
    if is_decrypted && (is_damaged || is_replaced) {
        // What was changed decrypts to noise, at its end too.
        decoder.diagnostics.take_last(&diagnostic::cipher_cut());
        decoder.diagnostics.push(diagnostic::cipher_damaged());
    } else if is_damaged {
        decoder.diagnostics.push(diagnostic::protobuf_damaged());
    } else if is_replaced {
        decoder.diagnostics.push(diagnostic::utf8_invalid());
    }
    let status = match is_cut || is_damaged || is_too_long {
        true => LayerStatus::Partial,
        false => LayerStatus::Ok,
    };
    let because = "its fields have numbers, of which the app’s code gives the names";
    let layer = layer(Codec::Protobuf, because, data.len(), length, status);
    decoder.undone(layer, from, Coding::Protobuf(schema, left));
    decoded.json
}
