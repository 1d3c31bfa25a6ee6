//! Comma-separated values as RFC 4180 has them: UTF-8, a header row, CRLF.
//!
//! Values that begin with `=`, `+`, `-` or `@` are not altered, although a spreadsheet may take
//! them for formulas: these are data of evidence, and a value with a sign in front of it would be
//! another value for every program that reads the format as it is written. Whoever opens such a
//! file in a spreadsheet imports it as text.

use super::{Exported, MOST, content, plural};
use crate::report::{Event, Field, Known, Persistence};

/// One row a field, those around the events before the events of their request.
pub(super) fn fields(exported: &Exported) -> Vec<u8> {
    let mut table = Table::new(
        "event,request,event_name,type,time,title,path,name,value,value_json,label,meaning,category,content,recognition,severity,persistence,known,sources",
    );
    let most = exported.analysis.limits.report_fields;
    for (number, request) in exported.report.requests.iter().enumerate() {
        let number = number.to_string();
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
            let index = index.to_string();
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

/// One row an event.
pub(super) fn events(exported: &Exported) -> Vec<u8> {
    let mut table = Table::new(
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
        table.number(index);
        table.number(event.request);
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
}

impl Table {
    fn new(header: &str) -> Table {
        Table {
            text: [header, "\r\n"].concat(),
            is_begun: false,
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
            if !cell.contains(['"', ',', '\r', '\n']) {
                self.text.push_str(cell);
                continue;
            }
            for piece in cell.split('"') {
                self.text.push('"');
                self.text.push_str(piece);
                self.text.push('"');
            }
        }
    }

    #[inline(never)]
    fn number(&mut self, number: usize) {
        self.cells(&[&number.to_string()]);
    }

    fn end(&mut self) {
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
            field.label.as_deref().unwrap_or_default(),
            field.meaning.as_deref().unwrap_or_default(),
            field.category.unwrap_or_default(),
        ]);
        for level in [field.content, field.recognition, field.severity] {
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
        Persistence::Resettable => "resettable",
        Persistence::FactoryReset => "factory-reset",
        Persistence::Hardware => "hardware",
        Persistence::Account => "account",
    }
}
