//! What leaves of a capture. [`link`] reads from the values to the link: it decides, applies, makes
//! and searches, and this is the only place where the four meet.

mod head;
mod link;
mod opened;
mod request;
mod version_1;
mod version_2;

use std::borrow::Cow;

use crate::insight::Part;
use crate::limits::Limits;
use crate::redact::{self, Choice, Held, Redacted};
use crate::report::{MaskMode, Masking, Preview, build};

pub(crate) use link::{LIMITS, LONGEST, is_link, open};
pub(crate) use opened::opened;
pub(crate) use request::{SharedRequest, Written};

use link::Version;
use version_2::Text;

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
    /// Values in the JSON of each request.
    values: Vec<usize>,
    /// Whether somebody chose the requests.
    is_chosen: bool,
}

/// The payload of a link to a capture, masked by what somebody chose. Where nobody chose requests, it
/// holds as many, from the first, as fit.
///
/// # Errors
///
/// Where a masked value would leave all the same, and where the link would be longer than
/// [`LONGEST`] or hold more than [`open`] reads.
pub(crate) fn link(source: Source, choice: &Choice) -> Result<String, Held> {
    let mut outgoing = Outgoing::new(source, choice, &[Written::Unpacked]);
    let (count, payload) = outgoing.payload();
    outgoing.capture.requests.truncate(count);
    outgoing.search()?;
    let payload = payload?;
    match payload.len() {
        length if length > LONGEST => Err(Held::TooLong(length)),
        _ => Ok(payload),
    }
}

/// A file that was made of what leaves.
pub(crate) struct File {
    pub(crate) bytes: Vec<u8>,
    /// The same without what is put between the letters of a value.
    pub(crate) unbroken: fn(&[u8]) -> Cow<'_, [u8]>,
    /// What stands in such a file whatever was captured.
    pub(crate) own: String,
}

/// A file of a capture, masked by what somebody chose; none where `write` makes none. `typed` is what
/// somebody wrote into it.
///
/// # Errors
///
/// Where a masked value would leave all the same.
pub(crate) fn file(
    source: Source,
    choice: &Choice,
    typed: &str,
    write: &dyn Fn(&Outgoing) -> Option<File>,
) -> Result<Option<Vec<u8>>, Held> {
    let ways = [Written::Unpacked, Written::Packed];
    let mut outgoing = Outgoing::new(source, choice, &ways);
    // First what the file is made of, then the file.
    outgoing.search()?;
    // What somebody wrote, before any markup takes its words apart.
    redact::gate_caption(&outgoing.redacted, typed)?;
    let Some(file) = write(&outgoing) else {
        return Ok(None);
    };
    let own = [file.own, outgoing.capture.known()].join("\n");
    redact::gate_file(&mut outgoing.redacted, &(file.unbroken)(&file.bytes), &own)?;
    Ok(Some(file.bytes))
}

/// The chosen requests with all that stands in them.
pub(crate) fn all_of(source: Source, choice: &Choice) -> SharedCapture {
    let parts = source.parts.iter().enumerate();
    let chosen = parts.filter(|(request, _)| choice.takes(*request));
    SharedCapture {
        mode: mode(source.masking, choice),
        relative_times: source.parts.iter().any(|part| part.is_relative),
        is_of_link: source.is_of_link,
        generator: build::GENERATOR.to_owned(),
        requests: chosen
            .map(|(request, part)| SharedRequest::new(part, &redact::all_of(request, part)))
            .collect(),
    }
}

/// What would leave, field by field, and how much of it in a link.
pub(crate) fn preview(source: Source, choice: &Choice) -> Preview {
    let outgoing = Outgoing::new(source, choice, &[Written::Unpacked]);
    let (requests, payload) = outgoing.payload();
    let payload = payload.ok().filter(|_| choice.mode != MaskMode::Full);
    let link = redact::Link {
        length: payload.as_ref().map(String::len),
        requests,
        of: source.parts.len(),
    };
    redact::preview(&outgoing.redacted, choice, link)
}

