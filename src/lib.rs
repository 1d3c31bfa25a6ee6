//! Overshare reads a captured Xiaomi analytics request back to the person it is about.
//!
//! A paste becomes a report in these steps, and the modules below stand in their order:
//!
//! ```text
//! paste ─▶ capture ─▶ protocol ─▶ layer* ─▶ json ─▶ annotate ─▶ insight ─▶ report ─▶ page
//!           what is     whose form   percent,   arena    knowledge,  what they
//!           this text?  is it?       base64,…            detect      say together
//! ```
//!
//! Nothing fails: every input gives a report, and problems are diagnostics in it. Nothing is read
//! but the input: no file, clock, network or random number, so equal inputs give equal reports.
//! All layers together draw on one [`Limits`].
//!
//! # Example
//!
//! ```
//! let body = "data_list=W3sidHlwZSI6InRyYWNrIiwiZXZlbnQiOiJzZWFyY2giLCJkaXN0aW5jdF9pZCI6IjEifV0%3D";
//! let analysis = overshare::Analysis::new(body.as_bytes(), "", &mut |_, _| {});
//! assert_eq!(analysis.event_count(), 1);
//! assert_eq!(analysis.overview().requests[0].protocol.id, "sensors-analytics");
//! ```

mod annotate;
mod capture;
mod compare;
mod detect;
mod diagnostic;
mod display;
mod insight;
mod json;
mod knowledge;
mod layer;
mod limits;
mod options;
mod progress;
mod protocol;
mod recognise;
pub mod report;
mod trace;
#[cfg(target_arch = "wasm32")]
mod wasm;

use std::borrow::Cow;
use std::cell::RefCell;

use insight::Part;
use knowledge::pack;
use limits::Budget;
use options::Options;
use progress::Progress;
use report::{
    Comparison, Diagnostic, Event, EventPage, FieldPlace, Input, PackReport, Recognition, Report,
    Timeline, Trace, build,
};

pub use limits::Limits;

/// Name and version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A capture that was read, for asking about it piece by piece.
#[derive(Debug)]
pub struct Analysis {
    input: Input<'static>,
    parts: Vec<Part>,
    diagnostics: Vec<Diagnostic<'static>>,
    limits: Limits,
    /// What the last filter found, for turning pages.
    found: RefCell<report::search::Found>,
}

impl Analysis {
    /// Reads a capture: text or, from a file, bytes.
    ///
    /// `options` is empty or a JSON object; `{"limits": {"nodes": 1000000}}` replaces single
    /// [`Limits`] by their names, `{"pack": "…"}` brings a knowledge pack along. `progress` is called at most a hundred times with what is done
    /// and the total.
    ///
    /// The input is kept, so whoever can spare it hands it over.
    pub fn new<'i>(
        input: impl Into<Cow<'i, [u8]>>,
        options: &str,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Analysis {
        Analysis::read(input.into(), options, progress)
    }

    fn read(
        mut input: Cow<'_, [u8]>,
        options: &str,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Analysis {
        let mut diagnostics = Vec::new();
        let Options { limits, pack } = options::options(options).unwrap_or_else(|| {
            diagnostics.push(diagnostic::options());
            Options::DEFAULT
        });
        let (pack, problems) = match pack.as_str() {
            "" => (None, 0),
            text => pack::load(text),
        };
        if problems > 0 {
            diagnostics.push(diagnostic::pack_problems(problems));
        }
        let mut progress = Progress::new(progress);
        let mut budget = Budget::new(limits);
        let bytes = input.len();
        if bytes > limits.input {
            diagnostics.push(diagnostic::limit_input(limits.input));
            match &mut input {
                Cow::Borrowed(input) => *input = input.get(..limits.input).unwrap_or(input),
                Cow::Owned(input) => input.truncate(limits.input),
            }
        }
        let capture = capture::read(&input);
        let mut decoded = protocol::read(&capture, &input, &mut budget, &mut progress);
        let (kind, because) = (capture.kind, capture.because);
        let text = decoded
            .document
            .as_ref()
            .map(|document| document.text.as_str());
        decoded.trail.keep(input, text);
        progress.part(80, 100);
        let annotated = match &decoded.document {
            Some(document) if decoded.locked.is_none() => {
                let place = annotate::place_of_records(decoded.protocol.id, document);
                Some(annotate::annotate(document, place, pack, &mut progress))
            }
            _ => None,
        };
        progress.finish();
        Analysis {
            input: Input {
                kind,
                because,
                bytes,
            },
            parts: vec![Part {
                decoded,
                annotated,
                pack,
                first_event: 0,
            }],
            diagnostics,
            limits,
            found: RefCell::default(),
        }
    }

    /// How many events the capture holds.
    pub fn event_count(&self) -> usize {
        self.parts.iter().map(Part::event_count).sum()
    }

    /// The report without its events.
    pub fn overview(&self) -> Report<'_> {
        build::overview(&self.input, &self.parts, &self.diagnostics)
    }

