//! A capture with its values masked: what may be passed on of it.
//!
//! Every value is judged as the report judges it, and the share rule of its entry decides. What has
//! no entry is masked. A value that is masked anywhere is masked wherever it stands, also inside
//! what would be kept, unless somebody let that through; then it is a leak, and nothing leaves.
//! Prose is never rewritten: the masked capture is read again as if it had been pasted.

mod choice;
mod numbering;
mod preview;
mod reduce;

use std::collections::BTreeMap;

use crate::annotate;
use crate::detect;
use crate::display;
use crate::insight::Part;
use crate::json::{self, Document, Key, Row, Top, Value};
use crate::knowledge::{self, Category, FieldEntry, Place, Share, pack};
use crate::layer;
use crate::leak::{self, Secrets};
use crate::report::{Codec, Leak, MaskAction, MaskMode, Masking, TokenCount};
use crate::token;

pub(crate) use choice::Choice;
pub(crate) use numbering::label_of;
pub(crate) use preview::preview;

use choice::Said;
use numbering::Numbering;

/// Layers of text inside values that are opened to mask what lies in them; deeper ones are masked
/// as a whole.
const ROUNDS: usize = 4;

/// Rounds in which values that hold masked ones are masked too; each may find more. What is left
/// after the last one is a leak.
const CLOSURES: usize = 8;

/// A field that stands around the events, whose name leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Around {
    /// `query.project`
    pub(crate) path: String,
    /// Empty where the value is dropped.
    pub(crate) text: String,
}

/// What is left of a capture.
#[derive(Debug, Default)]
pub(crate) struct Redacted {
    /// The records, where there are any.
    pub(crate) text: Option<String>,
    pub(crate) around: Vec<Around>,
    pub(crate) host: Option<String>,
    /// The path of the address, from its first slash.
    pub(crate) path: String,
    /// What must not stand in anything that leaves.
    pub(crate) secrets: Secrets,
    /// What stands for each of those, by its index.
    pub(crate) tokens: Vec<String>,
    /// What is let through although it holds something that is masked elsewhere.
    pub(crate) leaks: Vec<Leak>,
    fields: Vec<Field>,
    outputs: Vec<Output>,
}

/// One field of the records or around them.
#[derive(Debug)]
struct Field {
    /// With `list[]` for the elements of a list.
    path: String,
    name: String,
    place: Option<Place>,
    /// The name of the record that it belongs to.
    event: String,
    /// Whether it stands around the events.
    is_around: bool,
    /// How many events have it.
    events: usize,
    last_event: usize,
}

/// One value of a field and what becomes of it.
#[derive(Debug)]
struct Output {
    field: usize,
    /// The content of a string, the text of any other value.
    before: String,
    /// Exact JSON text, none where it is dropped.
    after: Option<String>,
    action: MaskAction,
    said: Said,
    count: usize,
    /// Where it first stood, as the report writes it.
    at: String,
    /// What a placeholder would call it.
    word: &'static str,
    category: Option<Category>,
    severity: u8,
    label: Option<&'static str>,
}

/// Masks a request by the rules and by what somebody chose.
pub(crate) fn redact(part: &Part, choice: &Choice) -> Redacted {
    let document = part.decoded.document.as_ref();
    let mut pass = Pass::new(part, choice);
    let mut plans = Vec::new();
    if let (Some(document), Some(annotated)) = (document, &part.annotated) {
        for (index, row) in document.rows.iter().enumerate() {
            let event = part.first_event + index;
            let name = annotated
                .events
                .get(index)
                .and_then(|info| crate::insight::title::name(document, info));
            let plan = pass.plan(
                document,
                row,
                annotated.place,
                name.unwrap_or_default(),
                event,
            );
            plans.push(plan);
        }
    }
    let around = pass.around();
    let host = part.decoded.host.as_deref().map(|host| pass.host(host));
    let path = pass.address_path();
    let mut names = document.map(Names::new).unwrap_or_default();
    let secrets = pass.close(&mut names);
    let text = document
        .filter(|_| part.annotated.is_some())
        .map(|document| {
            let mut text = String::new();
            let separator = match document.top {
                Top::Array => {
                    text.push('[');
                    ','
                }
                _ => '\n',
            };
            for (index, (row, plan)) in document.rows.iter().zip(&plans).enumerate() {
                if index > 0 {
                    text.push(separator);
                }
                write(document, row, plan, &pass.outputs, &names, &mut text);
            }
            if document.top == Top::Array {
                text.push(']');
            }
            text
        });
    let around = around
        .into_iter()
        .filter_map(|(field, output)| {
            let field = pass.fields.get(field)?;
            let after = pass.outputs.get(output)?.after.as_deref();
            let is_shown = is_public_name(&field.name)
                || reduce::is_ordinary_name(&field.name)
                    && secrets.find(field.name.as_bytes()).is_empty();
            is_shown.then(|| Around {
                path: field.path.clone(),
                text: after.and_then(string_of).unwrap_or_default(),
            })
        })
        .collect();
    let leaks = pass.leaks(&secrets);
    Redacted {
        text,
        around,
        host,
        path,
        tokens: pass
            .numbering
            .masked
            .iter()
            .map(|masked| masked.token.clone())
            .collect(),
        secrets,
        leaks,
        fields: pass.fields,
        outputs: pass.outputs,
    }
}

