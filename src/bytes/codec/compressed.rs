//! Compressed data of any kind: what the first bytes say, what comes out within the limits, and which
//! bytes belong together on both sides.

use std::ops::Range;

use super::inflate::{self, End, Inflated, Wrapper};
use super::{brotli, zstd};
use crate::limits::Budget;
use crate::progress::Progress;
use crate::whole::is_whole;

/// Bytes that may come out whatever the ratio.
const FREE: usize = 1 << 20;

/// How data are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    Inflate(Wrapper),
    /// What the first bytes cannot tell.
    Brotli,
    Zstd,
}

type Step<'s> = &'s mut dyn FnMut(usize, usize) -> usize;
type Decode = fn(&[u8], Step<'_>) -> (Vec<u8>, End, usize);

/// What the first bytes say.
pub(crate) fn sniff(bytes: &[u8]) -> Option<Compression> {
    match zstd::sniff(bytes) {
        true => Some(Compression::Zstd),
        false => inflate::sniff(bytes).map(Compression::Inflate),
    }
}

impl Compression {
    /// What reads it in steps of its own.
    fn decode(self) -> Result<Decode, Wrapper> {
        match self {
            Compression::Inflate(wrapper) => Err(wrapper),
            Compression::Brotli => Ok(brotli::decode),
            Compression::Zstd => Ok(zstd::decode),
        }
    }

    /// Decompresses as far as the data and the budget go.
    pub(crate) fn undo(
        self,
        input: &[u8],
        budget: &mut Budget,
        progress: &mut Progress,
    ) -> Inflated {
        let decode = match self.decode() {
            Ok(decode) => decode,
            Err(wrapper) => return inflate::inflate(input, wrapper, budget, progress),
        };
        if !is_whole() {
            budget.note_needs_whole();
            return Inflated {
                bytes: Vec::new(),
                end: End::Damaged,
                trailing: 0,
            };
        }
        let most = budget.output_left();
        let ratio = budget.limits().ratio;
        let mut allowed = 0;
        let (bytes, mut end, read) = decode(input, &mut |read, _| {
            progress.reach(read, input.len());
            allowed = FREE.max(ratio.saturating_mul(read)).min(most);
            allowed
        });
        if end == End::OutputLimit && allowed < most {
            end = End::RatioLimit;
        }
        let _ = budget.take_output(bytes.len());
        let trailing = if end == End::Complete {
            input.len() - read
        } else {
            0
        };
        Inflated {
            bytes,
            end,
            trailing,
        }
    }

    /// The bytes that were read while these came out.
    pub(crate) fn sources(self, input: &[u8], wanted: &Range<usize>) -> Range<usize> {
        let decode = match self.decode() {
            Ok(decode) => decode,
            Err(wrapper) => return inflate::Steps::new(input, wrapper).sources(wanted),
        };
        // A step of Brotli can begin within the byte in which the one before it ended.
        let shared = usize::from(self == Compression::Brotli);
        let mut place = 0..0;
        decode(input, &mut |read, written| {
            if written <= wanted.start {
                place.start = read.saturating_sub(shared);
            }
            if place.end == 0 || written < wanted.end {
                place.end = input.len();
            } else if place.end == input.len() {
                place.end = read;
            }
            if written < wanted.end { usize::MAX } else { 0 }
        });
        place
    }

    /// What came out while these bytes were read.
    pub(crate) fn results(self, input: &[u8], wanted: &Range<usize>) -> Range<usize> {
        let decode = match self.decode() {
            Ok(decode) => decode,
            Err(wrapper) => return inflate::Steps::new(input, wrapper).results(wanted),
        };
        let mut place = 0..0;
        let mut before = 0;
        decode(input, &mut |read, written| {
            // Several steps can end within one byte.
            if before < read && read <= wanted.start {
                place.start = written;
            }
            if before < wanted.end || read == wanted.end {
                place.end = written;
            }
            before = read;
            if read > wanted.end { 0 } else { usize::MAX }
        });
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    /// Written by Google's and Facebook's own programs.
    const BROTLI: &[u8] = include_bytes!("samples/events.br");
    const ZSTD: &[u8] = include_bytes!("samples/events.zst");

    /// What is in them.
    fn events() -> String {
        let events = (0..2_700_u64).map(|number| {
            let names = ["page_view", "search", "click", "profile_set"];
            format!(
                r#"{{"event":"{}","time":{},"properties":{{"title":"Größe {}","url":"https://www.beispiel.example/{}"}}}}"#,
                names[number as usize * 7 % 4],
                1_717_000_000_000 + number * 7919 % 100_003,
                number * 31 % 97,
                number * 17 % 53
            )
        });
        format!("[{}]", events.collect::<Vec<_>>().join(","))
    }

    fn run(input: &[u8], compression: Compression, limits: Limits) -> Inflated {
        let mut listener = |_, _| {};
        let progress = &mut Progress::new(&mut listener);
        compression.undo(input, &mut Budget::new(limits), progress)
    }

    fn both() -> [(&'static [u8], Compression); 2] {
        [(BROTLI, Compression::Brotli), (ZSTD, Compression::Zstd)]
    }

    #[test]
    fn what_others_compressed_is_read() {
        let events = events();
        assert_eq!(sniff(ZSTD), Some(Compression::Zstd));
        for (input, compression) in both() {
            let found = run(input, compression, Limits::DEFAULT);
            assert!(found.bytes == events.as_bytes(), "{compression:?}");
            assert_eq!((found.end, found.trailing), (End::Complete, 0));
            let found = run(&[input, b"tail"].concat(), compression, Limits::DEFAULT);
            assert_eq!((found.end, found.trailing), (End::Complete, 4));
        }
        let twice = run(&[ZSTD, ZSTD].concat(), Compression::Zstd, Limits::DEFAULT);
        assert!(twice.bytes == events.repeat(2).as_bytes());
    }

    #[test]
    fn every_prefix_gives_a_prefix() {
        let events = events();
        for (input, compression) in both() {
            let mut longest = 0;
            for length in (4..input.len()).step_by(211) {
                let found = run(&input[..length], compression, Limits::DEFAULT);
                assert_eq!(found.end, End::Truncated, "{compression:?} {length}");
                assert!(events.as_bytes().starts_with(&found.bytes));
                assert!(found.bytes.len() >= longest);
                longest = found.bytes.len();
            }
            assert!(longest > events.len() * 3 / 4, "{compression:?} {longest}");
        }
    }

    #[test]
    fn damage_is_told() {
        let events = events();
        for (input, compression) in both() {
            let mut damaged = input.to_vec();
            let start = input.len() * 2 / 3;
            damaged[start..start + 40].fill(0xff);
            let found = run(&damaged, compression, Limits::DEFAULT);
            // Of Brotli, anything may be the length of something that is missing.
            assert!(
                matches!(found.end, End::Damaged | End::Truncated),
                "{compression:?}"
            );
            let same = found.bytes.iter().zip(events.bytes());
            let same = same.take_while(|(own, byte)| **own == *byte).count();
            assert!(same > 100_000, "{compression:?} {same}");
        }
        let mut damaged = ZSTD.to_vec();
        *damaged.last_mut().unwrap() ^= 1;
        let found = run(&damaged, Compression::Zstd, Limits::DEFAULT);
        assert!(found.end == End::Checksum && found.bytes == events.as_bytes());
    }

    #[test]
    fn bombs_are_stopped() {
        let bombs: [(&[u8], _); 2] = [
            (include_bytes!("samples/bomb.br"), Compression::Brotli),
            (include_bytes!("samples/bomb.zst"), Compression::Zstd),
        ];
        for (bomb, compression) in bombs {
            let found = run(bomb, compression, Limits::DEFAULT);
            assert_eq!(found.end, End::RatioLimit, "{compression:?}");
            assert!(found.bytes.len() <= 1 << 20);
            let limits = Limits {
                ratio: usize::MAX,
                output: 8 << 20,
                ..Limits::DEFAULT
            };
            let found = run(bomb, compression, limits);
            assert_eq!((found.end, found.bytes.len()), (End::OutputLimit, 8 << 20));
        }
    }

    #[test]
    fn what_came_out_leads_to_the_bytes_that_were_read() {
        let events = events();
        for (input, compression) in both() {
            for start in (0..events.len() - 300).step_by(9_973) {
                let wanted = start..start + 40;
                let place = compression.sources(input, &wanted);
                let before = run(&input[..place.start], compression, Limits::DEFAULT);
                assert!(
                    before.bytes.len() <= wanted.start,
                    "{compression:?} {place:?}"
                );
                let with = run(&input[..place.end], compression, Limits::DEFAULT);
                assert!(with.bytes.len() >= wanted.end, "{compression:?} {place:?}");
                let back = compression.results(input, &place);
                assert!(back.start <= wanted.start && wanted.end <= back.end);
                assert!(
                    compression == Compression::Zstd || place.len() < 1_000,
                    "{place:?}"
                );
            }
            assert!(compression.results(input, &(0..1)).is_empty());
        }
    }
}
