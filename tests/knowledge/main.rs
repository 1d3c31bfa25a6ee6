//! Checks the TOML files of `src/knowledge` and writes the table that the crate is built with.
//!
//! Run it with `UPDATE_EXPECT=1` after editing one of them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod article;
mod checks;
mod coverage;
mod exports;
// The core's own, which sees the words in its programs.
#[path = "../../src/text/literals.rs"]
mod literals;
mod mappings;
mod names;
mod read;
mod render;
mod schema;
mod shown;
mod sources;
mod texts;
mod trackhar;
mod truth;
mod voice;

/// The committed table is what the TOML files say.
#[test]
fn tables_are_up_to_date() {
    let rendered = render::tables(read::read());
    expect_test::expect_file![read::folder().join("tables.rs")].assert_eq(&rendered);
}