/// The nodes of a row that hold values, and the index of what becomes of each.
type Plan = Vec<(u32, u32)>;

/// The decisions, as they are made.
struct Pass<'p> {
    part: &'p Part,
    choice: &'p Choice,
    numbering: Numbering,
    /// The moment that times are counted from, where there is one.
    first: Option<u64>,
    fields: Vec<Field>,
    by_path: BTreeMap<String, usize>,
    outputs: Vec<Output>,
    /// By the index of the field and the exact text.
    by_value: BTreeMap<String, usize>,
}

impl<'p> Pass<'p> {
    fn new(part: &'p Part, choice: &'p Choice) -> Pass<'p> {
        let document = part.decoded.document.as_ref();
        let taken = document.map_or("", |document| &document.text);
        let period = part
            .annotated
            .as_ref()
            .and_then(|annotated| annotated.period);
        Pass {
            part,
            choice,
            numbering: Numbering::new(
                part.annotated.as_ref(),
                taken,
                choice.mode == MaskMode::Structure,
            ),
            first: period.map(|period| period.first),
            fields: Vec::new(),
            by_path: BTreeMap::new(),
            outputs: Vec::new(),
            by_value: BTreeMap::new(),
        }
    }

    /// Decides on every value of a record.
    fn plan(
        &mut self,
        document: &Document,
        row: &Row,
        top: Option<Place>,
        event: &str,
        index: usize,
    ) -> Plan {
        let mut plan = Vec::new();
        annotate::walk(document, row, top, event, &mut |leaf| {
            let lexeme = document.text.get(leaf.range.clone()).unwrap_or_default();
            let text = document.string(leaf.value);
            let path = if leaf.path.is_empty() {
                "value"
            } else {
                leaf.path
            };
            let field = self.field(&folded(path), leaf.known_as, leaf.place, leaf.event, false);
            if let Some(field) = self.fields.get_mut(field)
                && (field.events == 0 || field.last_event != index)
            {
                field.events += 1;
                field.last_event = index;
            }
            let at = || format!("0.{index}.{path}");
            let output = self.output(field, lexeme, text, leaf.value, &at);
            plan.push((leaf.index as u32, output as u32));
            true
        });
        plan
    }

    /// Decides on what stands around the events: field and output of each.
    fn around(&mut self) -> Vec<(usize, usize)> {
        let part = self.part;
        let holder = holder(part);
        let mut around = Vec::new();
        for (index, field) in part.decoded.envelope.iter().enumerate() {
            let name = field.path.get(field.name..).unwrap_or_default();
            // Pseudo headers say again what the address says, and locked texts are the raw body.
            if Some(index) == holder
                || name.starts_with(':')
                || field.path.starts_with("locked.")
                || name == "host" && field.path.starts_with("header.")
            {
                continue;
            }
            let known_as = if field.path.starts_with("cookie.") {
                "cookie"
            } else {
                name
            };
            let path = field.path.clone();
            let place = Some(field.place);
            let place_index = self.field(&path, known_as, place, "", true);
            if let Some(own) = self.fields.get_mut(place_index) {
                own.name = name.to_owned();
            }
            let lexeme = serde_json::to_string(&field.text).unwrap_or_default();
            let at = || format!("0.{path}");
            let value = Value::Borrowed(0, 0);
            let output = self.output(place_index, &lexeme, Some(&field.text), value, &at);
            around.push((place_index, output));
        }
        around
    }

    fn field(
        &mut self,
        path: &str,
        name: &str,
        place: Option<Place>,
        event: &str,
        is_around: bool,
    ) -> usize {
        // The same name means other things in other records.
        let key = format!("{path}\n{event}");
        if let Some(&known) = self.by_path.get(&key) {
            return known;
        }
        let index = self.fields.len();
        self.by_path.insert(key, index);
        self.fields.push(Field {
            path: path.to_owned(),
            name: name.to_owned(),
            place,
            event: event.to_owned(),
            is_around,
            events: 0,
            last_event: 0,
        });
        index
    }

    /// What becomes of a value; the same for the same value of the same field.
    fn output(
        &mut self,
        field: usize,
        lexeme: &str,
        text: Option<&str>,
        value: Value,
        at: &dyn Fn() -> String,
    ) -> usize {
        let key = format!("{field} {lexeme}");
        if let Some(&known) = self.by_value.get(&key) {
            if let Some(output) = self.outputs.get_mut(known) {
                output.count += 1;
            }
            return known;
        }
        let own = match self.fields.get(field) {
            Some(own) => (
                own.path.clone(),
                own.name.clone(),
                own.event.clone(),
                own.place,
            ),
            None => Default::default(),
        };
        let (path, name, event, place) = own;
        let site = Site {
            path: &path,
            name: &name,
            event: &event,
            place,
            rounds: ROUNDS,
        };
        let decided = self.decide(&site, lexeme, text, value);
        let index = self.outputs.len();
        self.by_value.insert(key, index);
        self.outputs.push(Output {
            field,
            before: text.unwrap_or(lexeme).to_owned(),
            after: decided.after,
            action: decided.action,
            said: decided.said,
            count: 1,
            at: at(),
            word: decided.word,
            category: decided.category,
            severity: decided.severity,
            label: decided.label,
        });
        index
    }

    fn decide(&mut self, site: &Site, lexeme: &str, text: Option<&str>, value: Value) -> Decided {
        let number = match value {
            Value::Unsigned(number) => Some(number.get()),
            _ => None,
        };
        let judged = text.or(match value {
            Value::Number => Some(lexeme),
            _ => None,
        });
        // A pack may come from a stranger: of what it says only that a value is to be dropped counts
        // here, as that takes more out.
        let pack = self.part.pack;
        let judgement = annotate::judge(
            pack.without_pack(),
            site.place,
            site.event,
            site.name,
            judged,
            number,
        );
        let content = text.unwrap_or(lexeme);
        let category = judgement.category.map_or("unknown", Category::id);
        let rule = match judgement.entry {
            Some(entry) => Some(entry.share),
            None => pack::drops(pack, site.place, site.event, site.name).then_some(Share::Drop),
        };
        let word = match rule {
            Some(Share::KeepIfKnown) if is_event_name(judgement.entry) => "event",
            _ => numbering::word(&judgement),
        };
        let mut decided = Decided {
            after: Some(lexeme.to_owned()),
            action: MaskAction::Kept,
            said: self.choice.says(site.path, category, content),
            word,
            category: judgement.category,
            severity: judgement.severity(),
            label: judgement.entry.map(|entry| entry.label),
        };
        let is_nothing = matches!(value, Value::Null | Value::Object(_) | Value::Array(_))
            || detect::is_placeholder(content)
            || token::whole(content).is_some();
        let is_credential = rule == Some(Share::Drop)
            && matches!(
                judgement.category,
                Some(Category::Secret | Category::Transport)
            );
        if is_nothing {
            return decided;
        }
        if rule == Some(Share::Drop) && (is_credential || decided.said != Said::Reveal) {
            // A word that was to be dropped tells nothing, but a number, a place or an identifier does.
            let is_telling = judgement.entry.is_none() || judgement.severity() > 0;
            if is_telling || text.is_some_and(leak::holds_identifier) {
                self.numbering.note(content, "");
                text.and_then(|text| self.inside(site, text));
            }
            decided.after = None;
            decided.action = MaskAction::Dropped;
            return decided;
        }
        if decided.said == Said::Reveal {
            return decided;
        }
        let quote = |text: &str| match text.starts_with('"') || lexeme.starts_with('"') {
            true => serde_json::to_string(text).unwrap_or_default(),
            false => text.to_owned(),
        };
        let is_open = decided.said == Said::Nothing;
        let is_structure = self.choice.mode == MaskMode::Structure;
        let reduced = match rule.filter(|_| is_open) {
            Some(Share::Keep) if self.is_kept(site, value, content) => return decided,
            Some(Share::KeepIfKnown) if Self::is_known(content) => return decided,
            _ if is_structure => None,
            Some(Share::Major) => reduce::major(content).map(quote),
            Some(Share::Base) => reduce::language(content).map(quote),
            Some(Share::Round) => reduce::round(content).map(|text| quote(&text)),
            Some(Share::Relative) => {
                let is_counted = self.part.is_relative && content.parse::<i64>().is_ok();
                if is_counted || self.choice.exact_times && reduce::is_moment(content) {
                    return decided;
                }
                let time = self.first.and_then(|first| reduce::time(content, first));
                time.map(|text| quote(&text))
            }
            Some(Share::Url) => self.address(content).map(|text| quote(&text)),
            _ => None,
        };
        if reduced.as_deref() == Some(lexeme) {
            return decided;
        }
        if let Some(reduced) = reduced {
            self.numbering.note(content, "");
            decided.after = Some(reduced);
            decided.action = MaskAction::Reduced;
            return decided;
        }
        decided.action = MaskAction::Masked;
        // What is masked as a whole holds values too, which may stand elsewhere by themselves.
        let inside = text.and_then(|text| self.inside(site, text));
        let masked = match inside.filter(|_| !is_structure && is_open) {
            Some(inside) => {
                if inside == content {
                    decided.action = MaskAction::Kept;
                } else {
                    self.numbering.note(content, "");
                }
                inside
            }
            None => self.numbering.token(word, content),
        };
        decided.after = serde_json::to_string(&masked).ok();
        decided
    }

    /// Whether a value that may be kept by its name is one of those that such fields have.
    fn is_kept(&self, site: &Site, value: Value, content: &str) -> bool {
        match value {
            Value::Bool(_) => true,
            _ => reduce::is_ordinary(site.name, content),
        }
    }

    /// Whether a value is one that everybody can know: a public name of an event, an app of the
    /// system, a search engine.
    fn is_known(content: &str) -> bool {
        knowledge::event(content).is_some()
            || knowledge::FIELDS.iter().any(|entry| entry.event == content)
            || reduce::is_system_package(content)
            || detect::text("", content).is_some_and(|guess| guess.kind == "search-engine")
    }

    fn address(&mut self, text: &str) -> Option<String> {
        let numbering = &mut self.numbering;
        reduce::address(text, &mut |word, value| numbering.token(word, value))
    }

    /// A text whose inside can be masked value by value: JSON, the same in Base64, an address.
    fn inside(&mut self, site: &Site, text: &str) -> Option<String> {
        let trimmed = text.trim();
        if site.rounds == 0 {
            return None;
        }
        if matches!(trimmed.as_bytes(), [b'{' | b'[', ..]) {
            return self.json_inside(site, trimmed);
        }
        if let Some(address) = self.address(trimmed) {
            return Some(address);
        }
        let inner = display::base64_text(trimmed).filter(|inner| inner.starts_with(['{', '[']))?;
        let masked = self.json_inside(site, &inner)?;
        Some(layer::base64::encode(masked.as_bytes()))
    }

    fn json_inside(&mut self, site: &Site, text: &str) -> Option<String> {
        let (document, diagnostics) = json::read_plain(text);
        let row = document.rows.first()?;
        let is_whole = diagnostics.iter().next().is_none()
            && matches!(document.node(0)?.value, Value::Object(_) | Value::Array(_))
            && document.rows.len() == 1
            && document.top == Top::One
            || document.top == Top::Array && diagnostics.iter().next().is_none();
        if !is_whole || row.node != 0 && document.top == Top::One {
            return None;
        }
        let top = annotate::place_of_children(site.place, 1, site.name, site.event);
        let names = Names::new(&document);
        let mut masked = String::new();
        let is_list = document.top == Top::Array;
        if is_list {
            masked.push('[');
        }
        for (index, row) in document.rows.iter().enumerate() {
            if index > 0 {
                masked.push(',');
            }
            let mut outputs: Vec<Output> = Vec::new();
            let mut plan = Vec::new();
            annotate::walk(&document, row, top, site.event, &mut |leaf| {
                let lexeme = document.text.get(leaf.range.clone()).unwrap_or_default();
                let inner = Site {
                    path: &format!("{}.{}", site.path, folded(leaf.path)),
                    name: leaf.known_as,
                    event: site.event,
                    place: leaf.place,
                    rounds: site.rounds - 1,
                };
                let decided = self.decide(&inner, lexeme, document.string(leaf.value), leaf.value);
                plan.push((leaf.index as u32, outputs.len() as u32));
                outputs.push(Output {
                    field: 0,
                    before: String::new(),
                    after: decided.after,
                    action: decided.action,
                    said: decided.said,
                    count: 1,
                    at: String::new(),
                    word: decided.word,
                    category: None,
                    severity: 0,
                    label: None,
                });
                true
            });
            let mut names = names.clone();
            names.mask(&mut self.numbering, None);
            write(&document, row, &plan, &outputs, &names, &mut masked);
        }
        if is_list {
            masked.push(']');
        }
        Some(masked)
    }

    /// The host, where it is known whose it is; any other could be somebody's own.
    fn host(&mut self, host: &str) -> String {
        let ordinary = |label: &str| label.len() <= 12 && !label.contains("xn--");
        let is_known = match knowledge::host(host) {
            Some((_, crate::report::Certainty::Certain)) => true,
            Some(_) => host.split('.').all(ordinary),
            None => host.ends_with(".masked.invalid"),
        };
        if is_known {
            return host.to_ascii_lowercase();
        }
        let token = self.numbering.token("host", host);
        let number = token::whole(&token).map_or(1, |token| token.number.max(1));
        format!("host-{number}.masked.invalid")
    }

    /// The path of the address, of which only what senders' addresses are known to have is left.
    fn address_path(&mut self) -> String {
        let url = self.part.decoded.url.as_deref().unwrap_or_default();
        let path = crate::capture::url_parts(url).map_or("", |(_, path, _)| path);
        let mut kept = String::new();
        for segment in path.split('/').skip(1).take(16) {
            kept.push('/');
            if segment.is_empty() || SEGMENTS.contains(&segment) {
                kept.push_str(segment);
            } else {
                self.numbering.note(segment, "");
                kept.push_str(MASKED_SEGMENT);
            }
        }
        kept
    }

    /// Masks what holds something that is masked elsewhere, until nothing does any more. What
    /// somebody let through stays.
    fn close(&mut self, names: &mut Names) -> Secrets {
        names.mask(&mut self.numbering, None);
        let mut secrets = Secrets::new();
        secrets.excuse(&reduce::COMMON_SITES.join("\n"));
        let mut added = 0;
        for _ in 0..CLOSURES {
            for (index, masked) in self.numbering.masked.iter().enumerate().skip(added) {
                secrets.add(&masked.text, index);
            }
            added = self.numbering.masked.len();
            for index in 0..self.outputs.len() {
                let Some(output) = self.outputs.get(index) else {
                    break;
                };
                let Some(after) = &output.after else {
                    continue;
                };
                if output.said == Said::Reveal || secrets.find(after.as_bytes()).is_empty() {
                    continue;
                }
                let token = self.numbering.token(output.word, &output.before);
                if let Some(output) = self.outputs.get_mut(index) {
                    output.after = serde_json::to_string(&token).ok();
                    output.action = MaskAction::Masked;
                }
            }
            names.mask(&mut self.numbering, Some(&secrets));
            if self.numbering.masked.len() == added {
                break;
            }
        }
        secrets
    }

    /// What was let through although it holds something that is masked elsewhere.
    fn leaks(&self, secrets: &Secrets) -> Vec<Leak> {
        let mut leaks = Vec::new();
        for output in &self.outputs {
            let Some(after) = &output.after else {
                continue;
            };
            for found in secrets.find(after.as_bytes()) {
                let masked = self.numbering.masked.get(found.index);
                leaks.push(Leak {
                    path: output.at.clone(),
                    token: masked.map_or_else(String::new, |masked| masked.token.clone()),
                    form: found.form,
                });
            }
            if leaks.len() >= LEAKS {
                break;
            }
        }
        leaks
    }
}

