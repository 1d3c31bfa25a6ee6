//! Comma-separated values as RFC 4180 has them: UTF-8, a header row, CRLF.
//!
//! A cell that a spreadsheet could take for a formula gets an apostrophe in front, since a capture
//! holds what apps and sites wrote, and a formula can send what stands beside it: see
//! [`is_formula`]. Nothing is lost: a cell that begins with an apostrophe, and without it is one of
//! those, is what stands behind the apostrophe. NDJSON and JSON hold every value exactly as sent.

use super::{Exported, MOST, content, plural, words};
use crate::report::{Event, Field, Known, Persistence};

/// One row a field, with event and request counted from 1; those around the events before the events of their request.
pub(super) fn fields(exported: &Exported) -> Vec<u8> {
    let mut table = Table::new(
        exported,
        "event,request,event_name,type,time,title,path,name,value,value_json,label,meaning,category,content,identifiability,severity,persistence,known,sources",
    );
    let most = exported.source.fields_limit();
    for number in 0..exported.source.readings().len() {
        let Some(request) = exported.source.request(number) else {
            break;
        };
        let number = (number + 1).to_string();
        for field in &request.fields {
            table.field(&["", &number, "", "", "", ""], field);
        }
        let all = request.first_event..request.first_event + request.event_count;
        for index in all.clone() {
            if table.text.len() > MOST {
                let left = plural(all.end - index, "further event");
                table.note(&["", &number, "", "", "", &left]);
                break;
            }
            let Some(event) = exported.event(index, most) else {
                break;
            };
            let index = (index + 1).to_string();
            let [name, kind, time] = texts(&event);
            let event_cells = [&index, &number, name, kind, time, &event.title];
            for field in event.fields.iter().flatten() {
                table.field(&event_cells, field);
            }
            if event.omitted > 0 {
                table.note(&event_cells);
            }
        }
    }
    table.text.into_bytes()
}

/// One row an event, with event and request counted from 1.
pub(super) fn events(exported: &Exported) -> Vec<u8> {
    let mut table = Table::new(
        exported,
        "index,request,name,type,time,time_utc,title,meaning,severity,known,explained,guessed,unknown,complete,json",
    );
    let all = exported.report.counts.events;
    for index in 0..all {
        if table.text.len() > MOST {
            let left = plural(all - index, "further event") + " left out at a limit";
            table.cells(&["", "", "", "", "", "", &left]);
            table.cells(&[""; 8]);
            table.end();
            break;
        }
        let Some(event) = exported.event(index, 0) else {
            break;
        };
        let [name, kind, time] = texts(&event);
        table.number(index + 1);
        table.number(event.request + 1);
        let utc = exported.utc(time).unwrap_or_default();
        let meaning = event.meaning.as_deref().unwrap_or_default();
        table.cells(&[name, kind, time, &utc, &event.title, meaning]);
        table.number(event.severity.into());
        table.cells(&[known(event.known)]);
        let counts = &event.counts;
        for count in [counts.explained, counts.guessed, counts.unknown] {
            table.number(count);
        }
        let complete = if event.complete { "true" } else { "false" };
        table.cells(&[complete, event.json.as_deref().unwrap_or_default()]);
        table.end();
    }
    table.text.into_bytes()
}

fn texts<'e>(event: &'e Event) -> [&'e str; 3] {
    [&event.name, &event.kind, &event.time].map(|text| text.as_deref().unwrap_or_default())
}

struct Table {
    text: String,
    /// Whether the row has a cell.
    is_begun: bool,
    /// The last cell of every row, where the capture came by a link.
    provenance: Option<&'static str>,
}

impl Table {
    fn new(exported: &Exported, header: &str) -> Table {
        let provenance = exported.provenance();
        let last = provenance.map_or("", |_| ",provenance");
        Table {
            text: [header, last, "\r\n"].concat(),
            is_begun: false,
            provenance,
        }
    }

    /// The next cells of the row.
    #[inline(never)]
    fn cells(&mut self, cells: &[&str]) {
        for cell in cells {
            if self.is_begun {
                self.text.push(',');
            }
            self.is_begun = true;
            let mut guard = if is_formula(cell) { "'" } else { "" };
            if !cell.contains(['"', ',', '\r', '\n']) {
                self.text.push_str(guard);
                self.text.push_str(cell);
                continue;
            }
            for piece in cell.split('"') {
                self.text.push('"');
                self.text.push_str(guard);
                self.text.push_str(piece);
                self.text.push('"');
                guard = "";
            }
        }
    }

