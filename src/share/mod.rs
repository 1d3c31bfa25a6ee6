//! What leaves of a capture. [`link`] reads from the values to the link: it decides, applies, makes
//! and searches, and this is the only place where the four meet.

mod head;
mod link;
mod opened;
mod request;

use crate::insight::Part;
use crate::limits::Limits;
use crate::redact::{self, Choice, Held, Redacted};
use crate::report::{MaskMode, Masking, Preview, build};

pub(crate) use link::{LIMITS, LONGEST, is_link, open};
pub(crate) use opened::opened;
pub(crate) use request::SharedRequest;

/// Bytes of records up to which it is tried whether as many are read again: more than fit into any
/// link, and read in a moment.
const WEIGHED: usize = 1 << 20;

/// A masked capture, in the parts that it is put together of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SharedCapture {
    pub(crate) mode: MaskMode,
    pub(crate) relative_times: bool,
    /// Whether whoever made the link had the capture from a link.
    pub(crate) is_of_link: bool,
    /// Name and version of the program that masked it.
    pub(crate) generator: String,
    pub(crate) requests: Vec<SharedRequest>,
}

/// A capture as it was read, and what it says of itself.
#[derive(Clone, Copy)]
pub(crate) struct Source<'c> {
    pub(crate) parts: &'c [Part],
    pub(crate) masking: Option<&'c Masking>,
    pub(crate) is_of_link: bool,
    pub(crate) limits: Limits,
}

/// What leaves of a capture, and what must not.
#[derive(Debug)]
pub(crate) struct Outgoing {
    pub(crate) capture: SharedCapture,
    pub(crate) redacted: Redacted,
    /// Values in the JSON of the capture.
    values: usize,
}

/// The payload of a link to a capture, masked by what somebody chose.
///
/// # Errors
///
/// Where a masked value would leave all the same, and where the link would be longer than
/// [`LONGEST`] or hold more than [`open`] reads.
pub(crate) fn link(source: Source, choice: &Choice) -> Result<String, Held> {
    let outgoing = Outgoing::new(source, choice);
    outgoing.search()?;
    let payload = outgoing.payload()?;
    match payload.len() {
        length if length > LONGEST => Err(Held::TooLong(length)),
        _ => Ok(payload),
    }
}

/// What would leave, field by field, and how long a link to it would be.
pub(crate) fn preview(source: Source, choice: &Choice) -> Preview {
    let outgoing = Outgoing::new(source, choice);
    let link = outgoing.payload().ok();
    let link = link.filter(|_| choice.mode != MaskMode::Full);
    redact::preview(&outgoing.redacted, choice, link.as_ref().map(String::len))
}

impl Outgoing {
    /// Decides on every value and name, and puts together what is left.
    pub(crate) fn new(source: Source, choice: &Choice) -> Outgoing {
        let redacted = redact::redact(source.parts, choice);
        let is_relative = source.parts.iter().any(|part| part.is_relative);
        let mut capture = SharedCapture {
            mode: mode(source.masking, choice),
            relative_times: !choice.exact_times || is_relative,
            is_of_link: source.is_of_link,
            generator: build::GENERATOR.to_owned(),
            requests: Vec::new(),
        };
        let mut values = 0;
        for (part, redacted) in source.parts.iter().zip(&redacted.requests) {
            capture
                .requests
                .push(readable(part, redacted, source.limits));
            values += part
                .decoded
                .document()
                .map_or(0, |document| document.nodes.len());
        }
        Outgoing {
            capture,
            redacted,
            values,
        }
    }

    /// Searches all that was written from the capture for what is masked, by other code than masked it.
    ///
    /// # Errors
    ///
    /// Where something masked stands there, and where not all could be looked through.
    pub(crate) fn search(&self) -> Result<(), Held> {
        let mut pieces = Vec::new();
        for request in &self.capture.requests {
            request.pieces(&mut pieces);
        }
        redact::gate(&self.redacted, &pieces)
    }

    /// The payload of a link, of any length.
    ///
    /// # Errors
    ///
    /// Where it holds more than [`open`] reads.
    pub(crate) fn payload(&self) -> Result<String, Held> {
        let text = self.text().ok_or(Held::TooMuch)?;
        match link::fits(&text, self.values) {
            true => Ok(link::payload(self.capture.mode, &text)),
            false => Err(Held::TooMuch),
        }
    }

    /// The text that a link holds.
    pub(crate) fn text(&self) -> Option<String> {
        head::write(&self.capture)
    }
}

impl SharedCapture {
    /// A capture of one request with nothing in it.
    pub(crate) fn empty() -> SharedCapture {
        SharedCapture {
            requests: vec![SharedRequest::default()],
            ..SharedCapture::default()
        }
    }

    /// What stands in it and is no secret, one a line.
    pub(crate) fn known(&self) -> String {
        let mut known = String::new();
        for request in &self.requests {
            request.known(&mut known);
        }
        known
    }
}

/// How much is masked. Who masks again what was masked before cannot make less of it.
fn mode(masking: Option<&Masking>, choice: &Choice) -> MaskMode {
    match masking.map(|masking| masking.mode) {
        Some(MaskMode::Reviewed) => MaskMode::Reviewed,
        Some(MaskMode::Structure) => MaskMode::Structure,
        _ => choice.told_mode(),
    }
}

/// A masked request of which as many records are read again as it had. Records that are few, or no
/// objects, may be taken for something else where they are packed as they were.
fn readable(part: &Part, redacted: &redact::RedactedRequest, limits: Limits) -> SharedRequest {
    let mut request = SharedRequest::new(part, redacted);
    let has_all = |request: &SharedRequest| {
        request.length() > WEIGHED || opened::count(request, limits) == part.event_count()
    };
    for make_plainer in [SharedRequest::unpack, SharedRequest::bare] {
        if has_all(&request) {
            break;
        }
        make_plainer(&mut request);
    }
    request
}
