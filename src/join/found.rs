//! Requests whose payloads are somewhere in a text.

use super::{PROBLEMS, Reading, is_other, is_told, read_one};
use crate::capture::{self, Item};
use crate::knowledge::pack;
use crate::limits::Budget;
use crate::progress::Progress;
use crate::protocol::{Decoded, Keys, UNKNOWN};
use crate::report::{Certainty, Diagnostic};
use crate::whole::is_whole;

/// What is searched.
#[derive(Clone, Copy)]
pub(super) enum Searched {
    Text,
    /// JSON of nobody's format, and its objects too.
    Json,
    /// So much of it that only the texts in it are looked at.
    LongJson,
}

/// Hands over the requests whose payloads are in a text, and says what is wrong with them; none where
/// there are none.
pub(super) fn search(
    text: &[u8],
    place: Searched,
    pack: pack::Extra,
    keys: &Keys,
    budget: &mut Budget,
    progress: &mut Progress,
    take: &mut dyn FnMut(Reading),
) -> Option<Vec<Diagnostic<'static>>> {
    if !is_whole() {
        budget.note_needs_whole();
        return None;
    }
    let mut is_found = false;
    let mut problems: Vec<Diagnostic> = Vec::new();
    let is_long = matches!(place, Searched::LongJson);
    capture::search::search(text, is_long, &mut |item, is_certain| {
        let request = match item {
            Item::Request(request) => request,
            Item::Problem(problem) => {
                if !is_told(&problems, &problem) && problems.len() < PROBLEMS {
                    problems.push(problem);
                }
                return false;
            }
            Item::Text(..) | Item::Hosts(_) => return false,
        };
        let before = budget.clone();
        let reading = read_one(
            request,
            &capture::search::KIND,
            pack,
            keys,
            budget,
            progress,
        );
        let Decoded { protocol, .. } = &reading.decoded;
        // A form with a name that is common is no encrypted one of a sender.
        let is_encrypted =
            || reading.decoded.encryption().is_some() && protocol.certainty > Certainty::Possible;
        let is_one = match is_certain {
            true => !is_other(&reading),
            false => {
                // That something is beside a known address makes it no event yet.
                let annotated = reading.annotated.as_ref();
                let has_events = annotated.is_some_and(|one| {
                    one.counts.explained > 0 || protocol.certainty == Certainty::Certain
                });
                let fits = !matches!(place, Searched::Json) || says_its_type(&reading);
                protocol.id != UNKNOWN && fits && (has_events || is_encrypted())
            }
        };
        match is_one && !budget.is_spent() {
            true => {
                is_found = true;
                take(reading);
            }
            false => *budget = before,
        }
        is_one
    });
    is_found.then_some(problems)
}

/// Whether a record says what type it is of, as those of Sensors Analytics do. Objects of any JSON can have the
/// other names, and of those nothing may be lost.
fn says_its_type(reading: &Reading) -> bool {
    let (Some(document), Some(annotated)) = (reading.decoded.document(), &reading.annotated) else {
        return false;
    };
    let mut types = annotated.events.iter();
    types.any(|info| {
        let node = info.kind.and_then(|node| document.node(node as usize));
        let own = node
            .and_then(|node| document.string(node.value))
            .unwrap_or_default();
        let kinds = ["track", "profile_", "item_"];
        kinds.iter().any(|kind| own.starts_with(kind))
    })
}
