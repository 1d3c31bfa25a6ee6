//! Whether the random number of Xiaomi’s browsers changed, which was meant to last ninety days.
//!
//! An analysis of May 2020 found that every use prolongs it. Two captures can show that.

use super::{DAY, find};
use crate::report::{Basis, Change, IdentifierChange, Rotation};

pub(super) const NINETY_DAYS: u64 = 90 * DAY;

/// The number, in either capture.
fn is_browser_id(identifier: &IdentifierChange) -> bool {
    identifier.names.iter().any(|name| name == "uuid")
}

/// What became of the number, `gap` milliseconds apart.
#[inline(never)]
pub(super) fn rotation(gap: u64, identifiers: &[IdentifierChange]) -> Option<Rotation> {
    let days = gap / DAY;
    let (happened, text) = if find(identifiers, Change::Stayed, is_browser_id).is_some() {
        if gap <= NINETY_DAYS {
            return None;
        }
        (
            false,
            format!(
                "The random number of the browser is the same after {days} days. It was meant to change after ninety. An analysis of May 2020 found that every use prolongs it."
            ),
        )
    } else {
        find(identifiers, Change::Changed, is_browser_id)?;
        // On another phone it is another number from the start.
        let is_phone = |identifier: &IdentifierChange| !is_browser_id(identifier);
        find(identifiers, Change::Stayed, is_phone)?;
        (
            true,
            if gap > NINETY_DAYS {
                format!(
                    "The random number of the browser changed within {days} days. Ninety days without use can be the reason, or clearing the app’s data, or installing it again."
                )
            } else {
                "The random number of the browser changed within ninety days. Clearing the app’s data or installing it again does that. So does the end of its ninety days, if they began before.".to_owned()
            },
        )
    };
    Some(Rotation {
        happened,
        text: text.into(),
        basis: Basis::Inferred,
        sources: vec!["palant-2020-05-04", "palant-2020-05-08"],
    })
}

/// What captures within ninety days cannot show.
pub(super) fn too_early(identifiers: &[IdentifierChange]) -> Option<&'static str> {
    find(identifiers, Change::Stayed, is_browser_id)?;
    Some(
        "Whether the random number of the browser changes after ninety days, only captures further apart can show.",
    )
}