/// Why something may not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// Masked values would leave with it.
    Leaks(Vec<Leak>),
    /// It could not be looked through.
    Unchecked,
}

/// Lets nothing leave in which a masked value still stands. `own` is what stands in every file of
/// the format, empty for a text that is nothing but the capture.
///
/// # Errors
///
/// Where one does, with its places, and where the bytes could not be looked through.
pub(crate) fn gate(redacted: &mut Redacted, leaving: &[u8], own: &str) -> Result<(), Held> {
    if !redacted.leaks.is_empty() {
        return Err(Held::Leaks(redacted.leaks.clone()));
    }
    redacted.secrets.excuse(own);
    // By another way than the one that masked: the bytes themselves, through all their layers.
    let looked = redacted.secrets.look(leaving, own.is_empty());
    if !looked.is_complete {
        return Err(Held::Unchecked);
    }
    let leaks: Vec<Leak> = looked
        .found
        .iter()
        .take(LEAKS)
        .map(|found| Leak {
            path: format!("byte {}", found.range.start),
            token: redacted
                .tokens
                .get(found.index)
                .cloned()
                .unwrap_or_default(),
            form: found.form,
        })
        .collect();
    match leaks.is_empty() {
        true => Ok(()),
        false => Err(Held::Leaks(leaks)),
    }
}

