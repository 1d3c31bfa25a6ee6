//! The fields around the events, judged: some requests say all they have to say there.

use crate::annotate::{self, Judgment};
use crate::join::Reading;
use crate::protocol::{ANSWER, EnvelopeField};
use crate::report::Text;

/// What a field around the events is.
pub(crate) fn judge(reading: &Reading, field: &EnvelopeField) -> Judgment {
    let around = annotate::Field {
        place: Some(field.place),
        event: "",
        name: lookup_name(field),
        beside: field.beside,
    };
    annotate::judge(reading.pack, around, Some(&field.text), None)
}

/// What a cookie is called is up to the server; what it is does not depend on it.
pub(crate) fn lookup_name(field: &EnvelopeField) -> &str {
    match field.path.starts_with("cookie.") {
        true => "cookie",
        false => field.own_name(),
    }
}

pub(super) fn name(field: &EnvelopeField) -> &str {
    field.own_name()
}

/// A field around the events with its judgment and its place in the report.
pub(super) struct Around<'a> {
    pub(super) field: &'a EnvelopeField,
    pub(super) judgment: Judgment,
    pub(super) path: Text<'static>,
}

/// The fields around the events of a request, as they were sent: what a server answered was not.
pub(super) fn fields(readings: &[Reading], request: usize) -> impl Iterator<Item = Around<'_>> {
    let reading = readings.get(request);
    reading.into_iter().flat_map(move |reading| {
        let sent = reading.decoded.envelope.iter();
        let sent = sent.filter(|field| !field.path.starts_with(ANSWER));
        sent.map(move |field| Around {
            field,
            judgment: judge(reading, field),
            path: format!("{request}.{}", field.path).into(),
        })
    })
}
