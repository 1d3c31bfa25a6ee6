//! What each side of a connection sent, put together from its packets: these may have been recorded in
//! another order, twice, or not at all.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::frame::{self, Content, End, Segment};
use super::ordered::Ordered;
use super::{Packet, greeting};
use crate::bytes::ByteStore;
use crate::bytes::codec::written::Notation;
use crate::capture::nested::{self, Undone};
use crate::capture::{Item, Request, http};
use crate::diagnostic;
use crate::report::Codec;
use crate::sort::sorted;

/// The connections of a recording, as far as it was read.
#[derive(Default)]
pub(crate) struct Streams {
    list: Vec<Stream>,
    /// Numbers in the list, by the addresses of both ends.
    open: BTreeMap<String, usize>,
    /// Whether the recording ends within a packet.
    pub(super) is_cut: bool,
    is_encrypted: bool,
    /// Whether a connection begins like one of HTTP/2, whose requests have no lines.
    is_in_frames: bool,
    /// Requests of connections that were too many.
    unread: usize,
    /// Whether packets begin with something that is not read.
    has_other_links: bool,
    /// The hosts that encrypted connections went to.
    hosts: BTreeMap<String, usize>,
    greetings: Vec<(Range<usize>, Option<u64>)>,
    /// The last packet with something in it.
    last: Option<Segment>,
}

/// What one side of a connection sent.
struct Stream {
    to: End,
    /// The number that it began with, where that was recorded.
    first: Option<u32>,
    /// The number of a byte, and where it is in what was sent.
    known: Option<(u32, i64)>,
    is_of_server: bool,
    parts: Vec<Part>,
}

/// What one packet holds of it.
struct Part {
    /// Where it is in what was sent.
    at: i64,
    place: Range<u32>,
    is_cut: bool,
    time: Option<u64>,
}

/// The port of QUIC, in which all is encrypted.
const QUIC: u16 = 443;

/// Sides of connections that are put together.
const STREAMS: usize = 500_000;

/// Bytes that may be kept beyond those of all packets: requests keep what stands between theirs.
const ROOM: usize = 1 << 20;

/// Hosts of encrypted connections that are named.
const HOSTS: usize = 1_000;

impl Streams {
    pub(crate) fn take(&mut self, input: &[u8], packet: &Packet) {
        match frame::read(input, packet) {
            Some(Content::Segment(segment)) => {
                self.segment(input, &segment, packet.time);
                self.last = Some(segment).filter(|segment| !segment.place.is_empty());
            }
            Some(Content::Datagram(port)) => self.is_encrypted |= port == QUIC,
            None => self.has_other_links |= !frame::is_read(packet.link),
        }
    }

    /// Takes what a program put together from the last packet and those before it, which may be missing.
    pub(crate) fn put_together(&mut self, input: &[u8], place: Range<usize>) {
        let Some(mut segment) = self.last.take() else {
            return;
        };
        let part = input.get(segment.place.clone()).unwrap_or_default();
        let whole = input.get(place.clone()).unwrap_or_default();
        if whole.ends_with(part) {
            let before = (whole.len() - part.len()) as u32;
            segment.sequence = segment.sequence.wrapping_sub(before);
            segment.place = place;
            self.segment(input, &segment, None);
        }
    }

