//! Titles of events, one a line.

use super::Exported;

pub(super) fn titles(exported: &Exported) -> Vec<u8> {
    let mut lines = String::new();
    for index in 0..exported.report.counts.events {
        if let Some(event) = exported.event(index, 0) {
            lines.push_str(&event.title);
            lines.push('\n');
        }
    }
    lines.into_bytes()
}
