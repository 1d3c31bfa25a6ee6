//! The exports to JavaScript: nothing but conversion. The core knows nothing of wasm-bindgen, js-sys and
//! web-sys.
//!
//! `pkg/` has it twice: with the feature `whole`, and without it as the reader.

use js_sys::{Function, Uint8Array};
use overshare::to_ascii_json;
use wasm_bindgen::prelude::*;

/// A string of JSON says what it holds, so that whoever parses it need not write that down again.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type * as report from './report.d.ts';

/** JSON text that holds a `T`. */
export type Json<T> = string & { readonly json?: T };";

#[wasm_bindgen(start, skip_typescript)]
fn start() {
    #[cfg(feature = "whole")]
    overshare::make_whole();
    // The message of a panic can quote the input, so only the place is told.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        web_sys::console::error_1(&format!("overshare: a fault of ours at {place}").into());
    }));
}

/// Makes room for a sixteenth of the memory in use. The allocator asks for as little as it needs, and
/// each time the browser takes a time that depends on all there is: with thousands of requests that
/// would be most of the work.
fn reserve() {
    let mut room: Vec<u8> = Vec::new();
    // Where there is no such room, what is needed may fit all the same.
    let _ = room.try_reserve_exact(memory_in_use() / 16);
    std::hint::black_box(room);
}

/// The size of the WebAssembly memory, in bytes.
#[cfg(target_arch = "wasm32")]
fn memory_in_use() -> usize {
    const PAGE: usize = 64 << 10;
    core::arch::wasm32::memory_size(0) * PAGE
}

/// Elsewhere this file is compiled for nothing but the linter.
#[cfg(not(target_arch = "wasm32"))]
fn memory_in_use() -> usize {
    0
}

/// Version of this package.
#[wasm_bindgen]
pub fn version() -> String {
    overshare::VERSION.to_owned()
}

/// Sizes that the core keeps to, for whoever shows captures, as JSON of the type `Bounds`.
#[wasm_bindgen(unchecked_return_type = "Json<report.Bounds>")]
pub fn bounds() -> String {
    to_ascii_json(&overshare::bounds())
}

/// The formats in which captures can be read, for the option `as`, as JSON of a list of `CaptureFormat`.
#[wasm_bindgen(unchecked_return_type = "Json<report.CaptureFormat[]>")]
pub fn formats() -> String {
    to_ascii_json(&overshare::formats())
}

/// Opens what `Analysis.share` made: a link, or the end of one. Never throws: what is wrong with a
/// link is a diagnostic of its report.
#[wasm_bindgen(js_name = openShared)]
pub fn open_shared(payload: &str) -> Analysis {
    Analysis(overshare::open_shared(payload))
}

/// A capture kept in WebAssembly memory; the caller asks for what it shows.
#[wasm_bindgen]
pub struct Analysis(overshare::Analysis);

