//! Recordings of network packets. What a client sent on a connection without encryption is put together
//! again, and read as a capture of its own.

mod frame;
mod greeting;
mod ordered;
mod pcap;
mod printed;
mod streams;
pub(super) mod written;

use std::ops::Range;

use super::{Container, Item};
use crate::report::InputKind;
use streams::Streams;

pub(super) const CONTAINER: Container = Container {
    id: "pcap",
    name: Some("a recording of network packets"),
    recognize,
    open,
};

pub(super) const PRINTED: Container = printed::CONTAINER;

/// A packet of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Packet {
    /// Where its bytes stand.
    pub(super) place: Range<usize>,
    /// What they begin with, by the number that such files have for it.
    pub(super) link: u32,
    /// When it was sent, in milliseconds since 1970.
    pub(super) time: Option<u64>,
}

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let format = pcap::sniff(input)?;
    // An editor of texts keeps the mark, and loses what lengths and places are made of.
    if super::is_lossy(input) {
        return None;
    }
    let because = match format {
        pcap::Format::Plain(_) => "it begins with the mark of pcap",
        pcap::Format::Blocks => "it begins with the mark of pcapng",
    };
    Some((InputKind::Export, because))
}

fn open(input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
    let mut streams = Streams::default();
    streams.is_cut = pcap::read(input, &mut |packet| streams.take(input, &packet));
    streams.finish(input, depth, take);
}

#[cfg(test)]
mod tests;