    #[inline(never)]
    fn number(&mut self, number: usize) {
        self.cells(&[&number.to_string()]);
    }

    fn end(&mut self) {
        if let Some(provenance) = self.provenance {
            self.cells(&[provenance]);
        }
        self.text.push_str("\r\n");
        self.is_begun = false;
    }

    /// A field behind the cells of its event.
    #[inline(never)]
    fn field(&mut self, event: &[&str], field: &Field) {
        self.cells(event);
        self.cells(&[
            &field.path,
            &field.name,
            &content(&field.value),
            &field.value,
            &words::label(field),
            field.meaning.as_deref().unwrap_or_default(),
            field.category.unwrap_or_default(),
        ]);
        for level in [field.content, field.identifiability, field.severity] {
            self.number(level.into());
        }
        self.cells(&[
            field.persistence.map_or("", persistence),
            known(field.known),
            &field.sources.join(" "),
        ]);
        self.end();
    }

    /// Says that a limit left out what would follow.
    #[inline(never)]
    fn note(&mut self, event: &[&str]) {
        self.cells(event);
        self.cells(&["", "", "", "", "left out at a limit"]);
        self.cells(&[""; 8]);
        self.end();
    }
}

/// Whether a spreadsheet could take a cell for a formula: whether it begins with a sign for one, also
/// behind quotes, spaces and what is not seen, or with a tab or the end of a line.
///
/// A plain number such as `-5` is none. An apostrophe counts among the quotes, so a value is never
/// mistaken for one that was guarded.
#[inline(never)]
pub(super) fn is_formula(cell: &str) -> bool {
    for letter in cell.chars() {
        match letter {
            '\t' | '\r' | '\n' | '=' | '@' => return true,
            '＝' | '＋' | '－' | '＠' | '﹢' | '﹣' | '﹦' | '﹫' => return true,
            '+' | '-' => return !is_signed_number(cell.as_bytes()),
            '"' | '\'' => {}
            // Spaces, controls, other quotes and what is not seen.
            '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{206f}' => {}
            '\u{3000}' | '\u{feff}' => {}
            _ => return false,
        }
    }
    false
}

/// Whether a cell is a number and nothing else: a sign, digits, a point with digits, a power of ten.
fn is_signed_number(cell: &[u8]) -> bool {
    let [b'+' | b'-', number @ ..] = cell else {
        return false;
    };
    let mut rest = behind_digits(number);
    if let Some([b'.', part @ ..]) = rest {
        rest = behind_digits(part);
    }
    if let Some([b'e' | b'E', power @ ..]) = rest {
        rest = match power {
            [b'+' | b'-', power @ ..] => behind_digits(power),
            _ => behind_digits(power),
        };
    }
    rest.is_some_and(<[u8]>::is_empty)
}

/// What follows digits, of which there has to be one.
fn behind_digits(text: &[u8]) -> Option<&[u8]> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.get(digits..).filter(|_| digits > 0)
}

/// As the report writes it.
fn known(known: Known) -> &'static str {
    match known {
        Known::Explained => "explained",
        Known::Guessed => "guessed",
        Known::Unknown => "unknown",
    }
}

/// As the report writes it.
fn persistence(persistence: Persistence) -> &'static str {
    match persistence {
        Persistence::Event => "event",
        Persistence::Session => "session",
        Persistence::Sim => "sim",
        Persistence::Install => "install",
        Persistence::Depends => "depends",
        Persistence::Resettable => "resettable",
        Persistence::FactoryReset => "factory-reset",
        Persistence::Hardware => "hardware",
        Persistence::Account => "account",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_formula_is_known_by_its_beginning() {
        for cell in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "\nx",
            " =1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}=1",
            "\u{3000}＝1",
            "\"=1\"",
            "'=1",
            "''=1",
            "\" '=1",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            "﹦1",
            "\0=1",
            "=",
            "-",
            "--5",
            "-5 ",
            " -5",
            "-5,3",
            "-5-3",
            "+1e",
            "-1e5e5",
            "-.5",
            "-1.",
            "+49 170",
            "-5.3.4",
            "-١",
        ] {
            assert!(is_formula(cell), "{cell:?}");
        }
        for cell in [
            "",
            "0",
            "-5",
            "+3.5",
            "-0.25",
            "-1e5",
            "+1.5E-3",
            "1+1",
            "a=b",
            "'",
            "\"",
            " ",
            "'x",
            "\"quoted\"",
            "{\"a\":-1}",
            "[-1]",
            "x\t=1",
            "⟦account-1⟧",
        ] {
            assert!(!is_formula(cell), "{cell:?}");
        }
    }
}