/// What a masked capture says of itself, and the placeholders that stand in it.
pub(crate) fn masking(
    mode: MaskMode,
    relative_times: bool,
    generator: &str,
    parts: &[Part],
) -> Masking {
    let mut tokens: Vec<TokenCount> = Vec::new();
    let mut seen = BTreeMap::new();
    for part in parts {
        let document = part.decoded.document.as_ref();
        let text = document.map_or("", |document| &document.text);
        let around = part
            .decoded
            .envelope
            .iter()
            .map(|field| field.text.as_str());
        for token in around.chain([text]).flat_map(token::all) {
            let known = tokens.iter().position(|known| known.word == token.word);
            let is_new = seen
                .insert(format!("{} {}", token.word, token.number), 0_usize)
                .is_none();
            if known.is_none() && tokens.len() < WORDS {
                tokens.push(TokenCount {
                    word: token.word.to_owned(),
                    label: label_of(token.word),
                    values: 0,
                    count: 0,
                });
            }
            let last = tokens.len().saturating_sub(1);
            if let Some(known) = tokens.get_mut(known.unwrap_or(last))
                && known.word == token.word
            {
                known.count += 1;
                known.values += usize::from(is_new);
            }
        }
    }
    Masking {
        mode,
        relative_times,
        generator: generator.chars().take(GENERATOR).collect(),
        tokens,
    }
}

