//! What holds something that is masked elsewhere is masked too.

use super::check::leak;
use super::pass::{Decisions, Pass};
use super::{Decision, LEAKS, Secrets, names, reduce};
use crate::protocol::ANSWER;
use crate::report::{Leak, MaskAction};

/// Rounds in which values that hold masked ones are masked too; each may find more. What is left
/// after the last one is a leak.
const CLOSURES: usize = 8;

impl Pass<'_> {
    /// Masks what holds something that is masked elsewhere, until nothing does any more. What
    /// somebody let through stays.
    pub(super) fn close(&mut self, decided: &mut [Decisions]) -> Secrets {
        let mut secrets = Secrets::new();
        secrets.allow_text(&reduce::COMMON_SITES.join("\n"));
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
                if output.decision == Decision::Reveal || secrets.find(after.as_bytes()).is_empty()
                {
                    continue;
                }
                let path = self
                    .fields
                    .get(output.field)
                    .map_or("", |field| &field.path);
                let placeholder = self
                    .numbering
                    .placeholder(output.word, path, &output.before);
                if let Some(output) = self.outputs.get_mut(index) {
                    output.after = serde_json::to_string(&placeholder).ok();
                    output.action = MaskAction::Masked;
                }
            }
            for decisions in &mut *decided {
                let numbering = &mut self.numbering;
                decisions.names.close(&mut self.rules, &secrets, numbering);
                for surrounding in &mut decisions.surroundings {
                    let Some(field) = self.fields.get(surrounding.field) else {
                        continue;
                    };
                    let numbering = &mut self.numbering;
                    match &surrounding.name {
                        None => {
                            surrounding.name = self.rules.close(&field.name, &secrets, numbering);
                        }
                        // A path through an answer.
                        Some(name) if field.path.starts_with(ANSWER) => {
                            if !secrets.find(name.as_bytes()).is_empty() {
                                let hidden = numbering.placeholder(names::WORD, "", name);
                                surrounding.name = Some(hidden);
                            }
                        }
                        Some(_) => {}
                    }
                }
            }
            if self.numbering.masked.len() == added {
                break;
            }
        }
        secrets
    }

    /// What was let through although it holds something that is masked elsewhere.
    pub(super) fn leaks(&self, secrets: &Secrets) -> Vec<Leak> {
        let mut leaks = Vec::new();
        let outputs = self.outputs.iter().filter(|output| output.count > 0);
        let values = outputs.filter_map(|output| Some((output.at.clone(), output.after.as_ref()?)));
        let names = self.rules.revealed().map(|name| {
            let fields = &mut self.fields.iter();
            let field = fields.find(|field| field.name == name.before);
            let (request, path) =
                field.map_or((0, &name.before), |field| (field.request, &field.path));
            (format!("{request}.{path}"), &name.before)
        });
        for (path, after) in values.chain(names) {
            for found in secrets.find(after.as_bytes()) {
                let masked = self.numbering.masked.get(found.index);
                let placeholder = masked.map(|masked| masked.placeholder.clone());
                leaks.push(leak(path.clone(), placeholder, found.encoding, secrets));
            }
            if leaks.len() >= LEAKS {
                break;
            }
        }
        leaks
    }
}
