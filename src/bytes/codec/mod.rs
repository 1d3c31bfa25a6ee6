//! Codings that lie around the events, one a file: each undoes its step as far as it goes and
//! says how it went. None trusts a flag; the data say what they are.

mod backtick;
pub(crate) mod base64;
#[cfg_attr(not(feature = "ciphers"), path = "no_block_cipher.rs")]
pub(crate) mod block_cipher;
pub(crate) mod brackets;
mod brotli;
pub(crate) mod chunked;
pub(crate) mod cmd;
pub(crate) mod compress;
pub(crate) mod compressed;
mod escape;
pub(crate) mod inflate;
pub(crate) mod joined;
pub(crate) mod json_string;
pub(crate) mod latin1;
pub(crate) mod object;
pub(crate) mod payloads;
pub(crate) mod percent;
pub(crate) mod protobuf;
pub(crate) mod rc4;
pub(crate) mod shell;
pub(crate) mod utf16;
pub(crate) mod utf8;
mod whole;
pub(crate) mod written;
pub(crate) mod yaml;
mod zstd;