/// Kinds of placeholders that are counted; there are about fifty.
const WORDS: usize = 200;

/// Characters of the name of a program that are told.
const GENERATOR: usize = 40;

/// Leaks that are told; one is enough to stop.
const LEAKS: usize = 100;

/// Where a value stands.
struct Site<'s> {
    path: &'s str,
    name: &'s str,
    event: &'s str,
    place: Option<Place>,
    /// Layers that may still be opened.
    rounds: usize,
}

/// What becomes of a value, and why.
struct Decided {
    after: Option<String>,
    action: MaskAction,
    said: Said,
    word: &'static str,
    category: Option<Category>,
    severity: u8,
    label: Option<&'static str>,
}

/// Segments of the addresses to which senders of known formats send.
const SEGMENTS: [&str; 24] = [
    "sa",
    "sa.gif",
    "debug",
    "app",
    "stat",
    "stat_info_p",
    "micrash",
    "mistats",
    "v",
    "v1",
    "v2",
    "v3",
    "v4",
    "pass",
    "register",
    "realtime_network",
    "track",
    "key_get",
    "tracks",
    "experiments",
    "post",
    "api",
    "token",
    MASKED_SEGMENT,
];

/// What stands for all other segments.
const MASKED_SEGMENT: &str = "masked";

/// Which of the fields around the events holds them.
pub(crate) fn holder(part: &Part) -> Option<usize> {
    let decoded = &part.decoded;
    let layers = decoded.layers.iter().zip(&decoded.trail.marks);
    let (_, mark) = layers
        .rev()
        .find(|(layer, mark)| layer.codec == Codec::Form && mark.steps == 0)?;
    decoded.envelope.iter().position(|field| {
        field
            .place_in_paste
            .as_ref()
            .is_some_and(|place| place.start == mark.range.start && !place.is_empty())
    })
}

