//! The decisions on every value of a capture.

use std::collections::BTreeMap;

use super::names::{self, Names, Rules};
use super::numbering::{self, Numbering};
use super::write::{Plan, write_rows};
use super::{Choice, Decision, Field, Output, UNKNOWN, reduce, surroundings_of, whole, words};
use crate::annotate;
use crate::bytes::codec;
use crate::detect;
use crate::display;
use crate::join::Reading;
use crate::json::{self, Document, Row, Top, Value};
use crate::knowledge::{self, Category, FieldEntry, Scope, Share, pack};
use crate::protocol::ANSWER;
use crate::report::{Certainty, MaskAction, MaskMode};

/// Layers of text inside values that are opened to mask what lies in them; deeper ones are masked
/// as a whole.
const ROUNDS: usize = 4;

/// What stands around the events: its field, what happens to its value, and the placeholder of its
/// name where that is masked.
#[derive(Debug)]
pub(super) struct Surrounding {
    pub(super) field: usize,
    pub(super) output: usize,
    pub(super) name: Option<String>,
}

/// What was decided on one request.
pub(super) struct Decisions {
    /// One for each record.
    pub(super) plans: Vec<Plan>,
    pub(super) surroundings: Vec<Surrounding>,
    pub(super) host: Option<String>,
    /// The path of the address.
    pub(super) path: String,
    pub(super) names: Names,
}

/// The decisions, as they are made.
pub(super) struct Pass<'p> {
    /// The request that is decided on, and its number.
    pub(super) reading: &'p Reading,
    request: usize,
    /// Whether it leaves; what does not is decided on too, so that it is masked in what does.
    leaves: bool,
    choice: &'p Choice,
    pub(super) numbering: Numbering,
    pub(super) rules: Rules,
    /// The moment that times are counted from, where there is one.
    first: Option<u64>,
    pub(super) fields: Vec<Field>,
    by_path: BTreeMap<String, usize>,
    pub(super) outputs: Vec<Output>,
    /// By the index of the field and the exact text.
    by_value: BTreeMap<String, usize>,
}

