//! What the words of the report are called in sentences, as on the page.

use crate::report::{
    Basis, Certainty, CheckStatus, Codec, Device, Field, InputKind, LayerStatus, MaskMode,
    Persistence, Report, Severity,
};
use crate::text::quoted::from_pack;

/// What a field is called, with who says so where it is not Overshare; empty where it has no name.
#[inline(never)]
pub(crate) fn label(field: &Field) -> String {
    let label = field.label.as_deref().unwrap_or_default();
    match field.pack {
        Some(pack) => from_pack(label, pack),
        None => label.to_owned(),
    }
}

/// What a capture was taken for.
pub(crate) fn taken_for(report: &Report) -> &'static str {
    match report.input.kind {
        kind if kind != InputKind::SharedLink && report.masking.is_some() => {
            "a capture with hidden values"
        }
        InputKind::HttpRequest => "an HTTP request",
        InputKind::Curl => "a cURL command",
        InputKind::Har => "a HAR file",
        InputKind::Url => "a web address",
        InputKind::Form => "a form body",
        InputKind::Json => "JSON",
        InputKind::Base64 => "Base64",
        InputKind::Gzip => "gzip data",
        InputKind::LogLine => "server log lines",
        InputKind::Export => report.input.name.unwrap_or("a capture"),
        InputKind::SharedLink => "a capture from a link",
        InputKind::Empty => "nothing",
        InputKind::Unrecognized => "a text of unknown kind",
    }
}

pub(crate) fn codec(codec: Codec) -> &'static str {
    match codec {
        Codec::Http => "HTTP",
        Codec::Shell => "Shell quoting",
        Codec::Chunked => "Chunks",
        Codec::Multipart => "Form parts",
        Codec::Form => "Form",
        Codec::Percent => "Percent-encoding",
        Codec::Base64 => "Base64",
        Codec::Gzip => "gzip",
        Codec::Zlib => "zlib",
        Codec::Deflate => "deflate",
        Codec::Brotli => "Brotli",
        Codec::Zstd => "Zstandard",
        Codec::Json => "JSON",
        Codec::JsonString => "JSON string",
        Codec::Utf16 => "UTF-16",
        Codec::Latin1 => "ISO 8859-1",
        Codec::Escapes => "Escapes",
        Codec::Numbers => "Bytes as numbers",
        Codec::Lines => "Line prefixes",
        Codec::Archive => "Archive",
        Codec::Hex => "Hexadecimal",
        Codec::Aes => "AES encryption",
        Codec::Rc4 => "RC4 encryption",
        Codec::Sm4 => "SM4 encryption",
        Codec::Protobuf => "Protocol Buffers",
    }
}

pub(crate) fn layer_status(status: LayerStatus) -> &'static str {
    match status {
        LayerStatus::Ok => "",
        LayerStatus::Partial => ", partly",
        LayerStatus::Failed => ", failed",
    }
}

pub(crate) fn check(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Pass => "matches",
        CheckStatus::Fail => "does not match",
        CheckStatus::Absent => "was not sent",
        CheckStatus::Unverifiable => "cannot be checked",
    }
}

pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Possible => "possibly",
        Certainty::Likely => "probably",
        Certainty::Certain => "certainly",
    }
}

/// What was done to the values of a capture, as the end of a sentence.
pub(crate) fn masked(mode: MaskMode) -> &'static str {
    match mode {
        MaskMode::Structure => "every value was taken out of it",
        MaskMode::Masked => "every value that could say something about somebody was hidden",
        MaskMode::Reviewed => {
            "values that could say something about somebody were hidden, but for those that a person let through"
        }
        MaskMode::Full => "nothing was hidden",
    }
}

pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Observed => "Observed",
        Basis::Inferred => "Inferred",
        Basis::Sourced => "Sourced",
    }
}

pub(crate) fn diagnostic(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "Note",
        Severity::Warning => "Warning",
        Severity::Error => "Problem",
    }
}

pub(crate) fn persistence(persistence: Persistence) -> &'static str {
    match persistence {
        Persistence::Event => "for one record",
        Persistence::Session => "until the app restarts",
        Persistence::Sim => "as long as the SIM or the network",
        Persistence::Install => "until the app’s data is cleared",
        Persistence::Depends => "it depends",
        Persistence::Resettable => "until it is reset in the settings",
        Persistence::FactoryReset => "until a factory reset",
        Persistence::Hardware => "as long as the device",
        Persistence::Account => "as long as the account",
    }
}

/// What a program runs on.
pub(crate) fn device(device: Device) -> &'static str {
    match device {
        Device::Phone => "phone",
        Device::Browser => "browser",
        Device::Computer => "computer",
        Device::Unknown => "device",
    }
}

/// What is recognized by an identifier that lasts so long.
pub(crate) fn bearer(persistence: Option<Persistence>) -> &'static str {
    match persistence {
        Some(Persistence::Account) => "person",
        Some(Persistence::Sim) => "SIM card",
        Some(Persistence::Install) => "install of the app",
        _ => "device",
    }
}
