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
mod bytes;
mod capture;
mod compare;
mod detect;
mod diagnostic;
mod display;
mod export;
mod forms;
mod insight;
mod json;
mod knowledge;
mod leak;
mod limits;
mod options;
mod progress;
mod protocol;
mod qr;
mod quoted;
mod readings;
mod recognize;
mod redact;
mod refusal;
pub mod report;
mod share;
mod token;
mod trace;
#[cfg(target_arch = "wasm32")]
mod wasm;

use std::borrow::Cow;
use std::cell::RefCell;

use capture::Kind;
use insight::Part;
use knowledge::pack;
use limits::Budget;
use options::Options;
use progress::Progress;
use readings::Reader;
use redact::Choice;
use report::{
    ArticleLimits, Bounds, Comparison, Diagnostic, Event, EventPage, FieldPlace, Input, InputKind,
    MaskMode, Masking, Others, PackReport, PassedOn, Preview, Provenance, QrCode, Recognition,
    Report, Timeline, Trace, build,
};
use share::{Outgoing, Written};

pub use limits::Limits;
pub use refusal::Refusal;

/// Name and version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A capture that was read, for asking about it piece by piece.
#[derive(Debug)]
pub struct Analysis {
    input: Input<'static>,
    parts: Vec<Part>,
    others: Others,
    diagnostics: Vec<Diagnostic<'static>>,
    limits: Limits,
    /// What the capture says was masked in it.
    masking: Option<Masking>,
    /// How it came here, where somebody else passed it on.
    provenance: Option<PassedOn>,
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

    fn read(input: Cow<'_, [u8]>, options: &str, progress: &mut dyn FnMut(u32, u32)) -> Analysis {
        let mut diagnostics = Vec::new();
        let Options { limits, pack } = options::options(options).unwrap_or_else(|| {
            diagnostics.push(diagnostic::options());
            Options::DEFAULT
        });
        let (pack, problems) = match pack.as_str() {
            "" => (None, 0),
            text => pack::load(text),
        };
        let pack = pack::Extra {
            pack,
            is_browser: false,
        };
        if problems > 0 {
            diagnostics.push(diagnostic::pack_problems(problems));
        }
        let progress = &mut Progress::new(progress);
        let link = std::str::from_utf8(&input)
            .ok()
            .filter(|text| share::is_link(text));
        if let Some(link) = link {
            return Analysis::open(link, pack, diagnostics);
        }
        Analysis::decode(input, limits, pack, diagnostics, progress)
    }

    fn decode(
        mut input: Cow<'_, [u8]>,
        limits: Limits,
        pack: pack::Extra,
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
        let read = readings::read(input, pack, &mut budget, progress);
        diagnostics.extend(read.problems);
        Analysis {
            input: Input {
                kind: read.kind.kind,
                because: read.kind.because,
                bytes,
            },
            parts: read.parts,
            others: read.others,
            diagnostics,
            limits,
            masking: None,
            provenance: None,
            found: RefCell::default(),
        }
    }

    /// Opens what was made by [`Analysis::share`]: a link or its end.
    fn open(link: &str, pack: pack::Extra, diagnostics: Vec<Diagnostic<'static>>) -> Analysis {
        let (capture, problem) = match share::open(link) {
            Ok(capture) => (capture, None),
            Err(problem) => (share::SharedCapture::empty(), Some(problem)),
        };
        let mut analysis = Analysis::of(
            &capture,
            Written::Unpacked,
            share::LIMITS,
            pack,
            diagnostics,
        );
        analysis.input.kind = InputKind::SharedLink;
        let because = match problem {
            Some(problem) => {
                analysis.input.bytes = link.len();
                analysis.masking = None;
                if let Some(part) = analysis.parts.first_mut() {
                    part.decoded.diagnostics = diagnostic::Diagnostics::default();
                }
                analysis.diagnostics.push(problem);
                "it begins like a link made by Overshare"
            }
            None => {
                analysis.provenance = Some(match capture.is_of_link {
                    true => PassedOn::LinkOfLink,
                    false => PassedOn::Link,
                });
                "it came by a link; its maker says it was masked, which nobody has verified"
            }
        };
        analysis.input.because = because.into();
        analysis
    }

