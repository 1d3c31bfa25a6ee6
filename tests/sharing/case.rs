//! What one run of the sharing path gets: a capture, what was planted in it, and what somebody chose.
//!
//! As a file: one line of JSON, then the capture as it is. A file without such a line is a capture
//! alone.

use serde_json::{Value, json};

use crate::canary::Canary;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    pub canaries: Vec<Canary>,
    /// As `Analysis::share` takes it, null where nobody chose.
    pub choice: Value,
    /// The text of a knowledge pack, or empty.
    pub pack: String,
    /// What is exported besides the link.
    pub formats: Vec<String>,
    pub capture: Vec<u8>,
}

impl Case {
    pub fn read(data: &[u8]) -> Case {
        let end = data.iter().position(|byte| *byte == b'\n');
        let head = end.and_then(|end| serde_json::from_slice::<Value>(&data[..end]).ok());
        match (head, end) {
            (Some(head), Some(end)) if head["canaries"].is_array() => Case {
                canaries: list(&head["canaries"])
                    .map(|one| Canary {
                        text: text(&one["text"]),
                        class: text(&one["class"]),
                        place: text(&one["place"]),
                    })
                    .collect(),
                choice: head["choice"].clone(),
                pack: text(&head["pack"]),
                formats: list(&head["formats"]).map(text).collect(),
                capture: data[end + 1..].to_vec(),
            },
            _ => Case {
                capture: data.to_vec(),
                ..Case::default()
            },
        }
    }

    pub fn write(&self) -> Vec<u8> {
        let canaries: Vec<Value> = self
            .canaries
            .iter()
            .map(|one| json!({"text": one.text, "class": one.class, "place": one.place}))
            .collect();
        let head = json!({
            "canaries": canaries,
            "choice": self.choice,
            "pack": self.pack,
            "formats": self.formats,
        });
        let mut data = head.to_string().into_bytes();
        data.push(b'\n');
        data.extend(&self.capture);
        data
    }

    /// The choice as it is handed over.
    pub fn choice(&self) -> String {
        match self.choice {
            Value::Null => String::new(),
            ref choice => choice.to_string(),
        }
    }

    /// The options of the analysis.
    pub fn options(&self) -> String {
        match self.pack.as_str() {
            "" => String::new(),
            pack => json!({ "pack": pack }).to_string(),
        }
    }

    /// Whether somebody lets something through.
    pub fn reveals(&self) -> bool {
        let reveal = &self.choice["reveal"];
        ["fields", "categories", "values", "names"]
            .iter()
            .any(|kind| list(&reveal[kind]).next().is_some())
    }

    pub fn is_exact(&self) -> bool {
        self.choice["times"] == "exact"
    }
}

pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