    fn segment(&mut self, input: &[u8], segment: &Segment, time: Option<u64>) {
        let mut ends = String::new();
        key(&segment.from, &mut ends);
        key(&segment.to, &mut ends);
        let mut number = self.open.get(&ends).copied();
        // The same port can be used again; a packet that comes twice begins with the same number.
        let stream = number.and_then(|number| self.list.get(number));
        let is_other =
            |stream: &Stream| !stream.parts.is_empty() && stream.first != Some(segment.sequence);
        if segment.is_first && stream.is_some_and(is_other) {
            number = None;
        }
        let has_more = segment.is_first || !segment.place.is_empty();
        if number.is_none() && (!has_more || self.list.len() >= STREAMS) {
            let bytes = input.get(segment.place.clone()).unwrap_or_default();
            self.unread += usize::from(http::begins_with_method(bytes));
            return;
        }
        let number = number.unwrap_or_else(|| {
            self.list.push(Stream {
                to: segment.to.clone(),
                first: None,
                known: None,
                is_of_server: false,
                parts: Vec::new(),
            });
            self.open.insert(ends, self.list.len() - 1);
            self.list.len() - 1
        });
        let Some(stream) = self.list.get_mut(number) else {
            return;
        };
        if segment.is_first && stream.first != Some(segment.sequence) {
            stream.first = Some(segment.sequence);
            stream.known = Some((segment.sequence.wrapping_add(1), 0));
            stream.is_of_server = segment.is_answer;
        }
        let bytes = input.get(segment.place.clone()).unwrap_or_default();
        if bytes.is_empty() {
            return;
        }
        if greeting::is_hello(bytes) {
            self.is_encrypted = true;
            if let Some(host) = greeting::host(bytes).filter(|_| self.hosts.len() < HOSTS) {
                let number = self.greetings.len();
                let number = *self
                    .hosts
                    .entry(host.to_ascii_lowercase())
                    .or_insert(number);
                if number == self.greetings.len() {
                    self.greetings.push((segment.place.clone(), time));
                }
            }
            return;
        }
        self.is_in_frames |= bytes.starts_with(b"PRI * HTTP/2.0");
        // What begins a connection has a number of its own.
        let sequence = segment.sequence.wrapping_add(u32::from(segment.is_first));
        let (last, reached) = *stream.known.get_or_insert((sequence, 0));
        // What is older than the last one has a lower number, also where numbers begin again.
        let at = reached + i64::from(sequence.wrapping_sub(last) as i32);
        if at > reached {
            stream.known = Some((sequence, at));
        }
        stream.parts.push(Part {
            at,
            place: segment.place.start as u32..segment.place.end as u32,
            is_cut: segment.is_cut,
            time,
        });
    }

    /// Hands over the requests that were sent, in the order in which they were.
    pub(crate) fn finish(self, input: &[u8], depth: usize, take: &mut dyn FnMut(Item)) {
        let mut requests = Ordered::default();
        let mut is_missing = false;
        let mut room = 2 * input.len() + ROOM;
        for stream in &self.list {
            is_missing |= stream.read(input, depth, &mut room, &mut |item| {
                requests.push(item, take);
            });
        }
        let has_requests = requests.has_requests();
        for (host, &greeting) in &self.hosts {
            let (place, started) = self.greetings.get(greeting).cloned().unwrap_or_default();
            let mut request = Request {
                store: ByteStore::new(input.get(place.clone()).unwrap_or_default().to_vec()),
                started,
                url: Some(format!("https://{host}")),
                host: Some(host.clone()),
                missing: Some(diagnostic::packets_encrypted()),
                ..Request::default()
            };
            request.at.file = place.start as u64..place.end as u64;
            requests.push(Item::Request(request), take);
        }
        if self.is_cut {
            take(Item::Problem(diagnostic::packets_cut()));
        }
        if self.unread > 0 {
            take(Item::Problem(diagnostic::limit_requests(self.unread)));
        }
        if self.is_in_frames {
            take(Item::Problem(diagnostic::packets_in_frames()));
        }
        // What is missing of the last packet was told.
        if is_missing && !self.is_cut {
            take(Item::Problem(diagnostic::packets_missing()));
        }
        match (self.is_encrypted, has_requests) {
            (true, false) if self.hosts.len() == 1 => {}
            (true, false) => take(Item::Problem(diagnostic::packets_encrypted())),
            (true, true) => take(Item::Problem(diagnostic::packets_partly_encrypted())),
            (false, false) if self.has_other_links => {
                take(Item::Problem(diagnostic::packets_link()));
            }
            (false, false) if self.is_in_frames => {}
            (false, false) => take(Item::Problem(diagnostic::packets_empty())),
            (false, true) => {}
        }
        requests.hand_over(take);
    }
}

impl End {
    /// Its address as a host.
    fn host(&self) -> String {
        match <[u8; 4]>::try_from(&self.address[..]) {
            Ok(four) => Ipv4Addr::from(four).to_string(),
            Err(_) => {
                let address = self.address.first_chunk().copied();
                format!("[{}]", Ipv6Addr::from(address.unwrap_or([0; 16])))
            }
        }
    }
}