impl<'p> Pass<'p> {
    /// Decisions on all `parts`, of which `part` is the first. Times count from the first event of
    /// them all.
    pub(super) fn new(
        reading: &'p Reading,
        readings: &'p [Reading],
        choice: &'p Choice,
    ) -> Pass<'p> {
        let periods = readings
            .iter()
            .filter_map(|reading| reading.annotated.as_ref()?.period);
        Pass {
            reading,
            request: 0,
            leaves: true,
            choice,
            numbering: Numbering::new(readings, choice.mode == MaskMode::Structure),
            rules: Rules::new(choice),
            first: periods.map(|period| period.first).min(),
            fields: Vec::new(),
            by_path: BTreeMap::new(),
            outputs: Vec::new(),
            by_value: BTreeMap::new(),
        }
    }

    /// From now on decides on this request.
    pub(super) fn turn_to(&mut self, request: usize, reading: &'p Reading) {
        self.reading = reading;
        self.request = request;
        self.leaves = self.choice.takes(request);
        self.rules.leaves = self.leaves;
    }

    /// Decides on every value of the records.
    pub(super) fn plans(&mut self) -> Vec<Plan> {
        let reading = self.reading;
        let mut plans = Vec::new();
        let (Some(document), Some(annotated)) = (reading.decoded.document(), &reading.annotated)
        else {
            return plans;
        };
        for (index, row) in document.rows.iter().enumerate() {
            let name = annotated
                .events
                .get(index)
                .and_then(|info| crate::insight::title::name(document, info));
            let event = reading.first_event + index;
            let top = annotated.place;
            plans.push(self.plan(document, row, top, name.unwrap_or_default(), event));
        }
        plans
    }

    /// Decides on every value of a record.
    fn plan(
        &mut self,
        document: &Document,
        row: &Row,
        top: Option<Scope>,
        event: &str,
        index: usize,
    ) -> Plan {
        let mut plan = Vec::new();
        let vocabulary = self.reading.decoded.vocabulary;
        let request = self.request;
        annotate::walk(document, row, vocabulary, top, event, &mut |leaf| {
            let lexeme = document.text.get(leaf.range.clone()).unwrap_or_default();
            let text = document.string(leaf.value);
            let path = json::shown(leaf.path);
            let field = self.field(&folded(path), leaf.field(), false);
            if let Some(field) = self.fields.get_mut(field)
                && self.leaves
                && (field.events == 0 || field.last_event != index)
            {
                field.events += 1;
                field.last_event = index;
            }
            let at = || format!("{request}.{index}.{path}");
            let output = self.output(field, lexeme, text, leaf.value, &at);
            plan.push((leaf.index as u32, output as u32));
            true
        });
        plan
    }

    /// Decides on the values around the events.
    pub(super) fn surroundings(&mut self) -> Vec<Surrounding> {
        let (reading, request) = (self.reading, self.request);
        let mut surroundings = Vec::new();
        for (name, field) in surroundings_of(reading) {
            let lookup_name = if field.path.starts_with("cookie.") {
                "cookie"
            } else {
                name
            };
            let path = field.path.clone();
            let around = annotate::Field {
                place: Some(field.place),
                event: "",
                name: lookup_name,
                beside: field.beside,
            };
            let own_field = self.field(&path, around, true);
            if let Some(own) = self.fields.get_mut(own_field) {
                own.name = name.to_owned();
            }
            let lexeme = serde_json::to_string(&field.text).unwrap_or_default();
            let at = || format!("{request}.{path}");
            let value = Value::Borrowed(0, 0);
            let output = self.output(own_field, &lexeme, Some(&field.text), value, &at);
            surroundings.push(Surrounding {
                field: own_field,
                output,
                name: None,
            });
        }
        surroundings
    }

    /// What was chosen for a field counts for its name, once all values are decided on.
    pub(super) fn choose_names(&mut self) {
        if self.choice.is_plain() {
            return;
        }
        for output in &self.outputs {
            if let Some(field) = self.fields.get(output.field) {
                let category = output.category.map_or(UNKNOWN, Category::id);
                let decision = self.choice.decision_on_field(&field.path, category);
                self.rules.choose(&field.name, decision);
            }
        }
    }

    /// Decides on the names in the records and around them.
    pub(super) fn names(&mut self, surroundings: &mut [Surrounding]) -> Names {
        for surrounding in surroundings {
            let (Some(field), Some(output)) = (
                self.fields.get(surrounding.field),
                self.outputs.get(surrounding.output),
            ) else {
                continue;
            };
            if let Some(path) = field.path.strip_prefix(ANSWER) {
                surrounding.name = Some(self.rules.path(path, &mut self.numbering));
                continue;
            }
            // Cookies do not leave, nor do headers without a value.
            let is_param = field.path.starts_with("query.") || field.path.starts_with("form.");
            if !is_param && output.after.is_none() {
                continue;
            }
            surrounding.name = match is_param && output.before.is_empty() {
                true => self.rules.bare(&field.name, &mut self.numbering),
                false => self.rules.field(&field.name, &mut self.numbering),
            };
        }
        let document = self.reading.decoded.document();
        document.map_or_else(Names::default, |document| {
            Names::new(document, &mut self.rules, &mut self.numbering)
        })
    }

    fn field(&mut self, path: &str, field: annotate::Field, is_around: bool) -> usize {
        // The same name means other things in other records, in other formats, for other senders and
        // beside other values.
        let at = field.place.map_or(0, |place| place as usize + 1);
        let is_browser = u8::from(self.reading.pack.is_browser);
        let mut key = format!("{path}\n{}\n{at} {is_browser}", field.event);
        if let Some((name, value)) = field.beside.and_then(|entry| entry.beside) {
            key.extend(["\n", name, "\n", value]);
        }
        if let Some(&known) = self.by_path.get(&key) {
            if let Some(field) = self.fields.get_mut(known)
                && self.leaves
                && !field.leaves
            {
                field.leaves = true;
                field.request = self.request;
            }
            return known;
        }
        let index = self.fields.len();
        self.by_path.insert(key, index);
        self.fields.push(Field {
            path: path.to_owned(),
            name: field.name.to_owned(),
            place: field.place,
            event: field.event.to_owned(),
            request: self.request,
            leaves: self.leaves,
            beside: field.beside,
            is_around,
            events: 0,
            last_event: 0,
        });
        index
    }

    /// What happens to a value; the same for the same value of the same field.
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
            if let Some(output) = self.outputs.get_mut(known)
                && self.leaves
            {
                if output.count == 0 {
                    output.at = at();
                }
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
                own.beside,
            ),
            None => Default::default(),
        };
        let (path, name, event, place, beside) = own;
        let site = Site {
            path: &path,
            field: annotate::Field {
                place,
                event: &event,
                name: &name,
                beside,
            },
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
            decision: decided.decision,
            count: usize::from(self.leaves),
            at: at(),
            word: decided.word,
            category: decided.category,
            severity: decided.severity,
            risk: decided.risk,
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
            Value::Bool(true) if detect::is_private_browsing(site.field.name) => Some(lexeme),
            _ => None,
        });
        // A pack may come from a stranger: of what it says only that a value is to be dropped counts
        // here, as that takes more out.
        let pack = self.reading.pack;
        let field = site.field;
        let judgment = annotate::judge(pack.without_pack(), field, judged, number);
        let content = text.unwrap_or(lexeme);
        let category = judgment.category.map_or(UNKNOWN, Category::id);
        let rule = match judgment.entry {
            Some(entry) => Some(entry.share),
            None => {
                pack::leaves_out(pack, field.place, field.event, field.name).then_some(Share::Drop)
            }
        };
        let word = match rule {
            Some(Share::KeepIfKnown) if self.is_event_name(judgment.entry) => "event",
            _ => numbering::word(&judgment),
        };
        let mut decided = Decided {
            after: Some(whole::whole(lexeme, content, value)),
            action: MaskAction::Kept,
            decision: self.choice.decision_on(site.path, category, content),
            word,
            category: judgment.category,
            severity: judgment.severity(),
            risk: judgment.risk(),
            label: judgment.entry.map(|entry| entry.label),
        };
        let is_nothing = matches!(value, Value::Null | Value::Object(_) | Value::Array(_))
            || detect::means_none(content)
            || self.numbering.is_placeholder(content);
        if is_nothing {
            return decided;
        }
        if rule == Some(Share::Drop)
            && (is_credential(judgment.category) || decided.decision != Decision::Reveal)
        {
            // A word that was to be dropped tells nothing, but a number, a place or an identifier does.
            let is_telling = judgment.entry.is_none() || judgment.risk() > 0;
            if is_telling || text.is_some_and(crate::share::gate::holds_identifier) {
                self.numbering.note(content, "");
                text.and_then(|text| self.inside(site, text));
            }
            decided.after = None;
            decided.action = MaskAction::Dropped;
            return decided;
        }
        if decided.decision == Decision::Reveal {
            return decided;
        }
        let quote = |text: &str| match text.starts_with('"') || lexeme.starts_with('"') {
            true => serde_json::to_string(text).unwrap_or_default(),
            false => text.to_owned(),
        };
        let is_open = decided.decision == Decision::Nothing;
        let is_structure = self.choice.mode == MaskMode::Structure;
        let reduced = match rule.filter(|_| is_open) {
            Some(share) if is_kept(share, &field, value, content) => return decided,
            Some(Share::KeepIfKnown) if is_known(content) => return decided,
            _ if is_structure => None,
            Some(Share::Major) => reduce::major(content).map(quote),
            Some(Share::Base) => reduce::language(content).map(quote),
            Some(Share::Round) => reduce::round(content).map(|text| quote(&text)),
            Some(Share::Relative) => {
                let is_counted = self.reading.is_relative && content.parse::<i64>().is_ok();
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
            None => self.numbering.placeholder(word, site.path, content),
        };
        decided.after = serde_json::to_string(&masked).ok();
        decided
    }

    fn address(&mut self, text: &str) -> Option<String> {
        let numbering = &mut self.numbering;
        reduce::address(text, &mut |word, value| {
            numbering.placeholder(word, word, value)
        })
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
        Some(codec::base64::encode(masked.as_bytes()))
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
        let vocabulary = self.reading.decoded.vocabulary;
        let field = site.field;
        let top = vocabulary.place_of_children(field.place, 1, field.name, field.event);
        let mut afters: Vec<Option<String>> = Vec::new();
        let mut plans: Vec<Plan> = Vec::new();
        for row in &document.rows {
            let mut plan = Plan::new();
            annotate::walk(&document, row, vocabulary, top, field.event, &mut |leaf| {
                let lexeme = document.text.get(leaf.range.clone()).unwrap_or_default();
                let inner = Site {
                    path: &format!("{}.{}", site.path, folded(leaf.path)),
                    field: annotate::Field {
                        event: field.event,
                        ..leaf.field()
                    },
                    rounds: site.rounds - 1,
                };
                let decided = self.decide(&inner, lexeme, document.string(leaf.value), leaf.value);
                plan.push((leaf.index as u32, afters.len() as u32));
                afters.push(decided.after);
                true
            });
            plans.push(plan);
        }
        // The same value may stand in a request that leaves.
        self.rules.leaves = true;
        let names = Names::new(&document, &mut self.rules, &mut self.numbering);
        self.rules.leaves = self.leaves;
        let after = |output: u32| afters.get(output as usize)?.as_deref();
        let mut masked = String::new();
        write_rows(&document, &plans, &after, &names, &mut masked);
        Some(masked)
    }

    fn is_event_name(&self, entry: Option<&FieldEntry>) -> bool {
        let vocabulary = self.reading.decoded.vocabulary;
        entry.is_some_and(|entry| vocabulary.is_event_name(entry.place, entry.key))
    }
}

