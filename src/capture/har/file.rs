//! What lies around the JSON text of an archive: nothing, UTF-16, or a compressed file.

use std::ops::Range;

use crate::bytes::codec::utf16::{self, Order};
use crate::bytes::{Coding, Slice};
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
    Utf16(Utf16<'f>),
    Packed {
        /// The compressed bytes.
        place: Range<u64>,
        archive: Option<&'f Archive<'f>>,
    },
}

pub(super) struct Utf16<'f> {
    pub(super) raw: &'f [u8],
    pub(super) order: Order,
    /// An offset of the text and where it stands in the file: places are asked for in their order.
    pub(super) reached: (usize, usize),
}

/// A request object as it was captured.
pub(super) struct Captured {
    pub(super) bytes: Vec<u8>,
    /// What leads from the bytes to the text, where they are not the same.
    pub(super) coding: Option<Coding>,
    pub(super) place: Range<u64>,
    pub(super) is_packed: bool,
}

impl File<'_> {
    #[inline(never)]
    /// The bytes of a part of the text, and with them those of the file of the archive that it names.
    pub(super) fn captured(
        &mut self,
        part: &Range<usize>,
        name: &str,
    ) -> (Captured, Option<Slice>) {
        let text = self.text.get(part.clone()).unwrap_or_default();
        let mut captured = Captured {
            bytes: Vec::new(),
            coding: None,
            place: part.start as u64..part.end as u64,
            is_packed: false,
        };
        match &mut self.form {
            Form::Plain => {}
            Form::Utf16(utf16) => {
                let place = utf16.place(part);
                captured.bytes = utf16.raw.get(place.clone()).unwrap_or_default().to_vec();
                captured.coding = Some(Coding::Utf16(utf16.order));
                captured.place = place.start as u64..place.end as u64;
                return (captured, None);
            }
            Form::Packed { place, archive } => {
                captured.place = place.clone();
                captured.is_packed = true;
                let body = archive.and_then(|archive| archive.read(name));
                if let Some(body) = body.filter(|_| !name.is_empty()) {
                    let start = place.start.min(body.place.start);
                    captured.place = start..place.end.max(body.place.end);
                    captured.bytes = [text, &body.bytes].concat();
                    let body = Slice::new(0, text.len()..captured.bytes.len());
                    return (captured, Some(body));
                }
            }
        }
        captured.bytes = text.to_vec();
        (captured, None)
    }
}

impl Utf16<'_> {
    fn place(&mut self, part: &Range<usize>) -> Range<usize> {
        let start = self.offset(part.start);
        start..self.offset(part.end)
    }

    /// Where an offset of the text stands in the file.
    fn offset(&mut self, wanted: usize) -> usize {
        if wanted < self.reached.0 {
            self.reached = (0, 0);
        }
        let (mut text, mut raw) = self.reached;
        let rest = self.raw.get(raw..).unwrap_or_default();
        let mut units = utf16::units(rest, self.order);
        while text < wanted
            && let Some((before, after)) = units.next()
        {
            raw += before;
            text += after;
        }
        self.reached = (text, raw);
        raw
    }
}
