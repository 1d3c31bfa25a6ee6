//! What would leave, beside what stands in the capture.

use std::collections::BTreeMap;

use super::choice::Decision;
use super::names::Name;
use super::pass::is_credential;
use super::{Choice, Output, Redacted};
use crate::knowledge::Category;
use crate::report::{MaskAction, MaskChoice, Preview, PreviewName, PreviewRow, PreviewValue};
use crate::text::sharing;

/// Rows that are shown; a capture of an app's SDK has about a hundred different fields.
const ROWS: usize = 500;

/// Names that are shown.
const NAMES: usize = 500;

/// Values of a field that are shown.
const VALUES: usize = 20;

/// Characters of a value that are shown.
const SHOWN: usize = 200;

/// Risk from which a revealed value identifies somebody or says much about them.
pub(crate) const SEVERE: u8 = 3;

/// A link to a capture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    /// Characters of its payload, none where there can be none.
    pub(crate) length: Option<usize>,
    /// How many requests it holds, and how many the capture has.
    pub(crate) requests: usize,
    pub(crate) of: usize,
}

/// The preview of what was masked.
pub(crate) fn preview(redacted: &Redacted, choice: &Choice, link: Link) -> Preview {
    let mut rows: Vec<PreviewRow> = Vec::new();
    let mut by_path: BTreeMap<String, usize> = BTreeMap::new();
    let mut omitted = 0;
    let order = [true, false].into_iter().flat_map(|is_around| {
        redacted.outputs.iter().filter(move |output| {
            let field = redacted.fields.get(output.field);
            output.count > 0 && field.is_some_and(|field| field.is_around == is_around)
        })
    });
    for output in order {
        let Some(field) = redacted.fields.get(output.field) else {
            continue;
        };
        let index = match by_path.get(&field.path) {
            Some(&index) => index,
            None if rows.len() == ROWS => {
                omitted += 1;
                continue;
            }
            None => {
                by_path.insert(field.path.clone(), rows.len());
                let names = &redacted.names;
                let name = names.binary_search_by(|name| name.before.cmp(&field.name));
                rows.push(PreviewRow {
                    path: field.path.clone(),
                    name_after: name.ok().and_then(|name| names.get(name)?.masked.clone()),
                    label: output.label,
                    category: output.category.map(Category::id),
                    severity: 0,
                    risk: 0,
                    events: 0,
                    action: output.action,
                    choice: MaskChoice::Rule,
                    can_reveal: false,
                    values: Vec::new(),
                    more: 0,
                });
                rows.len() - 1
            }
        };
        if let Some(row) = rows.get_mut(index) {
            add(row, output);
        }
    }
    for field in &redacted.fields {
        let row = by_path.get(&field.path);
        if let Some(row) = row.and_then(|&row| rows.get_mut(row)) {
            row.events += field.events;
        }
    }
    let names = |is_kept: bool| {
        let names = redacted.names.iter();
        names.filter(move |name| name.masked.is_none() == is_kept)
    };
    Preview {
        mode: choice.stated_mode(),
        relative_times: !choice.exact_times,
        link: link.length,
        requests: link.requests,
        requests_total: link.of,
        warnings: warnings(&rows),
        rows,
        omitted,
        names: names(true)
            .chain(names(false))
            .take(NAMES)
            .map(shown)
            .collect(),
        names_kept: names(true).count(),
        names_omitted: redacted.names.len().saturating_sub(NAMES),
        leaks: redacted.leaks.clone(),
    }
}

fn add(row: &mut PreviewRow, output: &Output) {
    row.severity = row.severity.max(output.severity);
    row.risk = row.risk.max(output.risk);
    // Of different fates the one that tells most is told.
    row.action = row.action.min(output.action);
    row.can_reveal |= output.action != MaskAction::Dropped || !is_credential(output.category);
    match output.decision {
        Decision::Reveal => row.choice = MaskChoice::Revealed,
        Decision::Mask if row.choice == MaskChoice::Rule => row.choice = MaskChoice::Masked,
        _ => {}
    }
    let before = shortened(&output.before);
    let is_shortened = before != output.before;
    let after = output.after.as_deref().map(|after| {
        let text = super::string_of(after);
        shortened(text.as_deref().unwrap_or(after))
    });
    // The same value stands in several kinds of records.
    let mut known = row.values.iter_mut();
    if let Some(known) = known.find(|known| known.before == before && known.after == after) {
        known.count += output.count;
    } else if row.values.len() == VALUES {
        row.more += 1;
    } else {
        row.values.push(PreviewValue {
            before,
            after,
            shortened: is_shortened,
            count: output.count,
        });
    }
}

fn shown(name: &Name) -> PreviewName {
    let before = shortened(&name.before);
    PreviewName {
        shortened: before != name.before,
        before,
        after: shortened(name.masked.as_ref().unwrap_or(&name.before)),
        action: match name.masked {
            Some(_) => MaskAction::Masked,
            None => MaskAction::Kept,
        },
        choice: name.choice,
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "…"].concat(),
        None => text.to_owned(),
    }
}

/// What several revealed fields tell together.
fn warnings(rows: &[PreviewRow]) -> Vec<&'static str> {
    let revealed = |category: Category| {
        rows.iter().any(|row| {
            row.choice == MaskChoice::Revealed
                && row.action == MaskAction::Kept
                && row.category == Some(category.id())
        })
    };
    let mut warnings = Vec::new();
    if revealed(Category::DeviceProfile)
        && (revealed(Category::NetworkPlace) || revealed(Category::PreciseLocation))
    {
        warnings.push(sharing::FEW_PEOPLE.text);
    }
    if rows
        .iter()
        .any(|row| row.choice == MaskChoice::Revealed && row.risk >= SEVERE)
    {
        warnings.push(sharing::REVEALED.text);
    }
    warnings
}
