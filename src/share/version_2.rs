//! The text of a link of version 2: what holds for the capture in the first line, then the requests,
//! with an empty line between two of them. Each begins with a head of one line, which says only what
//! differs from the request before; all that follows it are the records. It never changes.

use super::request::SharedRequest;
use super::{SharedCapture, head};
use crate::options;

/// Requests that a link holds at most.
///
/// 1,000: the longest link that is made has room for a tenth of that many with an event each.
const REQUESTS: usize = 1_000;

/// Bytes that the heads of all requests may have together, written out.
///
/// 4 MiB: a thousand heads of the largest kind that senders have. A head of two bytes repeats the
/// one before it, so that without a limit a short text could be read as a very long one.
const HEADS: usize = 4 << 20;

/// The text of a link, of which any number of the first requests is one too.
#[derive(Debug)]
pub(super) struct Text {
    text: String,
    /// Its length with no request, with the first one, and so on.
    ends: Vec<usize>,
}

impl Text {
    /// The text with so many requests, or with all.
    pub(super) fn of(&self, requests: usize) -> &str {
        let end = self.ends.get(requests).or(self.ends.last());
        let text = end.and_then(|&end| self.text.get(..end));
        text.unwrap_or_default()
    }
}

/// A capture as the text of a link.
pub(super) fn write(capture: &SharedCapture) -> Text {
    let mut text = String::from("{");
    head::write_members(&mut text, &head::of_capture(capture));
    text.push('}');
    let mut ends = vec![text.len()];
    let mut before = head::of_request(&SharedRequest::default(), "");
    for request in &capture.requests {
        text.push_str(if ends.len() == 1 { "\n{" } else { "\n\n{" });
        let now = head::of_request(request, &request.address);
        for ((name, value), (_, known)) in now.iter().zip(&before) {
            match value.as_str() {
                value if value == known => {}
                "" => head::write_member(&mut text, name, "null"),
                value => head::write_member(&mut text, name, value),
            }
        }
        text.push('}');
        if let Some(records) = request.text.as_deref().filter(|text| !text.is_empty()) {
            text.push('\n');
            text.push_str(records);
        }
        ends.push(text.len());
        before = now;
    }
    Text { text, ends }
}

/// Whether a link with these requests is read again.
pub(super) fn fits(requests: &[SharedRequest]) -> bool {
    let heads = requests.iter().map(SharedRequest::head_length);
    requests.len() <= REQUESTS && heads.sum::<usize>() <= HEADS
}

/// Why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is none of a link.
    Damaged,
    /// It holds more requests, or more in their heads, than are read.
    TooMuch,
}

/// Reads the text of a link.
pub(super) fn read(text: &str) -> Result<SharedCapture, Unreadable> {
    let (first, rest) = match text.split_once('\n') {
        Some((first, rest)) => (first, Some(rest)),
        None => (text, None),
    };
    let mut capture = SharedCapture {
        relative_times: true,
        ..SharedCapture::default()
    };
    let first = options::read(first).ok_or(Unreadable::Damaged)?;
    head::read_capture(&first, &mut capture).ok_or(Unreadable::Damaged)?;
    let mut before = SharedRequest::default();
    let mut heads = 0;
    for block in rest.into_iter().flat_map(|rest| rest.split("\n\n")) {
        let (head, records) = match block.split_once('\n') {
            Some((head, records)) => (head, Some(records.to_owned())),
            None => (block, None),
        };
        let head = options::read(head).ok_or(Unreadable::Damaged)?;
        head::read_changes(&head, &mut before).ok_or(Unreadable::Damaged)?;
        heads += before.head_length();
        if heads > HEADS || capture.requests.len() == REQUESTS {
            return Err(Unreadable::TooMuch);
        }
        let mut request = before.clone();
        request.text = records;
        capture.requests.push(request);
    }
    Ok(capture)
}
