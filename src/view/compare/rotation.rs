//! Whether the random number of Xiaomi’s browsers changed, which was meant to last ninety days.
//!
//! An analysis of May 2020 found that every use prolongs it. Two captures can show that.

use super::{DAY, find};
use crate::report::{Change, IdentifierChange, Rotation};
use crate::text::comparison as text;
use crate::text::message::Argument;

pub(super) const NINETY_DAYS: u64 = 90 * DAY;

/// The number, in either capture.
fn is_browser_id(identifier: &IdentifierChange) -> bool {
    identifier.names.iter().any(|name| name == "uuid")
}

/// What happened to the number, `gap` milliseconds apart.
#[inline(never)]
pub(super) fn rotation(gap: u64, identifiers: &[IdentifierChange]) -> Option<Rotation> {
    let has_stayed = find(identifiers, Change::Stayed, is_browser_id).is_some();
    if !has_stayed {
        find(identifiers, Change::Changed, is_browser_id)?;
        // On another phone it is another number from the start.
        let is_phone = |identifier: &IdentifierChange| !is_browser_id(identifier);
        find(identifiers, Change::Stayed, is_phone)?;
    }
    let sentence = match (has_stayed, gap > NINETY_DAYS) {
        (true, true) => &text::PROLONGED,
        (true, false) => return None,
        (false, true) => &text::RENEWED,
        (false, false) => &text::RENEWED_EARLY,
    };
    let days = (gap / DAY) as usize;
    let said = sentence.filled(&[("days", Argument::Number(days))]);
    Some(Rotation {
        happened: !has_stayed,
        text: said.text.into(),
        basis: sentence.basis,
        sources: sentence.sources.to_vec(),
    })
}

/// Whether captures within ninety days cannot show it.
pub(super) fn too_early(identifiers: &[IdentifierChange]) -> bool {
    find(identifiers, Change::Stayed, is_browser_id).is_some()
}