    /// A capture that holds several requests, each read by itself.
    #[cfg(test)]
    pub(crate) fn several<T: AsRef<[u8]>>(pastes: &[T], options: &str) -> Analysis {
        let pack = options::options(options).unwrap().pack;
        let pack = pack::Extra {
            pack: (!pack.is_empty()).then(|| pack::load(&pack).0).flatten(),
            is_browser: false,
        };
        let pastes: Vec<&[u8]> = pastes.iter().map(AsRef::as_ref).collect();
        let mut several = Analysis::new(Vec::new(), "", &mut |_, _| {});
        several.input.kind = InputKind::Har;
        several.input.because = "a test put it together".into();
        several.input.bytes = pastes.iter().map(|paste| paste.len()).sum();
        several.diagnostics.clear();
        several.parts = readings::several(&pastes, pack);
        several
    }

    /// A masked capture, read.
    #[inline(never)]
    fn of(
        capture: &share::SharedCapture,
        written: Written,
        limits: Limits,
        pack: pack::Extra,
        mut diagnostics: Vec<Diagnostic<'static>>,
    ) -> Analysis {
        let opened = share::opened(capture, written, limits, pack);
        if opened.bytes > limits.input {
            diagnostics.push(diagnostic::limit_input(limits.input));
        }
        let masking = redact::masking(
            capture.mode,
            capture.relative_times,
            &capture.generator,
            &opened.parts,
        );
        Analysis {
            input: Input {
                kind: opened.kind,
                because: "Overshare masked it and put it together again".into(),
                bytes: opened.bytes,
            },
            parts: opened.parts,
            others: Others::default(),
            diagnostics,
            limits,
            masking: Some(masking),
            provenance: None,
            found: RefCell::default(),
        }
    }

    /// What may be passed on of the capture, as a capture of its own: every value that could tell
    /// something about somebody is masked where it stands, and all that depends on values is made
    /// again.
    ///
    /// `choice` is empty or a JSON object, in which each may be missing:
    /// `{"mode": "structure" | "masked", "times": "relative" | "exact", "reveal": {"fields": [],
    /// "categories": [], "values": [], "names": []}, "mask": {…}, "requests": [0, 3]}`. Fields are
    /// named by the paths of [`Analysis::preview`], names are those of fields wherever they stand. A
    /// value counts before its field, a field before its category, and masking before revealing.
    /// Requests are named by their index; those that there are not are passed over. A choice that
    /// cannot be read, or that chooses none of the requests, chooses nothing.
    pub fn masked(&self, choice: &str) -> Analysis {
        self.masked_by(&self.choice(choice).unwrap_or_default())
    }

    /// What somebody chose of this capture.
    fn choice(&self, choice: &str) -> Option<Choice> {
        let choice = Choice::read(choice)?;
        let is_all = choice.requests.is_none();
        let has_one = is_all || (0..self.parts.len()).any(|request| choice.takes(request));
        has_one.then_some(choice)
    }

    fn masked_by(&self, choice: &Choice) -> Analysis {
        let written = Written::Unpacked;
        let outgoing = Outgoing::new(self.source(), choice, &[written]);
        self.put_together(&outgoing.capture, written)
    }

