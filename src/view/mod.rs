//! What readers ask of a capture that was read: the report without its events, a page of events, one
//! event with its fields, a picture of the times, where a value came from.
//!
//! Views fill the types of [`crate::report`]. Nothing is written out before somebody asks for it.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"event":"open"},{"event":"search","keyword":"shoes"}]"#);
//! let page = analysis.events(0, 10, r#"{"text":"SHOES"}"#);
//! assert_eq!((page.total, page.events[0].index), (1, 1));
//! // Only the one that is asked for has its fields written out.
//! assert!(page.events[0].fields.is_none());
//! assert_eq!(analysis.event(1).unwrap().fields.unwrap().len(), 2);
//! ```

pub(crate) mod compare;
mod detections;
mod events;
mod fields;
mod find_value;
mod inner_json;
mod overview;
mod repeated;
mod search;
mod timeline;
mod totals;
mod trace;

use std::borrow::Cow;
use std::cell::RefCell;

use crate::diagnostic;
use crate::join::{self, Format, Reading};
use crate::knowledge::pack;
use crate::limits::{Budget, Limits};
use crate::options;
use crate::progress::Progress;
use crate::protocol::{Found, Keys};
use crate::report::{
    self, Comparison, Diagnostic, Event, EventPage, FieldAddress, Input, Masking, Origin, Others,
    Report, Timeline, Trace, ValueSearch,
};
use crate::whole::is_whole;

/// A capture that was read, for asking about it piece by piece.
#[derive(Debug)]
pub struct Analysis {
    pub(crate) input: Input<'static>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) others: Others,
    pub(crate) diagnostics: Vec<Diagnostic<'static>>,
    pub(crate) limits: Limits,
    /// What the capture says was masked in it.
    pub(crate) masking: Option<Masking>,
    /// How it came here, where somebody else passed it on.
    pub(crate) provenance: Option<Origin>,
    /// The keys that the reader brought along.
    pub(crate) keys: Keys,
    /// Whether it needs the whole build.
    pub(crate) needs_whole: bool,
    /// What the last filter found, for turning pages.
    pub(crate) found: RefCell<search::Found>,
}

impl Analysis {
    /// Reads a text or a file, as what it looks like or in the format that the reader chose. What is longer than the limits allow is cut off.
    pub(crate) fn read(
        mut input: Cow<'_, [u8]>,
        limits: Limits,
        format: Option<Format>,
        pack: pack::Extra,
        mut keys: Keys,
        mut diagnostics: Vec<Diagnostic<'static>>,
        progress: &mut Progress,
    ) -> Analysis {
        let mut budget = Budget::new(limits);
        let bytes = input.len();
        if bytes > limits.input {
            diagnostics.push(diagnostic::limit_input(limits.input));
            match &mut input {
                Cow::Borrowed(input) => *input = input.get(..limits.input).unwrap_or(input),
                Cow::Owned(input) => input.truncate(limits.input),
            }
        }
        let found = match is_whole() {
            true => keys.find(&mut input),
            false => Found::default(),
        };
        let is_key = found.is_alone;
        diagnostics.extend(found.problem);
        let unpacked = found.unpacked;
        // A compressed text with a key in it is read as a text without it.
        let bytes = if found.is_replaced {
            input.len()
        } else {
            bytes
        };
        let mut read = join::read(input, unpacked, format, pack, &keys, &mut budget, progress);
        if is_key {
            // It is no request, and shown nowhere.
            read.readings.clear();
            read.problems.clear();
        }
        diagnostics.extend(is_key.then(diagnostic::key_alone));
        diagnostics.extend(keys.problems());
        diagnostics.extend(read.problems);
        Analysis {
            input: Input {
                kind: read.kind.kind,
                name: read.kind.name,
                because: read.kind.because,
                could_be: read.kind.could_be,
                chosen: format.map(Format::id),
                bytes,
            },
            readings: read.readings,
            others: read.others,
            diagnostics,
            limits,
            masking: None,
            provenance: None,
            keys,
            needs_whole: budget.needs_whole(),
            found: RefCell::default(),
        }
    }

    /// Whether the capture needs the feature `whole`, which this was built without. Then nothing that is
    /// said of it counts.
    pub fn needs_whole(&self) -> bool {
        self.needs_whole
    }

    /// What a knowledge pack brought along.
    pub(crate) fn pack(&self) -> pack::Extra {
        let first = self.readings.first();
        first.map_or_else(Default::default, |reading| reading.pack)
    }

    /// How many events the capture holds.
    pub fn event_count(&self) -> usize {
        self.readings.iter().map(Reading::event_count).sum()
    }