#[wasm_bindgen]
impl Analysis {
    /// Reads a capture. `progress` is called at most a hundred times with what is done and the
    /// total.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] input: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] options: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "(done: number, total: number) => void")]
        progress: &JsValue,
    ) -> Analysis {
        let listener = progress.dyn_ref::<Function>();
        let mut report = |done: u32, total: u32| {
            reserve();
            if let Some(listener) = listener {
                // What a listener throws is its own affair; the capture is read all the same.
                let _ = listener.call2(&JsValue::NULL, &done.into(), &total.into());
            }
        };
        let options = options.as_string().unwrap_or_default();
        Analysis(overshare::Analysis::new(
            bytes_of(input),
            &options,
            &mut report,
        ))
    }

    /// How many events the capture holds.
    #[wasm_bindgen(getter, js_name = eventCount)]
    pub fn event_count(&self) -> usize {
        self.0.event_count()
    }

    /// The report without its events, as JSON of the type `Report`.
    #[wasm_bindgen(unchecked_return_type = "Json<report.Report>")]
    pub fn overview(&self) -> String {
        to_ascii_json(&self.0.overview())
    }

    /// `count` events from the `start`th on of those that `filter` lets through, without their
    /// fields, as JSON of the type `EventPage`. `filter` is a text that stands in a name or a
    /// value, or JSON of any of `text`, `category`, `severity` (at least), `name`, `host`,
    /// `request`, `from` and `to` (milliseconds since 1970), all of which must hold.
    #[wasm_bindgen(unchecked_return_type = "Json<report.EventPage>")]
    pub fn events(
        &self,
        start: usize,
        count: usize,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] filter: &JsValue,
    ) -> String {
        to_ascii_json(
            &self
                .0
                .events(start, count, &filter.as_string().unwrap_or_default()),
        )
    }

    /// One request with what stands around its events, as JSON of the type `Request`; `null` where
    /// there is none of this index.
    #[wasm_bindgen(unchecked_return_type = "Json<report.Request | null>")]
    pub fn request(&self, index: usize) -> String {
        to_ascii_json(&self.0.request(index))
    }

    /// One event with its fields and its text, as JSON of the type `Event`; `null` where there is
    /// none of this index.
    #[wasm_bindgen(unchecked_return_type = "Json<report.Event | null>")]
    pub fn event(&self, index: usize) -> String {
        to_ascii_json(&self.0.event(index))
    }

    /// The paths of the fields that every event has with one and the same value, as JSON; none where there
    /// are fewer than two events.
    #[wasm_bindgen(unchecked_return_type = "Json<string[]>")]
    pub fn repeated(&self) -> String {
        to_ascii_json(&self.0.repeated())
    }

    /// The events in the order of time, counted in slots, as JSON of the type `Timeline`.
    #[wasm_bindgen(unchecked_return_type = "Json<report.Timeline>")]
    pub fn timeline(&self, options: &str) -> String {
        to_ascii_json(&self.0.timeline(options))
    }

    /// `count` bytes from the `start`th on of the data after so many layers of a request; 0 is what
    /// was pasted.
    pub fn bytes(&self, request: usize, step: usize, start: usize, count: usize) -> Vec<u8> {
        self.0.bytes(request, step, start, count)
    }
}

/// The bytes of a string or an array; of anything else none.
fn bytes_of(input: &JsValue) -> Vec<u8> {
    if let Some(text) = input.as_string() {
        return text.into_bytes();
    }
    input
        .dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .unwrap_or_default()
}

/// What only the whole build has.
#[cfg(feature = "whole")]
mod whole {
    use js_sys::Error;
    use overshare::to_ascii_json;
    use wasm_bindgen::prelude::*;

    use super::{Analysis, bytes_of};