fn is_event_name(entry: Option<&FieldEntry>) -> bool {
    entry.is_some_and(|entry| {
        matches!(
            (entry.place, entry.key),
            (Place::Event | Place::OneTrackHead, "event")
        )
    })
}

/// A path in which the elements of a list share one step.
fn folded(path: &str) -> String {
    let mut folded = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('[') {
        let (digits, behind) = after.split_once(']').unwrap_or((after, ""));
        folded.push_str(before);
        let is_index = digits.bytes().all(|digit| digit.is_ascii_digit());
        folded.push_str(if is_index { "[]" } else { "[" });
        rest = if is_index { behind } else { after };
    }
    folded.push_str(rest);
    folded
}

/// The content of a JSON string.
fn string_of(lexeme: &str) -> Option<String> {
    let inner = lexeme.strip_prefix('"')?.strip_suffix('"')?;
    Some(layer::escape::decode(inner))
}

/// What becomes of the names in a document.
#[derive(Clone, Debug, Default)]
struct Names {
    names: Vec<(Key, String, Option<String>)>,
}

impl Names {
    fn new(document: &Document) -> Names {
        let names = document
            .keys()
            .map(|(key, name)| (key, name.to_owned(), None));
        Names {
            names: names.collect(),
        }
    }

    /// Masks the names that nobody has explained and that could be made of a value: by their form,
    /// or, where `secrets` are there, by what they hold.
    fn mask(&mut self, numbering: &mut Numbering, secrets: Option<&Secrets>) {
        for (_, name, masked) in &mut self.names {
            let is_masked = masked.is_none()
                && !is_public_name(name)
                && match secrets {
                    Some(secrets) => !secrets.find(name.as_bytes()).is_empty(),
                    None => !reduce::is_ordinary_name(name),
                };
            if is_masked {
                *masked = Some(numbering.token("name", name));
            }
        }
    }

