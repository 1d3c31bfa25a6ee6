//! Overshare.
mod capture;
mod diagnostic;
mod json;
mod knowledge;
mod layer;
mod limits;
mod progress;
pub mod report;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub fn probe(b: &[u8]) -> String {
    String::from_utf8_lossy(b).into_owned()
}
