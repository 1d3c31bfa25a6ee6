//! What HTTP itself does to a body: transfer and content codings, one behind the other, and the parts of
//! a form.
//!
//! Headers are not believed. Programs leave them as they were when they undo a coding, so the bytes say
//! what they are; only where they cannot, as with Brotli, what a header names is tried.

use super::{Body, Request, Step, multipart};
use crate::bytes::codec::chunked;
use crate::bytes::codec::compressed::{self, Compression};
use crate::bytes::codec::inflate::{End, Inflated, Wrapper};
use crate::bytes::codec::written::Notation;
use crate::bytes::{Coding, Slice};
use crate::diagnostic::{self, Diagnostics};
use crate::limits::{Budget, Limits};
use crate::progress::Progress;
use crate::report::{Codec, Diagnostic, LayerStatus, Text};

/// Content codings that are undone; servers are sent one, seldom two.
const CODINGS: usize = 4;

/// Bytes that say whether something is text.
const BEGINNING: usize = 512;

/// Undoes all codings of a body, and finds its fields. A body that is readable is left alone.
pub(crate) fn open(
    request: &mut Request,
    budget: &mut Budget,
    progress: &mut Progress,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    // White space around a text is left out, but belongs to bytes.
    let mut at = match (&request.body, request.steps.last()) {
        (Body::Bytes(_), Some(step)) => step.output,
        (Body::Bytes(body), None) => *body,
        (Body::Form(_), Some(step)) => {
            // A boundary may have an equals sign, so that it looks like the name of a field.
            let output = step.output;
            let held = request.store.in_memory(output);
            if held.starts_with(b"--") {
                find_parts(request, output);
                return diagnostics;
            }
            if is_readable(held) {
                join_lines(request, output);
                return diagnostics;
            }
            // The first bytes of Brotli can look like the name of a field.
            output
        }
        _ => return diagnostics,
    };
    let steps = request.steps.len();
    unchunk(request, &mut at, &mut diagnostics);
    let named = request.header("content-encoding").unwrap_or_default();
    let named = named.to_ascii_lowercase();
    let compressed = request.steps.len();
    for _ in 0..CODINGS {
        let is_undone = decompress(request, &mut at, &named, budget, progress, &mut diagnostics);
        if !is_undone {
            break;
        }
    }
    if request.steps.len() == compressed
        && ["br", "deflate", "gzip", "zstd"]
            .into_iter()
            .any(|name| is_named(&named, name))
        && !is_readable(request.store.in_memory(at))
    {
        diagnostics.push(diagnostic::body_coding());
    }
    if request.steps.len() > steps && request.missing.is_none() {
        request.body = Body::read(request.store.in_memory(at), at);
    }
    if request.missing.is_none() && !matches!(request.body, Body::None) {
        find_parts(request, at);
    }
    diagnostics
}

/// Columns of the narrowest window of which the lines are joined.
const NARROWEST: usize = 40;

/// Joins the lines into which a terminal or a mail broke a form: all are of the same length but the last, and
/// the first where something stood before it; the body has no white space otherwise.
fn join_lines(request: &mut Request, at: Slice) {
    let bytes = request.store.in_memory(at);
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n').skip(1);
    let Some(width) = lines.next().map(|line| line.trim_ascii_end().len()) else {
        return;
    };
    let has_more = lines.next().is_some();
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let text = line.trim_ascii_end();
        let is_last = start + line.len() == bytes.len();
        let width = match has_more {
            true => width,
            // The first of two lines is the longer one.
            false => text.len().max(width),
        };
        let is_shorter = is_last || has_more && pieces.is_empty();
        let fits = text.len() == width || is_shorter && text.len() < width;
        if !fits || width < NARROWEST || text.iter().any(u8::is_ascii_whitespace) {
            return;
        }
        pieces.push(start as u32..(start + text.len()) as u32);
        start += line.len();
    }
    let at = request
        .store
        .undo(at, Coding::Written(Notation::Plain, pieces.into()));
    request.body = Body::read(request.store.in_memory(at), at);
    request.steps.push(Step {
        codec: Codec::Lines,
        because: "all its lines are of one length, so a window broke it".into(),
        output: at,
        status: LayerStatus::Ok,
    });
}

/// Finds the fields of a form in parts.
fn find_parts(request: &mut Request, at: Slice) {
    let kind = request.header("content-type");
    let boundary = kind.and_then(multipart::boundary);
    if let Some(fields) = multipart::read(request.store.in_memory(at), at, boundary) {
        request.body = Body::Form(fields);
        request.steps.push(Step {
            codec: Codec::Multipart,
            because: "lines with a boundary part its fields".into(),
            output: at,
            status: LayerStatus::Ok,
        });
    }
}