    fn shown(&self, key: Key) -> Option<&str> {
        let (_, name, masked) = self.names.iter().find(|(known, ..)| *known == key)?;
        Some(masked.as_deref().unwrap_or(name))
    }
}

/// Whether a name of a field is known to everybody.
fn is_public_name(name: &str) -> bool {
    knowledge::FIELDS.iter().any(|entry| entry.key == name)
}

/// Writes a row with what becomes of its values.
fn write(
    document: &Document,
    row: &Row,
    plan: &[(u32, u32)],
    outputs: &[Output],
    names: &Names,
    text: &mut String,
) {
    let root = row.node as usize;
    let inner = document.node(root).map_or(0, |node| node.value.inner());
    let mut planned = plan.iter();
    // The end of each open container, its closing bracket, and whether something stands in it.
    let mut open: Vec<(usize, char, bool)> = Vec::new();
    for index in root..=root + inner {
        while let Some(&(end, bracket, _)) = open.last()
            && index >= end
        {
            text.push(bracket);
            open.pop();
        }
        let Some(node) = document.node(index) else {
            break;
        };
        let inner = node.value.inner();
        let value = if inner > 0 {
            Some(if matches!(node.value, Value::Array(_)) {
                "["
            } else {
                "{"
            })
        } else {
            planned
                .next()
                .and_then(|&(_, output)| outputs.get(output as usize)?.after.as_deref())
        };
        let Some(value) = value else {
            continue;
        };
        if let Some((_, _, is_filled)) = open.last_mut() {
            if *is_filled {
                text.push(',');
            }
            *is_filled = true;
        }
        if node.key != Key::NONE {
            let name = names.shown(node.key).unwrap_or_default();
            text.push_str(&serde_json::to_string(name).unwrap_or_default());
            text.push(':');
        }
        text.push_str(value);
        if inner > 0 {
            let bracket = if value == "[" { ']' } else { '}' };
            open.push((index + 1 + inner, bracket, false));
        }
    }
    while let Some((_, bracket, _)) = open.pop() {
        text.push(bracket);
    }
}

#[cfg(test)]
mod tests;
