//! What must hold for every paste: nothing fails, nothing is lost or invented, all is bounded.
//!
//! Inputs are made from grammars and from the fixtures; a failing run prints a seed that repeats it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod archives;
mod capture;
mod evidence;
mod fields;
mod filters;
mod find_value;
mod joined;
mod limits;
mod links;
mod mixtures;
mod notations;
mod opener;
mod packs;
mod pages;
mod prefixes;
mod quotations;
mod requests;
mod robustness;
mod secrecy;
mod share;
mod text;
mod timeline;
mod trace;
mod walk;
mod written;