    /// Whole report as JSON, of the type `Report`. For embeds, scripts and small captures.
    /// Never throws for any input.
    #[wasm_bindgen(unchecked_return_type = "Json<report.Report>")]
    pub fn decode(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] input: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] options: &JsValue,
    ) -> String {
        let options = options.as_string().unwrap_or_default();
        let analysis = overshare::Analysis::new(bytes_of(input), &options, &mut |_, _| {});
        to_ascii_json(&analysis.report())
    }

    /// What a knowledge pack holds and what is wrong with it, as JSON of the type `PackReport`.
    #[wasm_bindgen(js_name = checkPack, unchecked_return_type = "Json<report.PackReport>")]
    pub fn check_pack(text: &str) -> String {
        to_ascii_json(&overshare::check_pack(text))
    }

    /// A text as a QR code, as JSON of the type `QrCode`; `null` where it is longer than 1,465 bytes.
    #[wasm_bindgen(js_name = qrCode, unchecked_return_type = "Json<report.QrCode | null>")]
    pub fn qr_code(text: &str) -> String {
        to_ascii_json(&overshare::qr_code(text))
    }

    #[wasm_bindgen]
    impl Analysis {
        /// Where a value of an event came from, layer by layer, as JSON of the type `Trace`; of several
        /// with this path the `nth`. The event itself where the path is empty, `null` where there is
        /// none.
        #[wasm_bindgen(unchecked_return_type = "Json<report.Trace | null>")]
        pub fn trace(&self, event: usize, path: &str, nth: Option<usize>) -> String {
            to_ascii_json(&self.0.trace(event, path, nth.unwrap_or(0)))
        }

        /// Where the value of a field around the events came from, as JSON of the type `Trace`; `null`
        /// where there is none.
        #[wasm_bindgen(js_name = traceRequest, unchecked_return_type = "Json<report.Trace | null>")]
        pub fn trace_request(&self, request: usize, path: &str, nth: Option<usize>) -> String {
            to_ascii_json(&self.0.trace_request(request, path, nth.unwrap_or(0)))
        }

        /// Which field stands between two offsets of the data after so many layers, as JSON of the type
        /// `FieldAddress`; `null` where there is none.
        #[wasm_bindgen(js_name = fieldAt, unchecked_return_type = "Json<report.FieldAddress | null>")]
        pub fn field_at(&self, request: usize, step: usize, start: usize, end: usize) -> String {
            to_ascii_json(&self.0.field_at(request, step, start, end))
        }

        /// Where a typed value is in the capture, in every form in which senders write one, as
        /// JSON of the type `ValueSearch`. What is typed is not kept.
        #[wasm_bindgen(js_name = findValue, unchecked_return_type = "Json<report.ValueSearch>")]
        pub fn find_value(&self, typed: &str) -> String {
            to_ascii_json(&self.0.find_value(typed))
        }

        /// What may be shared of the capture, as a capture of its own. `choice` is JSON of any of
        /// `mode` (`structure`, `masked`), `times` (`relative`, `exact`), `requests` (a list of their
        /// indexes), and `reveal` and `mask`, each with any of `fields`, `categories` and `values`, which
        /// are lists of texts.
        pub fn masked(
            &self,
            #[wasm_bindgen(unchecked_optional_param_type = "string")] choice: &JsValue,
        ) -> Analysis {
            Analysis(self.0.masked(&text(choice)))
        }

        /// What would leave beside what is in the capture, as JSON of the type `Preview`.
        #[wasm_bindgen(unchecked_return_type = "Json<report.Preview>")]
        pub fn preview(
            &self,
            #[wasm_bindgen(unchecked_optional_param_type = "string")] choice: &JsValue,
        ) -> String {
            to_ascii_json(&self.0.preview(&text(choice)))
        }

        /// The end of a link to the capture, masked; `openShared` opens it. Without `requests` in the
        /// choice it holds as many requests as fit. Throws where a masked value
        /// would leave all the same, and where the link would be longer than 32,000 characters.
        pub fn share(
            &self,
            #[wasm_bindgen(unchecked_optional_param_type = "string")] choice: &JsValue,
        ) -> Result<String, Error> {
            self.0.share(&text(choice)).map_err(refused)
        }

        /// The capture in a format for others, masked; the mode `full` of `choice` masks nothing. Throws
        /// for a format that there is not, and where a masked value would leave all the same.
        pub fn export(
            &self,
            format: &str,
            #[wasm_bindgen(unchecked_optional_param_type = "string")] choice: &JsValue,
        ) -> Result<Vec<u8>, Error> {
            self.0.export(format, &text(choice)).map_err(refused)
        }

        /// A name for the file of an export, which says how much is masked; empty for a format that
        /// there is not.
        #[wasm_bindgen(js_name = exportName)]
        pub fn export_name(
            &self,
            format: &str,
            #[wasm_bindgen(unchecked_optional_param_type = "string")] choice: &JsValue,
        ) -> String {
            self.0
                .export_name(format, &text(choice))
                .unwrap_or_default()
        }

        /// What this capture and a later one say together, as JSON of the type `Comparison`.
        #[wasm_bindgen(unchecked_return_type = "Json<report.Comparison>")]
        pub fn compare(&self, later: &Analysis) -> String {
            to_ascii_json(&self.0.compare(&later.0))
        }
    }

    /// The text of a string; of anything else none.
    fn text(value: &JsValue) -> String {
        value.as_string().unwrap_or_default()
    }

    fn refused(refusal: overshare::Refusal) -> Error {
        Error::new(&refusal.to_string())
    }
}

/// What only the reader has.
#[cfg(not(feature = "whole"))]
mod reader {
    use wasm_bindgen::prelude::*;

    use super::{Analysis, bytes_of};

    /// Whole report as JSON, of the type `Report`: the same as that of the whole build. `undefined` where
    /// it needs that. Never throws for any input.
    #[wasm_bindgen(unchecked_return_type = "Json<report.Report> | undefined")]
    pub fn decode(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] input: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] options: &JsValue,
    ) -> Option<String> {
        let options = options.as_string().unwrap_or_default();
        let analysis = overshare::Analysis::new(bytes_of(input), &options, &mut |_, _| {});
        (!analysis.needs_whole()).then(|| overshare::to_ascii_json(&analysis.report()))
    }

    #[wasm_bindgen]
    impl Analysis {
        /// Whether the capture needs the whole build; then nothing that is said of it counts.
        #[wasm_bindgen(getter, js_name = needsWhole)]
        pub fn needs_whole(&self) -> bool {
            self.0.needs_whole()
        }
    }
}
