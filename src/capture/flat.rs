//! The fields of a form that a program wrote as the members of one JSON object.

use super::json_cursor::{Broken, Cursor};
use super::params::Param;
use super::request::{Body, Request};
use crate::bytes::{Coding, Slice};

/// Fields that are read; the longest form of a known sender has some thirty.
const MOST: usize = 64;

/// The members of a body that is one object, as the fields of a form: none where one of them is a list or an
/// object, where there are too many, and where no name is wanted.
pub(crate) fn fields(
    request: &mut Request,
    is_wanted: fn(&[u8]) -> bool,
) -> Option<Vec<Param<Slice>>> {
    let Body::Bytes(body) = request.body else {
        return None;
    };
    let text = request.store.in_memory(body);
    let mut cursor = Cursor::new(text, 0);
    if !cursor.enter(b'{') {
        return None;
    }
    let mut members = Vec::new();
    let mut has_wanted = false;
    loop {
        let name = match cursor.named() {
            Ok(Some((name, _))) => name,
            Ok(None) | Err(Broken::Cut) => break,
            Err(Broken::Damaged) => return None,
        };
        let value = cursor.value();
        if matches!(value.first, b'{' | b'[') || members.len() == MOST {
            return None;
        }
        has_wanted |= text.get(name.place()).is_some_and(is_wanted);
        if value.first != b'n' {
            members.push((name, value));
        }
    }
    let is_all = cursor.peek() == 0 && cursor.is_at_end();
    if !has_wanted || !is_all {
        return None;
    }
    let fields = members.into_iter().map(|(name, value)| {
        let at = body.part(value.place());
        Param {
            name: body.part(name.place()),
            value: match value.is_string() && value.has_escapes {
                true => request.store.undo(at, Coding::JsonString),
                false => at,
            },
        }
    });
    Some(fields.collect())
}
