//! What leaves of a capture. [`link()`] reads from the values to the link: it decides, applies, makes
//! and searches, and this is the only place where the four meet.
//!
//! Nothing leaves that was not masked before and searched behind it; what is refused says why, without a
//! value.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"event":"search","keyword":"shoes"}]"#);
//! let link = analysis.share("").unwrap();
//! let opened = overshare::open_shared(&link);
//! let event = opened.event(0).unwrap();
//! let keyword = event.fields.iter().flatten().find(|field| field.name == "keyword").unwrap();
//! assert_eq!(keyword.value, "\"⟦search-words-1⟧\"");
//! ```

mod file;
pub(crate) mod gate;
mod head;
mod link;
mod opened;
mod policy;
pub(crate) mod qr;
mod refusal;
mod request;
mod version_1;
mod version_2;

use crate::export;
use crate::join::Reading;
use crate::knowledge::pack;
use crate::limits::Limits;
use crate::report::{ArticleLimits, Bounds, GENERATOR, MaskMode, Masking, Preview};
use crate::view::Analysis;

pub(crate) use file::{export_file, export_name};
pub(crate) use link::{LONGEST, is_link};
pub(crate) use opened::open;
pub use refusal::Refusal;

use link::{LIMITS, Version};
use opened::put_together;
use policy::{Choice, Redacted};
use request::{SharedRequest, Written};
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

/// What somebody chose of a capture, unless that cannot be read, or is for none of its requests.
fn choice(source: &Analysis, choice: &str) -> Result<Choice, Refusal> {
    let choice = Choice::read(choice).ok_or(Refusal::Options)?;
    let count = source.readings.len();
    if choice.requests.is_some() && !(0..count).any(|request| choice.takes(request)) {
        return Err(Refusal::Requests(count));
    }
    Ok(choice)
}

/// The payload of a link to a capture, masked by what somebody chose. Where nobody chose requests, it
/// holds as many, from the first, as fit.
///
/// # Errors
///
/// Where the choice cannot be read, is for none of the requests or masks nothing, where a masked value
/// would be in it all the same, and where the link would be longer than [`LONGEST`] or contain more than [`open`]
/// reads.
pub(crate) fn link(source: &Analysis, wanted: &str) -> Result<String, Refusal> {
    let choice = choice(source, wanted)?;
    if choice.mode == MaskMode::Full {
        return Err(Refusal::Full);
    }
    let mut outgoing = Outgoing::new(source, &choice, &[Written::Unpacked]);
    let (count, payload) = outgoing.payload();
    outgoing.capture.requests.truncate(count);
    outgoing.search()?;
    let payload = payload?;
    match payload.len() {
        length if length > LONGEST => Err(Refusal::TooLong(length)),
        _ => Ok(payload),
    }
}

/// What may be shared of a capture, as a capture of its own, masked by what somebody chose.
pub(crate) fn masked(source: &Analysis, wanted: &str) -> Analysis {
    masked_by(source, &choice(source, wanted).unwrap_or_default())
}

fn masked_by(source: &Analysis, choice: &Choice) -> Analysis {
    let written = Written::Unpacked;
    let outgoing = Outgoing::new(source, choice, &[written]);
    put_together(source, &outgoing.capture, written)
}

/// The chosen requests with all that stands in them.
fn all_of(source: &Analysis, choice: &Choice) -> SharedCapture {
    let readings = source.readings.iter().enumerate();
    let chosen = readings.filter(|(request, _)| choice.takes(*request));
    SharedCapture {
        mode: mode(source.masking.as_ref(), choice),
        relative_times: source.readings.iter().any(|reading| reading.is_relative),
        is_of_link: source.provenance.is_some(),
        generator: GENERATOR.to_owned(),
        requests: chosen
            .map(|(request, reading)| {
                SharedRequest::new(reading, &policy::all_of(request, reading))
            })
            .collect(),
    }
}

/// Sizes that whoever shows captures has to know.
pub(crate) fn bounds() -> Bounds {
    Bounds {
        pack: pack::LARGEST,
        link: LONGEST,
        figure_events: export::FIGURE_EVENTS,
        caption: export::CAPTION,
        severe: policy::SEVERE,
        article: ArticleLimits {
            input: 4 << 20,
            output: LIMITS.output,
            nodes: LIMITS.nodes,
            report_fields: 20_000,
        },
    }
}

/// What would leave, field by field, and how much of it in a link.
pub(crate) fn preview(source: &Analysis, wanted: &str) -> Preview {
    let choice = &choice(source, wanted).unwrap_or_default();
    let outgoing = Outgoing::new(source, choice, &[Written::Unpacked]);
    let (requests, payload) = outgoing.payload();
    let payload = payload.ok().filter(|_| choice.mode != MaskMode::Full);
    let link = policy::Link {
        length: payload.as_ref().map(String::len),
        requests,
        of: source.readings.len(),
    };
    policy::preview(&outgoing.redacted, choice, link)
}

impl Outgoing {
    /// Decides on every value and name, and puts together what is left, so that it can be read in these
    /// ways.
    pub(crate) fn new(source: &Analysis, choice: &Choice, ways: &[Written]) -> Outgoing {
        let redacted = policy::redact(&source.readings, choice);
        let is_relative = source.readings.iter().any(|reading| reading.is_relative);
        let mut capture = SharedCapture {
            mode: mode(source.masking.as_ref(), choice),
            relative_times: !choice.exact_times || is_relative,
            is_of_link: source.provenance.is_some(),
            generator: GENERATOR.to_owned(),
            requests: Vec::new(),
        };
        let mut values = Vec::new();
        for redacted in &redacted.requests {
            if let Some(reading) = source.readings.get(redacted.request) {
                let request = readable(reading, redacted, ways, source.limits);
                capture.requests.push(request);
                let document = reading.decoded.document();
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
    pub(crate) fn search(&self) -> Result<(), Refusal> {
        let mut pieces = Vec::new();
        for request in &self.capture.requests {
            request.pieces(&mut pieces);
        }
        policy::check(&self.redacted, &pieces)
    }

    /// The payload of a link to all of it, where there can be one.
    pub(crate) fn whole_payload(&self) -> Option<String> {
        let (count, payload) = self.payload();
        let payload = payload.ok().filter(|payload| payload.len() <= LONGEST);
        payload.filter(|_| count == self.capture.requests.len())
    }

    /// How many requests fit into a link, and its payload. That is of any length where somebody chose
    /// the requests, and where not even the first one fits.
    fn payload(&self) -> (usize, Result<String, Refusal>) {
        let all = self.capture.requests.len();
        let text = version_2::write(&self.capture);
        let whole = self.payload_of(all, &text);
        let fits = |payload: &Result<String, Refusal>| matches!(payload, Ok(payload) if payload.len() <= LONGEST);
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
    fn payload_of(&self, count: usize, text: &Text) -> Result<String, Refusal> {
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
            false => Err(Refusal::TooMuch),
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
        _ => choice.stated_mode(),
    }
}

/// A masked request of which as many records are read again as it had. Records that are few, or no
/// objects, may be taken for something else where they stand as they did.
fn readable(
    reading: &Reading,
    redacted: &policy::RedactedRequest,
    ways: &[Written],
    limits: Limits,
) -> SharedRequest {
    let mut request = SharedRequest::new(reading, redacted);
    let has_all = |request: &SharedRequest| {
        let is_whole =
            |way: &Written| opened::count(request, *way, limits) == reading.event_count();
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
mod encrypted_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod version_tests;
