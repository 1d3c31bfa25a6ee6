//! Where in the capture a claim can be checked.

use crate::annotate::{self, Annotated, EventInfo, Judgment};
use crate::display;
use crate::join::Reading;
use crate::json::{self, Document, Key, Node, Row, Value};
use crate::report::Text;

/// Values of one record that are looked at for a claim; the browsers send about forty.
const LEAVES: usize = 1_000;

/// The records of one request.
#[derive(Clone, Copy)]
pub(crate) struct Records<'a> {
    pub(crate) request: usize,
    pub(crate) reading: &'a Reading,
    pub(crate) annotated: &'a Annotated,
    pub(crate) document: &'a Document,
}

/// A value of a record.
pub(crate) struct Leaf<'a> {
    pub(crate) node: usize,
    pub(crate) name: &'a str,
    pub(crate) text: Option<&'a str>,
    pub(crate) judgment: Judgment,
}

impl<'a> Records<'a> {
    /// The records of every request that could be read.
    pub(crate) fn all(readings: &'a [Reading]) -> impl Iterator<Item = Records<'a>> {
        (0..readings.len()).filter_map(|request| Records::of(readings, request))
    }

    /// The records of one request, where it could be read.
    #[inline(never)]
    pub(crate) fn of(readings: &'a [Reading], request: usize) -> Option<Records<'a>> {
        let reading = readings.get(request)?;
        Some(Records {
            request,
            reading,
            annotated: reading.annotated.as_ref()?,
            document: reading.decoded.document()?,
        })
    }

    /// Every record with its index in this request.
    pub(crate) fn events(&self) -> impl Iterator<Item = (usize, &'a EventInfo, &'a Row)> + use<'a> {
        let rows = self.document.rows.iter();
        let infos = self.annotated.events.iter();
        infos
            .zip(rows)
            .enumerate()
            .map(|(event, (info, row))| (event, info, row))
    }

    /// The path of a record.
    #[inline(never)]
    pub(crate) fn event_path(&self, event: usize) -> Text<'static> {
        format!("{}.{}", self.request, self.reading.first_event + event).into()
    }

    /// The path of a value.
    #[inline(never)]
    pub(crate) fn path(&self, event: usize, node: usize) -> Option<Text<'static>> {
        let root = self.document.rows.get(event)?.node as usize;
        let path = json::path(self.document, root, node);
        Some(format!("{}.{path}", self.event_path(event)).into())
    }

    /// The paths of several values of one record.
    #[inline(never)]
    pub(crate) fn paths(&self, event: usize, nodes: &[usize]) -> Vec<Text<'static>> {
        nodes
            .iter()
            .filter_map(|&node| self.path(event, node))
            .collect()
    }

    /// The last value of this name among the details of a record, which is the one that counts.
    #[inline(never)]
    pub(crate) fn property(&self, row: &Row, key: Key) -> Option<(usize, &'a Node)> {
        let (properties, _) = self.document.child(row.node as usize, "properties")?;
        let children = self.document.children(properties);
        children.filter(|(_, node)| node.key == key).last()
    }

    /// A string without its quotes, any other value as it was sent.
    #[inline(never)]
    pub(crate) fn scalar(&self, row: &Row, node: usize) -> Option<&'a str> {
        self.document.content(row, node)
    }

    /// The first values of a record, judged.
    #[inline(never)]
    pub(crate) fn leaves(&self, event: usize) -> Vec<Leaf<'a>> {
        let document = self.document;
        let (Some(info), Some(row)) = (self.annotated.events.get(event), document.rows.get(event))
        else {
            return Vec::new();
        };
        let event = super::title::name(document, info).unwrap_or_default();
        let vocabulary = self.reading.decoded.vocabulary;
        let top = self.annotated.place;
        let mut leaves = Vec::new();
        annotate::walk(document, row, vocabulary, top, event, &mut |leaf| {
            let lexeme = document.text.get(leaf.range.clone()).unwrap_or_default();
            let text = annotate::text_of(document, leaf.value, leaf.lookup_name, lexeme);
            let number = match leaf.value {
                Value::Unsigned(number) => Some(number.get()),
                _ => None,
            };
            leaves.push(Leaf {
                node: leaf.index,
                name: leaf.lookup_name,
                text,
                judgment: annotate::judge(self.reading.pack, leaf.field(), text, number),
            });
            leaves.len() < LEAVES
        });
        leaves
    }
}

/// Minutes ahead of UTC as people write them: `UTC+2`.
pub(crate) fn zone(minutes: i32) -> Option<String> {
    display::display(
        crate::knowledge::Form::OffsetMinutes,
        &(-minutes).to_string(),
    )
}