/// Where a value stands.
struct Site<'s> {
    path: &'s str,
    field: annotate::Field<'s>,
    /// Layers that may still be opened.
    rounds: usize,
}

/// What happens to a value, and why.
struct Decided {
    after: Option<String>,
    action: MaskAction,
    decision: Decision,
    word: &'static str,
    category: Option<Category>,
    severity: u8,
    risk: u8,
    label: Option<&'static str>,
}

/// Whether a value that may be kept by its rule is one of those that such fields have.
fn is_kept(share: Share, field: &annotate::Field, value: Value, content: &str) -> bool {
    // A link would mean other things without it.
    if share == Share::Keep && knowledge::decides(field.place, field.name, content) {
        return true;
    }
    let fits = match share {
        Share::Keep if matches!(value, Value::Bool(_)) => matches!(content, "true" | "false"),
        Share::Keep => {
            words::are_public_words(content)
                || names::is_public_event(content)
                || display::sentinel(content).is_some()
                || is_system_package(content)
        }
        Share::KeepCountry => words::is_country(content),
        Share::KeepNetwork => words::is_network(content),
        Share::KeepVersion => words::is_version(content),
        _ => false,
    };
    let guess = || detect::text(field.name, content).map_or("", |guess| guess.kind);
    fits && matches!(guess(), "" | "free-text" | "search-engine")
}

/// Whether a value is one that everybody can know: a public name of an event, an app of the
/// system, a search engine, a server of those that are listed.
fn is_known(content: &str) -> bool {
    names::is_public_event(content)
        || matches!(knowledge::host(content), Some((_, Certainty::Certain)))
        || is_system_package(content)
        || detect::text("", content).is_some_and(|guess| guess.kind == "search-engine")
}

/// Apps of Xiaomi and Google's Android, which so many phones have that their names tell nothing.
fn is_system_package(text: &str) -> bool {
    let beginnings = ["com.mi.", "com.miui.", "com.xiaomi.", "com.android."];
    let mut own = beginnings
        .iter()
        .filter_map(|beginning| text.strip_prefix(beginning));
    own.next().is_some_and(words::are_public_words)
}

/// A path in which the elements of a list share one step.
pub(super) fn folded(path: &str) -> String {
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

/// Whether a value with the rule to be dropped is dropped whatever somebody chooses.
pub(super) fn is_credential(category: Option<Category>) -> bool {
    matches!(category, Some(Category::Secret | Category::Transport))
}