    /// What is masked and shared of it.
    fn source(&self) -> share::Source<'_> {
        share::Source {
            parts: &self.parts,
            masking: self.masking.as_ref(),
            is_of_link: self.provenance.is_some(),
            limits: self.limits,
        }
    }

    /// A masked form of this capture, which came here as this one did, with its requests written in one
    /// of the ways.
    #[inline(never)]
    fn put_together(&self, capture: &share::SharedCapture, written: Written) -> Analysis {
        let mut masked = Analysis::of(capture, written, self.limits, self.pack(), Vec::new());
        masked.provenance = self.provenance;
        if self.provenance.is_some() {
            masked.input.kind = self.input.kind;
            masked.input.because.clone_from(&self.input.because);
        }
        masked
    }

    /// What a knowledge pack brought along.
    fn pack(&self) -> pack::Extra {
        let part = self.parts.first();
        part.map_or_else(Default::default, |part| part.pack)
    }

    /// What would leave, field by field, beside what stands in the capture. `choice` as for
    /// [`Analysis::masked`].
    pub fn preview(&self, choice: &str) -> Preview {
        let choice = self.choice(choice).unwrap_or_default();
        share::preview(self.source(), &choice)
    }

    /// The end of a link to the capture, masked; [`open_shared`] opens it. Where `choice` names no
    /// requests, it holds as many, from the first, as fit: [`Analysis::preview`] says how many.
    ///
    /// # Errors
    ///
    /// Where `choice` cannot be read or asks for a full capture, where a masked value would leave
    /// all the same, and where the link would be longer than 32,000 characters or hold more than
    /// [`open_shared`] opens.
    pub fn share(&self, choice: &str) -> Result<String, Refusal> {
        let choice = self.choice(choice).ok_or(Refusal::Options)?;
        if choice.mode == MaskMode::Full {
            return Err(Refusal::Full);
        }
        Ok(share::link(self.source(), &choice)?)
    }

    /// The capture in a format for others, masked. `choice` as for [`Analysis::masked`], with the
    /// mode `full` in addition, and for the figures with a member `figure`: `{"event": 3 | "all",
    /// "fields": "telling" | "all" | [names or paths], "caption": "…", "page": "https://…"}`, each of
    /// which may be missing. Events count from 1, those of requests that do not leave too; without a
    /// choice the most telling one is shown.
    /// `page` is the address of a page that reads captures: then the figure links to this one there.
    ///
    /// # Errors
    ///
    /// Where `choice` or the format is none that there is, and where a masked value would leave all
    /// the same.
    pub fn export(&self, format: &str, choice: &str) -> Result<Vec<u8>, Refusal> {
        let mut wanted = export::Wanted::read(choice).ok_or(Refusal::Options)?;
        let choice = self.choice(choice).ok_or(Refusal::Options)?;
        wanted.renumber(&|event| self.number_of(event, &choice));
        if choice.mode == MaskMode::Full {
            let packed = self.packed_again(format, &choice);
            let only = packed.or_else(|| self.only(&choice));
            let analysis = only.as_ref().unwrap_or(self);
            return export::export(analysis, format, &wanted, None).ok_or(Refusal::Format);
        }
        let write = |outgoing: &Outgoing| {
            let is_replayable = choice.replayable;
            self.write(outgoing, format, &wanted, is_replayable)
        };
        let file = share::file(self.source(), &choice, &wanted.typed(), &write)?;
        file.ok_or(Refusal::Format)
    }

    /// A capture that came unpacked, as its sender packed it, for a format that holds requests.
    fn packed_again(&self, format: &str, choice: &Choice) -> Option<Analysis> {
        let is_unpacked = |part: &Part| !part.decoded.request.packed.is_empty();
        if !export::has_requests(format) || !self.parts.iter().any(is_unpacked) {
            return None;
        }
        let all = share::all_of(self.source(), choice);
        Some(self.put_together(&all, Written::Packed))
    }

    /// What leaves in a format for others, and what stands there whatever was captured.
    fn write(
        &self,
        outgoing: &Outgoing,
        format: &str,
        wanted: &export::Wanted,
        is_replayable: bool,
    ) -> Option<share::File> {
        let written = match export::has_requests(format) {
            false => Written::Unpacked,
            // What is sent again, to a server of one's own, needs a checksum that fits.
            true if is_replayable => Written::Replayable,
            true => Written::Packed,
        };
        let masked = self.put_together(&outgoing.capture, written);
        let link = wanted
            .page
            .as_ref()
            .and_then(|page| Some([page, "#", &outgoing.whole_payload()?].concat()));
        let bytes = export::export(&masked, format, wanted, link.as_deref())?;
        let empty = Analysis::new(Vec::new(), "", &mut |_, _| {});
        let mut own = export::export(&empty, format, &export::Wanted::MOST_TELLING, None)?;
        own.push(b'\n');
        if let Some(provenance) = self.provenance.map(Provenance::of) {
            own.extend(provenance.text.as_bytes());
        }
        Some(share::File {
            bytes,
            unbroken: export::unbroken,
            own: String::from_utf8_lossy(&own).into_owned(),
        })
    }

    /// The chosen requests as a capture of its own, with nothing masked; none where all are chosen.
    fn only(&self, choice: &Choice) -> Option<Analysis> {
        choice.requests.as_ref()?;
        let mut only = self.put_together(&share::SharedCapture::default(), Written::Unpacked);
        only.masking.clone_from(&self.masking);
        only.input.clone_from(&self.input);
        let mut budget = Budget::new(self.limits);
        let mut listener = |_, _| {};
        let progress = &mut Progress::new(&mut listener);
        let kind = Kind {
            kind: self.input.kind,
            because: self.input.because.clone(),
        };
        let mut reader = Reader::default();
        for (request, part) in self.parts.iter().enumerate() {
            if choice.takes(request) {
                let again = part.decoded.request_again();
                let mut read = readings::read_one(again, &kind, part.pack, &mut budget, progress);
                read.is_relative = part.is_relative;
                reader.take(read);
            }
        }
        only.parts = reader.finish();
        Some(only)
    }

    /// The index that an event has among those of the chosen requests; none where it is not there.
    fn number_of(&self, event: usize, choice: &Choice) -> Option<usize> {
        if choice.requests.is_none() {
            return Some(event);
        }
        let mut before = 0;
        for (request, part) in self.parts.iter().enumerate() {
            let own = event.checked_sub(part.first_event);
            match own.filter(|&own| own < part.event_count()) {
                Some(own) => return choice.takes(request).then_some(before + own),
                None if choice.takes(request) => before += part.event_count(),
                None => {}
            }
        }
        None
    }

    /// A name for the file of an export, which says how much is masked and tells nothing else.
    pub fn export_name(&self, format: &str, choice: &str) -> Option<String> {
        let choice = self.choice(choice)?;
        match choice.mode {
            MaskMode::Full => export::name(self.only(&choice).as_ref().unwrap_or(self), format),
            _ => export::name(&self.masked_by(&choice), format),
        }
    }

    /// How many events the capture holds.
    pub fn event_count(&self) -> usize {
        self.parts.iter().map(Part::event_count).sum()
    }

    /// The report without its events.
    pub fn overview(&self) -> Report<'_> {
        build::overview(
            &self.input,
            &self.parts,
            &self.others,
            &self.diagnostics,
            self.masking.as_ref(),
            self.provenance,
        )
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

    /// One request with what stands around its events.
    pub fn request(&self, index: usize) -> Option<report::Request<'_>> {
        let part = self.parts.get(index)?;
        Some(build::whole_request(part, self.input.bytes))
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
    pub fn recognize(&self, typed: &str) -> Recognition<'_> {
        recognize::recognize(&self.parts, typed)
    }

    /// What this capture and a later one say together. Their times decide which is the earlier one.
    pub fn compare<'a>(&'a self, later: &'a Analysis) -> Comparison<'a> {
        let is_from_link = self.provenance.or(later.provenance).is_some();
        compare::compare(&self.parts, &later.parts, is_from_link)
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
        for (index, request) in report.requests.iter_mut().enumerate() {
            if let Some(whole) = self.request(index).filter(|_| request.is_short) {
                *request = whole;
            }
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

/// Opens what [`Analysis::share`] made: a link, or the end of one. Never fails: what is wrong with a
/// link is a diagnostic of its report.
pub fn open_shared(payload: &str) -> Analysis {
    Analysis::open(payload, pack::Extra::default(), Vec::new())
}

/// A text as a QR code, none where it is longer than 1,465 bytes.
pub fn qr_code(text: &str) -> Option<QrCode> {
    qr::code(text)
}

/// What a knowledge pack holds, and what is wrong with it. Nothing of it is kept.
pub fn check_pack(text: &str) -> PackReport {
    pack::check(text)
}

/// Sizes that whoever shows captures has to know.
pub fn bounds() -> Bounds {
    Bounds {
        pack: pack::LARGEST,
        link: share::LONGEST,
        figure_events: export::FIGURE_EVENTS,
        caption: export::CAPTION,
        article: ArticleLimits {
            input: 4 << 20,
            output: share::LIMITS.output,
            nodes: share::LIMITS.nodes,
            report_fields: 20_000,
        },
    }
}

/// The JSON text of a part of the report.
pub fn to_json<T: serde::Serialize>(part: &T) -> String {
    // Writing to a string cannot fail for types without floats and without maps.
    serde_json::to_string(part).unwrap_or_default()
}