    /// The report without its events.
    pub fn overview(&self) -> Report<'_> {
        overview::overview(self)
    }

    /// `count` events from the `start`th on of those that `filter` lets through, without their
    /// fields.
    ///
    /// `filter` is a text that is in a name or a value, letters of either case, or a JSON
    /// object with any of `text`, `category` (of one of its fields), `severity` (at least), `name`,
    /// `host`, `request`, and `from` and `to` (milliseconds since 1970, both included). All of it
    /// must hold. An empty filter lets all through.
    pub fn events(&self, start: usize, count: usize, filter: &str) -> EventPage<'_> {
        events::events(&self.readings, start, count, filter, &self.found)
    }

    /// One request with what stands around its events.
    pub fn request(&self, index: usize) -> Option<report::Request<'_>> {
        let reading = self.readings.get(index)?;
        Some(overview::whole_request(reading, self.input.bytes))
    }

    /// One event with its fields, as far as [`Limits::report_fields`] goes, and its text.
    pub fn event(&self, index: usize) -> Option<Event<'_>> {
        self.event_with(index, self.limits.report_fields)
    }

    /// The paths of the fields that every event has with one and the same value; none where there are fewer
    /// than two events.
    pub fn repeated(&self) -> Vec<String> {
        repeated::repeated(&self.readings)
    }

    /// One event with at most so many fields, and its text.
    pub(crate) fn event_with(&self, index: usize, most: usize) -> Option<Event<'_>> {
        events::whole_event(&self.readings, index, most)
    }

    /// The events in the order of time, counted in slots.
    ///
    /// `options` is empty or a JSON object, in which each may be missing:
    /// `{"from": 1588777200000, "to": 1588780799999, "slots": 60}` with the first and the last
    /// millisecond and the largest number of slots, from 1 to 400.
    pub fn timeline(&self, options: &str) -> Timeline {
        let [from, to, slots] = options::numbers(options, ["from", "to", "slots"]);
        timeline::timeline(&self.readings, from, to, slots)
    }

    /// Where a value that the reader types is in the capture, in every form in which senders
    /// write one. What is typed is not kept.
    pub fn find_value(&self, typed: &str) -> ValueSearch<'_> {
        find_value::find_value(&self.readings, typed)
    }

    /// What this capture and a later one say together. Their times decide which is the earlier one.
    pub fn compare<'a>(&'a self, later: &'a Analysis) -> Comparison<'a> {
        let is_from_link = self.provenance.or(later.provenance).is_some();
        compare::compare(&self.readings, &later.readings, is_from_link)
    }

    /// `count` bytes from the `start`th on of the data after so many layers of a request; 0 is what
    /// was pasted.
    pub fn bytes(&self, request: usize, step: usize, start: usize, count: usize) -> Vec<u8> {
        trace::bytes(&self.readings, request, step, start, count)
    }

    /// Where a value of an event came from, layer by layer; of several with this path the `nth`.
    /// The event itself where the path is empty.
    pub fn trace(&self, event: usize, path: &str, nth: usize) -> Option<Trace> {
        trace::event(&self.readings, event, path, nth)
    }

    /// Where the value of a field around the events came from.
    pub fn trace_request(&self, request: usize, path: &str, nth: usize) -> Option<Trace> {
        trace::request(&self.readings, request, path, nth)
    }

    /// Which field stands between two offsets of the data after so many layers, wholly or in part.
    pub fn field_at(
        &self,
        request: usize,
        step: usize,
        start: usize,
        end: usize,
    ) -> Option<FieldAddress> {
        trace::field_at(&self.readings, request, step, start, end)
    }

    /// The whole report, events and fields included, as far as [`Limits::report_fields`] goes.
    pub fn report(&self) -> Report<'_> {
        let mut report = self.overview();
        let mut left = self.limits.report_fields;
        for (index, request) in report.requests.iter_mut().enumerate() {
            if let Some(whole) = self.request(index).filter(|_| request.is_short) {
                *request = whole;
            }
            let mut events = Vec::new();
            for index in request.first_event..request.first_event + request.event_count {
                let Some(mut event) = self.event_with(index, left) else {
                    break;
                };
                event.json = None;
                let listed = event.fields.as_ref().map_or(0, Vec::len);
                let is_cut = event.omitted > 0;
                left -= listed;
                if listed > 0 || !is_cut {
                    events.push(event);
                }
                if is_cut {
                    let limit = self.limits.report_fields;
                    report.diagnostics.push(diagnostic::limit_report(limit));
                    break;
                }
            }
            request.events = Some(events);
        }
        report
    }
}
