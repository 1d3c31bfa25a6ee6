//! What lies around the JSON text of an archive: nothing, UTF-16, or a compressed file.

use std::ops::Range;

use crate::bytes::Coding;
use crate::bytes::codec::utf16::{self, Order};
use crate::capture::zip::Archive;

/// A file with an archive in it.
pub(super) struct File<'f> {
    /// The archive as text.
    pub(super) text: &'f [u8],
    pub(super) form: Form<'f>,
}

/// How the text stands in the file.
pub(super) enum Form<'f> {
    Plain,
    Utf16 {
        raw: &'f [u8],
        order: Order,
        /// An offset of the text and where it stands in the file: places are asked for in their order.
        reached: (usize, usize),
    },
    /// In a compressed file of so many bytes, which can hold others too.
    Packed(usize, Option<&'f Archive<'f>>),
}

/// A part of the text as it was captured.
pub(super) struct Captured {
    pub(super) bytes: Vec<u8>,
    /// What leads from the bytes to the text, where they are not the same.
    pub(super) coding: Option<Coding>,
    pub(super) place: Range<usize>,
    pub(super) is_packed: bool,
}

impl File<'_> {
    pub(super) fn captured(&mut self, part: &Range<usize>) -> Captured {
        let mut captured = Captured {
            bytes: Vec::new(),
            coding: None,
            place: part.clone(),
            is_packed: false,
        };
        let mut source = self.text;
        match &mut self.form {
            Form::Plain => {}
            Form::Utf16 {
                raw,
                order,
                reached,
            } => {
                source = *raw;
                captured.coding = Some(Coding::Utf16(*order));
                let start = offset(raw, *order, reached, part.start);
                captured.place = start..offset(raw, *order, reached, part.end);
            }
            Form::Packed(..) => captured.is_packed = true,
        }
        let bytes = source.get(captured.place.clone());
        captured.bytes.extend_from_slice(bytes.unwrap_or_default());
        if let Form::Packed(length, _) = self.form {
            captured.place = 0..length;
        }
        captured
    }

    /// A file beside it.
    pub(super) fn other(&self, name: &str) -> Option<Vec<u8>> {
        match self.form {
            Form::Packed(_, Some(archive)) => archive.named(name),
            _ => None,
        }
    }
}

/// Where an offset of a text stands in the UTF-16 that it came from.
fn offset(raw: &[u8], order: Order, reached: &mut (usize, usize), wanted: usize) -> usize {
    if wanted < reached.0 {
        *reached = (0, 0);
    }
    let mut units = utf16::units(raw.get(reached.1..).unwrap_or_default(), order);
    while reached.0 < wanted
        && let Some((before, after)) = units.next()
    {
        reached.1 += before;
        reached.0 += after;
    }
    reached.1
}