    /// `count` events from the `start`th on of those that `filter` lets through, without their
    /// fields.
    ///
    /// `filter` is a text that stands in a name or a value, letters of either case, or a JSON
    /// object with any of `text`, `category` (of one of its fields), `severity` (at least), `name`,
    /// `host`, `request`, and `from` and `to` (milliseconds since 1970, both included). All of it
    /// must hold. An empty filter lets all through.
    pub fn events(&self, start: usize, count: usize, filter: &str) -> EventPage<'_> {
        build::events(&self.parts, start, count, filter, &self.found)
    }

    /// One event with its fields, as far as [`Limits::report_fields`] goes, and its text.
    pub fn event(&self, index: usize) -> Option<Event<'_>> {
        build::whole_event(&self.parts, index, self.limits.report_fields)
    }

    /// The events in the order of time, counted in slots.
    ///
    /// `options` is empty or a JSON object, in which each may be missing:
    /// `{"from": 1588777200000, "to": 1588780799999, "slots": 60}` with the first and the last
    /// millisecond and the largest number of slots, from 1 to 400.
    pub fn timeline(&self, options: &str) -> Timeline {
        let [from, to, slots] = options::numbers(options, ["from", "to", "slots"]);
        insight::timeline(&self.parts, from, to, slots)
    }

    /// Where a value that the reader types stands in the capture, in every form in which senders
    /// write one. What is typed is not kept.
    pub fn recognise(&self, typed: &str) -> Recognition<'_> {
        recognise::recognise(&self.parts, typed)
    }

    /// What this capture and a later one say together. Their times decide which is the earlier one.
    pub fn compare<'a>(&'a self, later: &'a Analysis) -> Comparison<'a> {
        compare::compare(&self.parts, &later.parts)
    }

    /// `count` bytes from the `start`th on of the data after so many layers of a request; 0 is what
    /// was pasted.
    pub fn bytes(&self, request: usize, step: usize, start: usize, count: usize) -> Vec<u8> {
        trace::bytes(&self.parts, request, step, start, count)
    }

    /// Where a value of an event came from, layer by layer; of several with this path the `nth`.
    /// The event itself where the path is empty.
    pub fn trace(&self, event: usize, path: &str, nth: usize) -> Option<Trace> {
        trace::event(&self.parts, event, path, nth)
    }

    /// Where the value of a field around the events came from.
    pub fn trace_request(&self, request: usize, path: &str, nth: usize) -> Option<Trace> {
        trace::request(&self.parts, request, path, nth)
    }

    /// Which field stands between two offsets of the data after so many layers, wholly or in part.
    pub fn field_at(
        &self,
        request: usize,
        step: usize,
        start: usize,
        end: usize,
    ) -> Option<FieldPlace> {
        trace::field_at(&self.parts, request, step, start, end)
    }

    /// The whole report, events and fields included, as far as [`Limits::report_fields`] goes.
    pub fn report(&self) -> Report<'_> {
        let mut report = self.overview();
        let mut left = self.limits.report_fields;
        for request in &mut report.requests {
            let mut events = Vec::new();
            for index in request.first_event..request.first_event + request.event_count {
                let Some(mut event) = build::whole_event(&self.parts, index, left) else {
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

/// Reads a capture and answers the whole report as JSON. Never fails.
pub fn decode<'i>(input: impl Into<Cow<'i, [u8]>>, options: &str) -> String {
    to_json(&Analysis::new(input, options, &mut |_, _| {}).report())
}

/// What a knowledge pack holds, and what is wrong with it. Nothing of it is kept.
pub fn check_pack(text: &str) -> PackReport {
    pack::check(text)
}

/// The JSON text of a part of the report.
pub fn to_json<T: serde::Serialize>(part: &T) -> String {
    // Writing to a string cannot fail for types without floats and without maps.
    serde_json::to_string(part).unwrap_or_default()
}
