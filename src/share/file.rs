//! What leaves of a capture as a file.

use super::opened::put_together;
use super::policy::{self, Choice};
use super::request::Written;
use super::{Outgoing, Refusal, SharedCapture, all_of, choice, masked_by};
use crate::capture::Kind;
use crate::export::{self, FigureOptions};
use crate::join::{self, Joiner, Reading};
use crate::knowledge::pack;
use crate::limits::Budget;
use crate::progress::Progress;
use crate::protocol::Keys;
use crate::report::{Event, EventPage, MaskMode, Provenance, Report, Request, Trace};
use crate::view::Analysis;

/// A capture in a format for others, masked by what somebody chose; the mode `full` masks nothing.
///
/// # Errors
///
/// Where the choice or the format is none that there is, where it is for none of the requests, and
/// where a masked value would be in it all the same.
pub(crate) fn export_file(
    source: &Analysis,
    format: &str,
    options: &str,
) -> Result<Vec<u8>, Refusal> {
    let mut wanted = FigureOptions::read(options).ok_or(Refusal::Options)?;
    let choice = choice(source, options)?;
    wanted.renumber(&|event| number_of(source, event, &choice));
    if choice.mode == MaskMode::Full {
        let packed = packed_again(source, format, &choice);
        let only = packed.or_else(|| only(source, &choice));
        let capture = only.as_ref().unwrap_or(source);
        return export::export(capture, format, &wanted, None).ok_or(Refusal::Format);
    }
    let ways = [Written::Unpacked, Written::Packed];
    let mut outgoing = Outgoing::new(source, &choice, &ways);
    // First what the file is made of, then the file.
    outgoing.search()?;
    // What somebody wrote, before any markup takes its words apart.
    policy::check_caption(&outgoing.redacted, &wanted.typed())?;
    let (bytes, own) =
        write(source, &outgoing, format, &wanted, choice.replayable).ok_or(Refusal::Format)?;
    let own = [own, outgoing.capture.known()].join("\n");
    policy::check_file(&mut outgoing.redacted, &export::unbroken(&bytes), &own)?;
    Ok(bytes)
}

/// A name for the file of an export, which says how much is masked and tells nothing else.
pub(crate) fn export_name(source: &Analysis, format: &str, options: &str) -> Option<String> {
    let choice = choice(source, options).ok()?;
    match choice.mode {
        MaskMode::Full => export::name(only(source, &choice).as_ref().unwrap_or(source), format),
        _ => export::name(&masked_by(source, &choice), format),
    }
}

/// A capture that came unpacked, as its sender packed it, for a format that holds requests.
fn packed_again(source: &Analysis, format: &str, choice: &Choice) -> Option<Analysis> {
    let is_unpacked = |reading: &Reading| !reading.decoded.request.packed.is_empty();
    if !export::has_requests(format) || !source.readings.iter().any(is_unpacked) {
        return None;
    }
    Some(put_together(
        source,
        &all_of(source, choice),
        Written::Packed,
    ))
}

/// What leaves in a format for others, and what stands in such a file whatever was captured.
fn write(
    source: &Analysis,
    outgoing: &Outgoing,
    format: &str,
    wanted: &FigureOptions,
    is_replayable: bool,
) -> Option<(Vec<u8>, String)> {
    let written = match export::has_requests(format) {
        false => Written::Unpacked,
        // What is sent again, to a server of one's own, needs a checksum that fits.
        true if is_replayable => Written::Replayable,
        true => Written::Packed,
    };
    let masked = put_together(source, &outgoing.capture, written);
    let link = wanted
        .page
        .as_ref()
        .and_then(|page| Some([page, "#", &outgoing.whole_payload()?].concat()));
    let bytes = export::export(&masked, format, wanted, link.as_deref())?;
    let mut listener = |_, _| {};
    let empty = Analysis::read(
        Vec::new().into(),
        source.limits,
        None,
        pack::Extra::default(),
        Keys::default(),
        Vec::new(),
        &mut Progress::new(&mut listener),
    );
    let mut own = export::export(&empty, format, &FigureOptions::MOST_TELLING, None)?;
    own.push(b'\n');
    if let Some(provenance) = source.provenance.map(Provenance::of) {
        own.extend(provenance.text.as_bytes());
    }
    Some((bytes, String::from_utf8_lossy(&own).into_owned()))
}

/// The chosen requests as a capture of its own, with nothing masked; none where all are chosen.
fn only(source: &Analysis, choice: &Choice) -> Option<Analysis> {
    choice.requests.as_ref()?;
    let mut only = put_together(source, &SharedCapture::default(), Written::Unpacked);
    only.masking.clone_from(&source.masking);
    only.input.clone_from(&source.input);
    let mut budget = Budget::new(source.limits);
    let mut listener = |_, _| {};
    let progress = &mut Progress::new(&mut listener);
    let kind = Kind {
        kind: source.input.kind,
        name: source.input.name,
        because: source.input.because.clone(),
        could_be: Vec::new(),
    };
    let mut joiner = Joiner::default();
    for (request, reading) in source.readings.iter().enumerate() {
        if choice.takes(request) {
            let again = reading.decoded.request_again();
            let mut read = join::read_one(
                again,
                &kind,
                reading.pack,
                &source.keys,
                &mut budget,
                progress,
            );
            read.is_relative = reading.is_relative;
            read.decoded.add_answer(&reading.decoded.answer_values());
            joiner.take(read);
        }
    }
    only.readings = joiner.finish();
    Some(only)
}

/// The index that an event has among those of the chosen requests; none where it is not there.
fn number_of(source: &Analysis, event: usize, choice: &Choice) -> Option<usize> {
    if choice.requests.is_none() {
        return Some(event);
    }
    let mut before = 0;
    for (request, reading) in source.readings.iter().enumerate() {
        let own = event.checked_sub(reading.first_event);
        match own.filter(|&own| own < reading.event_count()) {
            Some(own) => return choice.takes(request).then_some(before + own),
            None if choice.takes(request) => before += reading.event_count(),
            None => {}
        }
    }
    None
}

impl export::Source for Analysis {
    fn overview(&self) -> Report<'_> {
        self.overview()
    }

    fn report(&self) -> Report<'_> {
        self.report()
    }

    fn request(&self, index: usize) -> Option<Request<'_>> {
        self.request(index)
    }

    fn event(&self, index: usize, most: usize) -> Option<Event<'_>> {
        self.event_with(index, most)
    }

    fn events(&self, start: usize, count: usize, filter: &str) -> EventPage<'_> {
        self.events(start, count, filter)
    }

    fn trace(&self, event: usize, path: &str, nth: usize) -> Option<Trace> {
        self.trace(event, path, nth)
    }

    fn trace_request(&self, request: usize, path: &str, nth: usize) -> Option<Trace> {
        self.trace_request(request, path, nth)
    }

    fn fields_limit(&self) -> usize {
        self.limits.report_fields
    }

    fn readings(&self) -> &[Reading] {
        &self.readings
    }
}
