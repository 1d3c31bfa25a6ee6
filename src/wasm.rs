use wasm_bindgen::prelude::*;
#[wasm_bindgen]
pub fn probe(b: &[u8]) -> String { crate::probe(b) }