/// Writes an end of a connection as a part of a key.
fn key(end: &End, written: &mut String) {
    let port = end.port.to_be_bytes();
    for byte in end.address.iter().chain(&port) {
        written.push(char::from(*byte));
    }
}

const UNDONE: Undone = Undone {
    codec: Codec::Archive,
    because: "the packets of a connection contain it",
};

impl Stream {
    /// Hands over the requests in it, or what servers answered, and says whether parts of requests are
    /// missing.
    fn read(
        &self,
        input: &[u8],
        depth: usize,
        room: &mut usize,
        take: &mut dyn FnMut(Item),
    ) -> bool {
        let (mut is_missing, mut is_of_requests) = (false, false);
        let (mut reached, mut is_cut) = (None::<i64>, false);
        let mut pieces: Vec<Range<u32>> = Vec::new();
        let order = self.parts.iter().enumerate();
        let order = order.map(|(index, part)| (part.at.abs_diff(i64::MIN), index));
        for (_, index) in sorted(order.collect()) {
            let Some(part) = self.parts.get(index) else {
                continue;
            };
            let end = part.at + part.place.len() as i64;
            let known = match reached {
                Some(reached) if reached >= end => continue,
                Some(reached) => (reached - part.at).max(0),
                None => 0,
            };
            if reached.is_some_and(|reached| reached < part.at) {
                // Something is missing before it, so the next request must begin anew.
                is_missing |= is_of_requests && !pieces.is_empty();
                self.read_run(input, &std::mem::take(&mut pieces), depth, room, take);
            }
            let place = part.place.start + known as u32..part.place.end;
            let bytes = input.get(place.start as usize..place.end as usize);
            let bytes = bytes.unwrap_or_default();
            if pieces.is_empty() {
                is_of_requests = !self.is_of_server && http::begins_with_method(bytes);
            }
            if is_of_requests || !pieces.is_empty() || bytes.starts_with(nested::ANSWER) {
                pieces.push(place);
            }
            (reached, is_cut) = (Some(end), part.is_cut);
        }
        // What was not kept of a packet is a gap before the next one, if there is one.
        is_missing |= is_of_requests && !pieces.is_empty() && is_cut;
        self.read_run(input, &pieces, depth, room, take);
        is_missing
    }

    /// Hands over the requests in what was sent without a gap, or the answers.
    fn read_run(
        &self,
        input: &[u8],
        pieces: &[Range<u32>],
        depth: usize,
        room: &mut usize,
        take: &mut dyn FnMut(Item),
    ) {
        if pieces.is_empty() {
            return;
        }
        let read =
            &mut |inner: &[u8], take: &mut dyn FnMut(Item)| nested::open_side(inner, depth, take);
        let take = &mut |mut item| {
            if let Item::Request(request) = &mut item
                && !request.is_answer
            {
                self.complete(request);
            }
            take(item);
        };
        nested::open_written_by(input, Notation::Plain, pieces, UNDONE, room, read, take);
    }

    /// Adds what the packets say of a request.
    fn complete(&self, request: &mut Request) {
        let start = request.at.file.start as u32;
        let part = self.parts.partition_point(|part| part.place.end <= start);
        request.started = self.parts.get(part).and_then(|part| part.time);
        match &mut request.url {
            Some(url) if url.starts_with("//") => url.insert_str(0, "http:"),
            Some(_) => {}
            // A request of old names no host, but went to an address.
            None => {
                let message = request.steps.last().map_or(0, |step| step.output.buffer);
                let message = request.store.in_memory(request.store.whole(message));
                let mut words = message.splitn(3, |&byte| byte == b' ');
                let target = words
                    .nth(1)
                    .and_then(|target| std::str::from_utf8(target).ok());
                if let Some(target) = target.filter(|target| target.starts_with('/')) {
                    let host = self.to.host();
                    let port = match self.to.port {
                        80 => String::new(),
                        port => format!(":{port}"),
                    };
                    request.url = Some(format!("http://{host}{port}{target}"));
                    request.host = Some(host);
                }
            }
        }
    }
}
