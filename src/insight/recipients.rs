//! Who received the requests of a capture.

use std::collections::BTreeMap;

use super::Part;
use crate::diagnostic::Grouped;
use crate::quoted::Quoted;
use crate::report::Text;

/// Who received some requests, as far as these say it.
#[derive(Default)]
pub(crate) struct Recipients<'a> {
    /// Each once, the one with most requests first.
    pub(crate) names: Vec<&'a Text<'static>>,
    /// Requests that do not say who received them.
    unnamed: usize,
}

/// Who received those requests.
#[inline(never)]
pub(crate) fn recipients<'a>(parts: &mut dyn Iterator<Item = &'a Part>) -> Recipients<'a> {
    let mut recipients = Recipients::default();
    let mut known: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    let mut requests: Vec<usize> = Vec::new();
    for part in parts {
        let Some(name) = &part.decoded.protocol.recipient else {
            recipients.unnamed += 1;
            continue;
        };
        let index = known.get(&(0, name)).copied();
        match index.and_then(|index| requests.get_mut(index)) {
            Some(requests) => *requests += 1,
            None => {
                known.insert((0, name), requests.len());
                requests.push(1);
                recipients.names.push(name);
            }
        }
    }
    let mut most = 0;
    let mut first = 0;
    for (index, &number) in requests.iter().enumerate() {
        if number > most {
            (most, first) = (number, index);
        }
    }
    if first > 0 {
        recipients.names.swap(0, first);
    }
    recipients
}

impl Recipients<'_> {
    /// `Xiaomi`, `Xiaomi and sc.bank.example`, `Xiaomi and 2 others`
    #[inline(never)]
    pub(crate) fn say(&self) -> Quoted {
        let mut said = Quoted::default();
        let (first, others) = match self.names.split_first() {
            Some((first, others)) => (*first, others),
            None if self.unnamed > 1 => return Quoted::of("their recipients"),
            None => return Quoted::of("its recipient"),
        };
        named(&mut said, first);
        let and = if self.unnamed > 0 { ", " } else { " and " };
        match others {
            [] => {}
            [other] => named(said.words(and), other),
            _ => {
                let number = Grouped(others.len()).to_string();
                said.words(and).computed(&number).words(" others");
            }
        }
        if self.unnamed > 0 {
            said.words(" and whoever received the rest");
        }
        said
    }
}

/// Adds a name, which is ours where it stands in our tables.
#[inline(never)]
fn named(said: &mut Quoted, name: &Text<'static>) {
    match name {
        Text::Borrowed(name) => said.words(name),
        Text::Owned(name) => said.value(name),
    };
}