impl Outgoing {
    /// Decides on every value and name, and puts together what is left, so that it can be read in these
    /// ways.
    pub(crate) fn new(source: Source, choice: &Choice, ways: &[Written]) -> Outgoing {
        let redacted = redact::redact(source.parts, choice);
        let is_relative = source.parts.iter().any(|part| part.is_relative);
        let mut capture = SharedCapture {
            mode: mode(source.masking, choice),
            relative_times: !choice.exact_times || is_relative,
            is_of_link: source.is_of_link,
            generator: build::GENERATOR.to_owned(),
            requests: Vec::new(),
        };
        let mut values = Vec::new();
        for redacted in &redacted.requests {
            if let Some(part) = source.parts.get(redacted.request) {
                let request = readable(part, redacted, ways, source.limits);
                capture.requests.push(request);
                let document = part.decoded.document();
                values.push(document.map_or(0, |document| document.nodes.len()));
            }
        }
        Outgoing {
            capture,
            redacted,
            values,
            is_chosen: choice.requests.is_some(),
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

    /// The payload of a link to all of it, where there can be one.
    pub(crate) fn whole_payload(&self) -> Option<String> {
        let (count, payload) = self.payload();
        let payload = payload.ok().filter(|payload| payload.len() <= LONGEST);
        payload.filter(|_| count == self.capture.requests.len())
    }

    /// How many requests fit into a link, and its payload. That is of any length where somebody chose
    /// the requests, and where not even the first one fits.
    fn payload(&self) -> (usize, Result<String, Held>) {
        let all = self.capture.requests.len();
        let text = version_2::write(&self.capture);
        let whole = self.payload_of(all, &text);
        let fits = |payload: &Result<String, Held>| matches!(payload, Ok(payload) if payload.len() <= LONGEST);
        if self.is_chosen || all < 2 || fits(&whole) {
            return (all, whole);
        }
        // More requests make a longer link. So that no long text is compressed in vain, a few are
        // tried before many.
        let (mut fitting, mut best) = (1, self.payload_of(1, &text));
        if !fits(&best) {
            return (fitting, best);
        }
        let (mut over, mut is_doubling) = (all, true);
        while fitting + 1 < over {
            let middle = usize::midpoint(fitting, over);
            let count = if is_doubling {
                middle.min(fitting * 2)
            } else {
                middle
            };
            let payload = self.payload_of(count, &text);
            if fits(&payload) {
                (fitting, best) = (count, payload);
            } else {
                (over, is_doubling) = (count, false);
            }
        }
        (fitting, best)
    }

    /// The payload of a link to so many of the first requests, of any length. `text` is that of all.
    ///
    /// # Errors
    ///
    /// Where it holds more than [`open`] reads.
    fn payload_of(&self, count: usize, text: &Text) -> Result<String, Held> {
        let values = self.values.iter().take(count).sum();
        let requests = self.capture.requests.get(..count).unwrap_or_default();
        let only = match requests {
            [only] => version_1::write(&self.capture, only),
            _ => None,
        };
        let (version, text) = match &only {
            Some(text) => (Version::One, text.as_str()),
            None => (Version::Two, text.of(count)),
        };
        match link::fits(text, requests, values) {
            true => Ok(link::payload(version, self.capture.mode, text)),
            false => Err(Held::TooMuch),
        }
    }

    /// The text of a link to all of it.
    #[cfg(test)]
    pub(crate) fn text(&self) -> String {
        match self.capture.requests.as_slice() {
            [only] => version_1::write(&self.capture, only),
            _ => None,
        }
        .unwrap_or_else(|| version_2::write(&self.capture).of(usize::MAX).to_owned())
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
/// objects, may be taken for something else where they stand as they did.
fn readable(
    part: &Part,
    redacted: &redact::RedactedRequest,
    ways: &[Written],
    limits: Limits,
) -> SharedRequest {
    let mut request = SharedRequest::new(part, redacted);
    let has_all = |request: &SharedRequest| {
        let is_whole = |way: &Written| opened::count(request, *way, limits) == part.event_count();
        request.length() > WEIGHED || ways.iter().all(is_whole)
    };
    for make_plainer in [SharedRequest::unpack, SharedRequest::bare] {
        if has_all(&request) {
            break;
        }
        make_plainer(&mut request);
    }
    request
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod version_tests;
