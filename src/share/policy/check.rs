//! What the gate finds in something that is to leave, as the reason why it does not.

use std::ops::Range;

use super::write::string_of;
use super::{LEAKS, Redacted};
use crate::report::{Encoding, Leak};
use crate::share::Refusal;
use crate::share::gate::{self, Scan, Secrets};

/// Lets nothing leave in which a masked value still stands: neither what was let through nor
/// `pieces`, all that is written from the capture. By another way than the one that masked: the text
/// itself, through all its layers.
///
/// # Errors
///
/// Where one does, with its places, and where the text could not be looked through.
#[inline(never)]
pub(crate) fn check(redacted: &Redacted, pieces: &[u8]) -> Result<(), Refusal> {
    if !redacted.leaks.is_empty() {
        return Err(Refusal::Leaks(redacted.leaks.clone()));
    }
    let looked = redacted.secrets.look(pieces);
    redacted.refuse(looked, &|found| {
        let (before, behind) = pieces.split_at_checked(found.start).unwrap_or_default();
        let start = before.iter().rposition(|byte| *byte == gate::END);
        let end = behind.iter().position(|byte| *byte == gate::END);
        let end = found.start + end.unwrap_or(behind.len());
        let piece = pieces.get(start.map_or(0, |start| start + 1)..end);
        let piece = String::from_utf8_lossy(piece.unwrap_or_default());
        let mut outputs = redacted.outputs.iter().filter(|output| output.count > 0);
        let output = outputs.find(|output| {
            let after = output.after.as_deref().unwrap_or_default();
            after.trim_matches('"') == piece || string_of(after).as_deref() == Some(&*piece)
        });
        output.map_or_else(String::new, |output| output.at.clone())
    })
}

/// Lets no text leave that somebody wrote beside the capture and in which a masked value stands.
///
/// # Errors
///
/// As for [`check`].
pub(crate) fn check_caption(redacted: &Redacted, typed: &str) -> Result<(), Refusal> {
    let looked = redacted.secrets.look(typed.as_bytes());
    redacted.refuse(looked, &|_| CAPTION.to_owned())
}

/// Lets no file leave in which a masked identifier stands. It is made of what [`check`] let through and
/// of words of ours, and by these words no text can be told from one that was masked; what nobody
/// writes by chance is looked for once more, lest the file was made of something else. `own` is what
/// stands in the file whatever was captured.
///
/// # Errors
///
/// As for [`check`].
pub(crate) fn check_file(redacted: &mut Redacted, file: &[u8], own: &str) -> Result<(), Refusal> {
    redacted.secrets.only_identifiers(own);
    let looked = redacted.secrets.look(file);
    redacted.refuse(looked, &|_| String::new())
}

/// Where a leak is that stands in a text written beside the capture.
pub(crate) const CAPTION: &str = "caption";

impl Redacted {
    /// What came of looking through something that is to leave; `place` says where something was
    /// found, as [`super::Output::at`] does.
    #[inline(never)]
    fn refuse(&self, looked: Scan, place: &dyn Fn(&Range<usize>) -> String) -> Result<(), Refusal> {
        if !looked.is_complete {
            return Err(Refusal::Unchecked);
        }
        let found = looked.found.iter().take(LEAKS);
        let leaks: Vec<Leak> = found
            .map(|found| {
                let placeholder = self.placeholders.get(found.index).cloned();
                leak(
                    place(&found.range),
                    placeholder,
                    found.encoding,
                    &self.secrets,
                )
            })
            .collect();
        match leaks.is_empty() {
            true => Ok(()),
            false => Err(Refusal::Leaks(leaks)),
        }
    }
}

/// A leak at a place as [`super::Output::at`] has it.
pub(super) fn leak(
    path: String,
    placeholder: Option<String>,
    encoding: Encoding,
    secrets: &Secrets,
) -> Leak {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let inner = match path.split_once('.') {
        Some((request, inner)) if is_number(request) => inner,
        _ => &path,
    };
    let (first, rest) = inner.split_once('.').unwrap_or((inner, ""));
    let event: Option<usize> = first.parse().ok();
    let field = event.map_or(inner, |_| rest);
    // A name can be a masked value itself.
    let is_shown = secrets.find(field.as_bytes()).is_empty();
    Leak {
        field: field
            .get(..if is_shown { field.len() } else { 0 })
            .unwrap_or_default()
            .to_owned(),
        event: event.map(|event| event + 1),
        placeholder: placeholder.unwrap_or_default(),
        path,
        encoding,
    }
}
