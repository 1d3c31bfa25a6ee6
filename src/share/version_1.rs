//! The text of a link of version 1: a head of one line, and the records of the one request. It never
//! changes.

use super::request::SharedRequest;
use super::{SharedCapture, head};
use crate::options;

/// The one request of a capture as the text of a link; none where this version cannot hold it.
pub(super) fn write(capture: &SharedCapture, request: &SharedRequest) -> Option<String> {
    // A whole request has no scheme there unless it is `http`, and anything else has one.
    let address = match (request.scheme_and_target(), request.is_request) {
        (("https:", _), true) => return None,
        (("", ""), _) => String::new(),
        (("", _), false) => return None,
        (("", target), true) => ["https://", target].concat(),
        _ => request.address.clone(),
    };
    let mut text = String::from("{");
    head::write_members(&mut text, &head::of_capture(capture));
    head::write_members(&mut text, &head::of_request(request, &address));
    text.push('}');
    if let Some(records) = &request.text {
        text.push('\n');
        text.push_str(records);
    }
    Some(text)
}

/// Reads the text of a link; none where it is not one.
pub(super) fn read(text: &str) -> Option<SharedCapture> {
    let (head, records) = match text.split_once('\n') {
        Some((head, records)) => (head, Some(records.to_owned())),
        None => (text, None),
    };
    let head = options::read(head)?;
    let mut capture = SharedCapture {
        relative_times: true,
        ..SharedCapture::default()
    };
    let mut request = SharedRequest::default();
    head::read_capture(&head, &mut capture)?;
    head::read_request(&head, &mut request)?;
    if request.is_request && !request.address.starts_with("http://") {
        let target = match request.address.split_once("://") {
            Some((_, target)) => target,
            None => &request.address,
        };
        request.address = ["//", target].concat();
    }
    request.text = records;
    capture.requests.push(request);
    Some(capture)
}
