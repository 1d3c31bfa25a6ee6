//! A form that a program wrote as an object of JSON, as those do that log or replay requests.

use super::{FORMATS, Format, Match, has_payload, recognize, sensors};
use crate::capture::{self, Request};
use crate::report::Certainty;

/// The format of such a form, whose fields are the members of the object then. That of Sensors Analytics is read
/// as records are.
pub(super) fn recognize_members(request: &mut Request) -> Option<(&'static Format, Match)> {
    let is_wanted = |name: &[u8]| {
        let mut names = FORMATS.iter().flat_map(|format| format.payload);
        names.any(|known| known.as_bytes() == name)
    };
    let fields = capture::flat::fields(request, is_wanted)?;
    let body = std::mem::replace(&mut request.body, capture::Body::Form(fields));
    if let (Some(format), found) = recognize(request)
        && format.id != sensors::FORMAT.id
        && found.certainty > Certainty::Possible
        && has_payload(format, request)
    {
        return Some((format, found));
    }
    request.body = body;
    None
}
