//! What was found in the values of an event, as the report tells it.

use crate::annotate::{Annotated, level_of_id};
use crate::detect::{self, Guess, Match};
use crate::join::Reading;
use crate::json;
use crate::report::{Certainty, Detection, Field};
use crate::text::values;

/// Findings that are told of one value; an address with twenty parameters has fewer.
const TOLD: usize = 32;

/// Everything that was found in a value. That it consists of words is worth telling only where
/// nothing else is known.
pub(crate) fn detections(name: &str, text: &str, is_explained: bool) -> Vec<Detection<'static>> {
    let mut list: Vec<Detection> = Vec::new();
    detect::search(name, text, &mut |found| {
        let detection = detection(found, text);
        if is_explained && detection.kind == "free-text" {
            return;
        }
        let told = list.len();
        let known = list
            .iter_mut()
            .find(|known| known.kind == detection.kind && known.value == detection.value);
        match known {
            // Of two ways to the same part the one that names more steps says where it stands.
            Some(known)
                if (known.certainty, known.within.len())
                    < (detection.certainty, detection.within.len()) =>
            {
                *known = detection;
            }
            None if told < TOLD => list.push(detection),
            _ => {}
        }
    });
    list
}

#[inline(never)]
fn detection(found: &Match, text: &str) -> Detection<'static> {
    let guess = found.kind.guess(found.certainty, found.because);
    let reading = match found.note {
        Some(topic) => Some([": ", topic].concat()),
        None => detect::describe(found.kind, found.value),
    };
    let meaning = match reading {
        Some(reading) => [guess.meaning.trim_end_matches('.'), &reading, "."]
            .concat()
            .into(),
        None => guess.meaning.into(),
    };
    let steps = found.within.map(|step| step.path()).unwrap_or_default();
    Detection {
        kind: guess.kind,
        certainty: guess.certainty,
        label: guess.label,
        meaning,
        because: guess.because.into(),
        severity: severity(found, &guess),
        value: (found.value != text.trim()).then(|| found.value.to_owned().into()),
        within: steps.into_iter().map(Into::into).collect(),
        matches: None,
    }
}

/// How sensitive it is, on the scale of an event, of which an address has a level for the site alone and
/// one for the page.
fn severity(found: &Match, guess: &Guess) -> u8 {
    let content = match guess.content {
        3 if *found.kind == detect::URL => detect::told_by_address(found.value),
        content => content,
    };
    content.max(level_of_id(guess.identifiability))
}

/// Adds what only the whole capture tells: of which values others are made, and which number
/// stands out among random ones.
pub(super) fn compare(
    fields: &mut [Field],
    request: usize,
    readings: &[Reading],
    annotated: &Annotated,
) {
    for field in fields {
        let value = field.value.trim_matches('"');
        let is_number = (6..=12).contains(&value.len())
            && value.bytes().all(|byte| byte.is_ascii_digit())
            && !value.starts_with('0');
        if is_number && matches!(&*field.name, "distinct_id" | "login_id" | "ud") {
            let (certainty, because) = if annotated.has_random_distinct_id {
                (
                    Certainty::Likely,
                    "other records have a random number in this place",
                )
            } else {
                (Certainty::Possible, "it has as many digits as such numbers")
            };
            let guess = detect::ACCOUNT.guess(certainty, because);
            field.detected.push(Detection {
                kind: guess.kind,
                certainty,
                label: guess.label,
                meaning: guess.meaning.into(),
                because: because.into(),
                severity: level_of_id(guess.identifiability),
                value: None,
                within: Vec::new(),
                matches: None,
            });
        }
        for copy in &annotated.copies {
            let is_base64 = copy.algorithm == "Base64";
            let is_copy = |detection: &&mut Detection| {
                let found = detection.value.as_deref().unwrap_or(value);
                found == copy.text
                    && is_base64 == detection.within.iter().any(|step| step == "base64")
            };
            if let Some(detection) = field.detected.iter_mut().find(is_copy) {
                detection.certainty = Certainty::Certain;
                detection.severity = level_of_id(copy.identifiability);
                detection.meaning = if is_base64 {
                    values::BASE64_COPY.text
                } else {
                    values::MADE_FROM_OTHER.text
                }
                .into();
                detection.because = if is_base64 {
                    "decoded, it equals the other value".into()
                } else {
                    [
                        "computing “",
                        copy.algorithm,
                        "” of the other value, ",
                        copy.variant,
                        ", gives this one",
                    ]
                    .concat()
                    .into()
                };
                let request = copy.source_request.unwrap_or(request);
                detection.matches = path(request, readings, copy.source).map(Into::into);
                field.identifiability = field.identifiability.max(copy.identifiability);
                field.severity = field.severity.max(copy.identifiability);
            }
        }
    }
}

/// Where a node stands, as `request.event.path`.
fn path(request: usize, readings: &[Reading], (event, node): (u32, u32)) -> Option<String> {
    let reading = readings.get(request)?;
    let document = reading.decoded.document()?;
    let row = document.rows.get(event as usize)?;
    let path = json::path(document, row.node as usize, node as usize);
    Some(format!(
        "{request}.{}.{path}",
        reading.first_event + event as usize
    ))
}