/// Puts chunks together. Proxies do, and leave the header as it was, so the body itself says it.
fn unchunk(request: &mut Request, at: &mut Slice, diagnostics: &mut Diagnostics) {
    let coding = request.header("transfer-encoding").unwrap_or_default();
    let mut codings = coding.split(',');
    let is_named = codings.any(|coding| coding.trim().eq_ignore_ascii_case("chunked"));
    let bytes = request.store.in_memory(*at);
    if !is_named || !chunked::sniff(bytes) {
        return;
    }
    let is_whole = chunked::length(bytes).is_some();
    *at = request.store.undo(*at, Coding::Chunked);
    let status = match is_whole {
        true => LayerStatus::Ok,
        false => {
            diagnostics.push(diagnostic::chunks_cut());
            LayerStatus::Partial
        }
    };
    request.steps.push(Step {
        codec: Codec::Chunked,
        because: "the headers say that it came in chunks".into(),
        output: *at,
        status,
    });
}

/// Undoes the outermost compression; false where there is none that can be undone.
fn decompress(
    request: &mut Request,
    at: &mut Slice,
    named: &str,
    budget: &mut Budget,
    progress: &mut Progress,
    diagnostics: &mut Diagnostics,
) -> bool {
    let bytes = request.store.in_memory(*at);
    if is_readable(bytes) {
        return false;
    }
    let sniffed = compressed::sniff(bytes);
    let tried = [
        sniffed,
        is_named(named, "br").then_some(Compression::Brotli),
        is_named(named, "deflate").then_some(Compression::Inflate(Wrapper::Raw)),
    ];
    for compression in tried.into_iter().flatten() {
        let mut own = budget.clone();
        let left = own.output_left();
        let found = compression.undo(bytes, &mut own, progress);
        let is_certain = matches!(
            compression,
            Compression::Zstd | Compression::Inflate(Wrapper::Gzip)
        );
        if !is_certain && !is_plausible(&found) {
            continue;
        }
        *budget = own;
        let limits = *budget.limits();
        let trailing = bytes.len() - found.trailing.min(bytes.len());
        let trailing = bytes.get(trailing..).unwrap_or_default();
        if !trailing.trim_ascii().is_empty() {
            diagnostics.push(diagnostic::gzip_trailing(trailing.len()));
        }
        let problem = problem(&found, &limits);
        let status = match (&problem, found.bytes.len()) {
            (None, _) => LayerStatus::Ok,
            (Some(_), 0) => LayerStatus::Failed,
            (Some(_), _) => LayerStatus::Partial,
        };
        let coding = Coding::Compressed(compression, left);
        *at = request.store.derive(*at, coding, found.bytes);
        let (codec, because) = described(compression);
        request.steps.push(Step {
            codec,
            because,
            output: *at,
            status,
        });
        match problem {
            Some(problem) if status == LayerStatus::Failed => request.missing = Some(problem),
            Some(problem) => diagnostics.push(problem),
            None => {}
        }
        return status != LayerStatus::Failed;
    }
    false
}

/// Whether a coding is among those that a header lists, in lower case.
fn is_named(named: &str, coding: &str) -> bool {
    named.split(',').any(|named| named.trim() == coding)
}

/// Whether what came out of a coding that bytes do not prove can be what went in.
fn is_plausible(found: &Inflated) -> bool {
    let bytes = &found.bytes;
    let is_readable = is_text(bytes) || compressed::sniff(bytes).is_some();
    let is_whole = found.end == End::Complete && found.trailing == 0;
    !bytes.is_empty() && (is_whole || is_readable)
}

/// Whether nothing is left to decompress.
fn is_readable(bytes: &[u8]) -> bool {
    bytes.is_empty() || is_text(bytes)
}

/// Whether bytes begin like a text, which has no control characters.
fn is_text(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        // A character may be cut at the end.
        Err(error) if error.error_len().is_none() => {
            let valid = beginning.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !super::members::is_binary(text)
}

/// What compressed data are called, and why they are taken for that.
pub(crate) fn described(compression: Compression) -> (Codec, Text<'static>) {
    let (codec, because) = match compression {
        Compression::Inflate(Wrapper::Gzip) => {
            (Codec::Gzip, "it begins with 1f 8b, the mark of gzip")
        }
        Compression::Inflate(Wrapper::Zlib) => {
            (Codec::Zlib, "it begins with the two bytes of a zlib header")
        }
        Compression::Inflate(Wrapper::Raw) => (
            Codec::Deflate,
            "the headers say deflate, and it can be read as that",
        ),
        Compression::Brotli => (
            Codec::Brotli,
            "the headers say br, and it can be read as that",
        ),
        Compression::Zstd => (
            Codec::Zstd,
            "it begins with 28 b5 2f fd, the mark of Zstandard",
        ),
    };
    (codec, because.into())
}

/// What is left of compressed data of which so many bytes were read.
pub(super) fn recovered(kept: usize) -> &'static str {
    match kept {
        0 => "nothing before that can be read",
        _ => "what comes before was read",
    }
}

/// Why compressed data were not read to their end.
pub(crate) fn problem(inflated: &Inflated, limits: &Limits) -> Option<Diagnostic<'static>> {
    let read = recovered(inflated.bytes.len());
    match inflated.end {
        End::Complete => None,
        End::Truncated => Some(diagnostic::gzip_truncated(read)),
        End::Damaged => Some(diagnostic::gzip_damaged(read)),
        End::Checksum => Some(diagnostic::gzip_checksum()),
        End::OutputLimit => Some(diagnostic::limit_output(limits.output)),
        End::RatioLimit => Some(diagnostic::limit_ratio(limits.ratio)),
    }
}
