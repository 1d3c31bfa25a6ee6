//! Where the capture was sent to, of which only what is known of senders' addresses leaves.

use super::pass::Pass;
use super::words;
use crate::knowledge;
use crate::placeholder;
use crate::protocol::FORMATS;
use crate::report::Certainty;

/// The end of hosts that stand for others.
const MASKED_HOSTS: &str = ".masked.invalid";

/// Labels of hosts that say where in the world a server stands, and no more.
const REGIONS: [&str; 18] = [
    "asia", "cn", "de", "eu", "fr", "gb", "ger", "global", "hk", "in", "india", "intl", "ru", "sg",
    "sgp", "tw", "uk", "us",
];

impl Pass<'_> {
    /// The host, where it is known whose it is: all of it where it is listed, its end where only
    /// that is, with no label that could be somebody's own. Any other is masked whole.
    pub(super) fn host(&mut self, host: &str) -> String {
        let host = host.to_ascii_lowercase();
        let end = match knowledge::host(&host) {
            Some((_, Certainty::Certain)) => return host,
            Some((entry, _)) => entry.host.rsplit('*').next().unwrap_or_default(),
            None => MASKED_HOSTS,
        };
        let labels = host.strip_suffix(end);
        let is_public = |labels: &str| {
            is_placeholder(labels) || end != MASKED_HOSTS && labels.split('.').all(is_public_label)
        };
        if labels.is_some_and(is_public) {
            return host;
        }
        let placeholder = self.numbering.placeholder("host", "", &host);
        let number =
            placeholder::whole(&placeholder).map_or(1, |placeholder| placeholder.number.max(1));
        // What is masked in an address may stand elsewhere by itself.
        for label in labels.unwrap_or_default().split('.') {
            if !is_public_label(label) {
                self.numbering.note(label, "");
            }
        }
        format!("host-{number}{end}")
    }

    /// The path of the address, of which only what senders' addresses are known to have is left.
    pub(super) fn address_path(&mut self) -> String {
        let request = &self.reading.decoded.request;
        // Without a host there is no address.
        let path = request.host.as_ref().map_or("", |_| &request.path);
        let mut kept = String::new();
        for segment in path.split('/').skip(1).take(16) {
            kept.push('/');
            if segment.is_empty() || is_known_segment(segment) {
                kept.push_str(segment);
            } else {
                self.numbering.note(segment, "");
                kept.push_str(MASKED_SEGMENT);
            }
        }
        kept
    }
}

/// What of a host is not known to everybody: nothing, what stands before a known end, or all of it.
pub(crate) fn unknown_part(host: &str) -> &str {
    let (end, is_masked) = match knowledge::host(host) {
        Some((_, Certainty::Certain)) => return "",
        Some((entry, _)) => (entry.host.rsplit('*').next().unwrap_or_default(), false),
        None => (MASKED_HOSTS, true),
    };
    // The letters of an end are ASCII, in either case.
    let labels = host.get(..host.len().saturating_sub(end.len()));
    let labels = labels.filter(|_| !is_masked || host.ends_with(end));
    let Some(labels) = labels else {
        return host;
    };
    let is_public = |labels: &str| labels.split('.').all(is_public_label);
    match is_placeholder(labels) || !is_masked && is_public(labels) {
        true => "",
        false => labels,
    }
}

/// Whether a segment of an address is one that known senders have.
pub(crate) fn is_known_segment(segment: &str) -> bool {
    let mut formats = FORMATS.iter();
    SEGMENTS.contains(&segment) || formats.any(|format| format.segments.contains(&segment))
}

/// Whether labels stand for those that were masked.
fn is_placeholder(labels: &str) -> bool {
    labels.strip_prefix("host-").is_some_and(|number| {
        (1..=9).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// Whether a label of a host is a word of servers' names, or says where they stand.
fn is_public_label(label: &str) -> bool {
    REGIONS.contains(&label) || words::are_field_words(label)
}

/// Segments that addresses of many servers have.
const SEGMENTS: [&str; 4] = ["api", "token", "v", MASKED_SEGMENT];

/// What stands for all other segments.
const MASKED_SEGMENT: &str = "masked";
