//! The exports to JavaScript: nothing but conversion. No other file names wasm-bindgen, js-sys or
//! web-sys.

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::to_json;

#[wasm_bindgen(start, skip_typescript)]
fn start() {
    // The message of a panic can quote the input, so only the place is told.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        web_sys::console::error_1(&format!("overshare: a fault of ours at {place}").into());
    }));
}

/// Version of this package.
#[wasm_bindgen]
pub fn version() -> String {
    crate::VERSION.to_owned()
}

/// Whole report as JSON, of the type `Report`. For embeds, scripts and small captures.
/// Never throws for any input.
#[wasm_bindgen]
pub fn decode(
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] input: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "string")] options: &JsValue,
) -> String {
    crate::decode(bytes(input), &options.as_string().unwrap_or_default())
}

/// What a knowledge pack holds and what is wrong with it, as JSON of the type `PackReport`.
#[wasm_bindgen(js_name = checkPack)]
pub fn check_pack(text: &str) -> String {
    to_json(&crate::check_pack(text))
}

/// A capture kept in WebAssembly memory; the caller asks for what it shows.
#[wasm_bindgen]
pub struct Analysis(crate::Analysis);

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
            if let Some(listener) = listener {
                // What a listener throws is its own affair; the capture is read all the same.
                let _ = listener.call2(&JsValue::NULL, &done.into(), &total.into());
            }
        };
        let options = options.as_string().unwrap_or_default();
        Analysis(crate::Analysis::new(bytes(input), &options, &mut report))
    }

    /// How many events the capture holds.
    #[wasm_bindgen(getter, js_name = eventCount)]
    pub fn event_count(&self) -> usize {
        self.0.event_count()
    }

    /// The report without its events, as JSON of the type `Report`.
    pub fn overview(&self) -> String {
        to_json(&self.0.overview())
    }

    /// `count` events from the `start`th on of those that `filter` lets through, without their
    /// fields, as JSON of the type `EventPage`. `filter` is a text that stands in a name or a
    /// value, or JSON of any of `text`, `category`, `severity` (at least), `name`, `host`,
    /// `request`, `from` and `to` (milliseconds since 1970), all of which must hold.
    pub fn events(
        &self,
        start: usize,
        count: usize,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] filter: &JsValue,
    ) -> String {
        to_json(
            &self
                .0
                .events(start, count, &filter.as_string().unwrap_or_default()),
        )
    }

    /// One event with its fields and its text, as JSON of the type `Event`; `null` where there is
    /// none of this index.
    pub fn event(&self, index: usize) -> String {
        to_json(&self.0.event(index))
    }

    /// The events in the order of time, counted in slots, as JSON of the type `Timeline`.
    pub fn timeline(&self, options: &str) -> String {
        to_json(&self.0.timeline(options))
    }

    /// `count` bytes from the `start`th on of the data after so many layers of a request; 0 is what
    /// was pasted.
    pub fn bytes(&self, request: usize, step: usize, start: usize, count: usize) -> Vec<u8> {
        self.0.bytes(request, step, start, count)
    }

    /// Where a value of an event came from, layer by layer, as JSON of the type `Trace`; of several
    /// with this path the `nth`. The event itself where the path is empty, `null` where there is
    /// none.
    pub fn trace(&self, event: usize, path: &str, nth: Option<usize>) -> String {
        to_json(&self.0.trace(event, path, nth.unwrap_or(0)))
    }

    /// Where the value of a field around the events came from, as JSON of the type `Trace`; `null`
    /// where there is none.
    #[wasm_bindgen(js_name = traceRequest)]
    pub fn trace_request(&self, request: usize, path: &str, nth: Option<usize>) -> String {
        to_json(&self.0.trace_request(request, path, nth.unwrap_or(0)))
    }

    /// Which field stands between two offsets of the data after so many layers, as JSON of the type
    /// `FieldPlace`; `null` where there is none.
    #[wasm_bindgen(js_name = fieldAt)]
    pub fn field_at(&self, request: usize, step: usize, start: usize, end: usize) -> String {
        to_json(&self.0.field_at(request, step, start, end))
    }

    /// Where a typed value stands in the capture, in every form in which senders write one, as
    /// JSON of the type `Recognition`. What is typed is not kept.
    pub fn recognise(&self, typed: &str) -> String {
        to_json(&self.0.recognise(typed))
    }

    /// What this capture and a later one say together, as JSON of the type `Comparison`.
    pub fn compare(&self, later: &Analysis) -> String {
        to_json(&self.0.compare(&later.0))
    }
}

/// The bytes of a string or an array; of anything else none.
fn bytes(input: &JsValue) -> Vec<u8> {
    if let Some(text) = input.as_string() {
        return text.into_bytes();
    }
    input
        .dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .unwrap_or_default()
}
