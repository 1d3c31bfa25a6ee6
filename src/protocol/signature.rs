//! Signatures of Xiaomi's senders that anybody can compute: a digest of all fields of a form and of a
//! salt that is in the SDK.

use std::collections::BTreeMap;
use std::fmt::Write;

use md5::{Digest, Md5};

use super::Decoder;
use super::common::plain;
use crate::bytes::Slice;
use crate::bytes::codec::base64;
use crate::capture::{Param, Request};
use crate::diagnostic;
use crate::placeholder;
use crate::report::{Check, CheckStatus};

/// Characters of a signature that are repeated in a report.
pub(super) const SHOWN: usize = 64;

/// A digest in hexadecimal digits.
pub(super) fn digits(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// MD5 of a text, in small hexadecimal digits.
pub(super) fn md5(text: &str) -> String {
    digits(&Md5::digest(text.as_bytes()))
}

/// The outcome for the field `name` of a form: MD5 of the names and values of all other fields, in the
/// order of their names, and of a salt. None where there is no such field.
pub(super) fn of_form(request: &Request, name: &'static str, salt: &str) -> Option<Check<'static>> {
    let form = request.fields();
    let sent = request.find(form, name)?;
    let others = form.iter().filter(|param| request.text(param.name) != name);
    let mut fields: BTreeMap<&str, Param<Slice>> = BTreeMap::new();
    for param in others {
        fields.insert(request.text(param.name), *param);
    }
    let text = |is_blank: bool| {
        let mut text = String::new();
        for (name, param) in &fields {
            text.push_str(name);
            text.push_str(&plain(request.text(param.value), is_blank));
        }
        md5(&(text + salt))
    };
    let is_masked = fields
        .values()
        .any(|param| placeholder::whole(&plain(request.text(param.value), true)).is_some());
    let sent = request.text(sent.value);
    // A plus sign is a blank in a form, but not where a program shows the form decoded.
    compared(name, sent, is_masked, &[text(true), text(false)])
}

/// What MIUI's programs compute of a form for the field `s`: MD5 of the Base64 of all other fields, in the
/// order of their names, and a salt that they share.
pub(super) fn of_miui(request: &Request) -> String {
    const SALT: &str = "8007236f-a2d6-4847-ac83-c49395ad6d65";
    let mut fields: BTreeMap<&str, String> = BTreeMap::new();
    for param in request.fields() {
        let value = plain(request.text(param.value), false);
        fields.insert(request.text(param.name), value);
    }
    fields.remove("s");
    let mut text = String::new();
    for (name, value) in fields {
        for piece in [name, "=", &value, "&"] {
            text.push_str(piece);
        }
    }
    text.push_str(SALT);
    md5(&base64::encode(text.as_bytes())).to_ascii_uppercase()
}

/// The outcome of a signature that must be one of these texts, letters of either case; none where
/// it was left out.
pub(super) fn compared(
    name: &'static str,
    sent: &str,
    is_masked: bool,
    computed: &[String],
) -> Option<Check<'static>> {
    if sent.is_empty() {
        return None;
    }
    let fits = |text: &&String| text.eq_ignore_ascii_case(sent);
    let found = computed.iter().find(fits);
    let status = match (is_masked, found) {
        (_, Some(_)) => CheckStatus::Pass,
        (true, None) => CheckStatus::Unverifiable,
        (false, None) => CheckStatus::Fail,
    };
    let actual = found.or(computed.first()).filter(|_| !is_masked);
    Some(Check {
        name,
        status,
        expected: Some(sent.chars().take(SHOWN).collect::<String>().into()),
        actual: actual.map(|text| text.clone().into()),
    })
}

/// Whether a signature fits.
pub(super) fn fits(check: Option<&Check>) -> bool {
    check.is_some_and(|check| check.status == CheckStatus::Pass)
}

/// Notes the outcome of a signature, and says so where it does not fit.
pub(super) fn note(check: Option<Check<'static>>, decoder: &mut Decoder) {
    let Some(check) = check else {
        return;
    };
    // Of two that don't fit one is told.
    let is_told = decoder
        .checks
        .iter()
        .any(|check| check.status == CheckStatus::Fail);
    if check.status == CheckStatus::Fail && !is_told {
        decoder.diagnostics.push(diagnostic::crc_mismatch());
    }
    decoder.checks.push(check);
}
