//! Answers in fewer bytes: which coding a client takes, and files compressed once for all who ask for them.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;

/// Of 11, where another step takes twice as long for a hundredth less.
const BROTLI_QUALITY: u32 = 9;
/// Of 24; a window of 4 MiB holds every file of the site.
const BROTLI_WINDOW: u32 = 22;

/// How an answer is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// The one to use for a client that sends this `Accept-Encoding`.
    pub fn accepted(header: &str) -> Option<Coding> {
        [Coding::Brotli, Coding::Gzip]
            .into_iter()
            .find(|coding| header.split(',').any(|item| accepts(item, coding.name())))
    }

    /// As `Content-Encoding` names it.
    pub fn name(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Gzip => "gzip",
        }
    }

    fn compress(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Coding::Brotli => {
                let mut encoder =
                    brotli::CompressorWriter::new(Vec::new(), 0, BROTLI_QUALITY, BROTLI_WINDOW);
                encoder.write_all(bytes)?;
                Ok(encoder.into_inner())
            }
            Coding::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
        }
    }
}

/// Whether an item of the header, such as `gzip;q=0.5`, accepts the coding. A weight of nothing refuses it.
fn accepts(item: &str, name: &str) -> bool {
    let mut parts = item.split(';').map(str::trim);
    let is_it = parts
        .next()
        .is_some_and(|coding| coding.eq_ignore_ascii_case(name));
    let is_refused = parts.any(|part| {
        let weight = part
            .strip_prefix("q=")
            .or_else(|| part.strip_prefix("Q="))
            .and_then(|weight| weight.trim().parse::<f32>().ok());
        weight == Some(0.0)
    });
    is_it && !is_refused
}

/// Compressed files, of each the latest version that somebody asked for.
#[derive(Debug, Default)]
pub struct Compressed {
    files: Mutex<HashMap<(String, Coding), Arc<File>>>,
}

#[derive(Debug)]
struct File {
    version: String,
    /// None where it could not be compressed.
    bytes: OnceLock<Option<Arc<[u8]>>>,
}

impl Compressed {
    /// A version of a file in a coding, made of its bytes where that is not there yet; none where that fails.
    ///
    /// Whoever asks for it meanwhile waits, and whoever asks for another file does not.
    pub fn get(
        &self,
        name: &str,
        version: &str,
        coding: Coding,
        bytes: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> Option<Arc<[u8]>> {
        let file = {
            let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
            let fresh = || {
                Arc::new(File {
                    version: version.to_owned(),
                    bytes: OnceLock::new(),
                })
            };
            let known = files.entry((name.to_owned(), coding)).or_insert_with(fresh);
            if known.version != version {
                *known = fresh();
            }
            Arc::clone(known)
        };
        let made = || Some(coding.compress(&bytes().ok()?).ok()?.into());
        file.bytes.get_or_init(made).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_best_coding_that_is_accepted_is_used() {
        for (header, expected) in [
            ("gzip, deflate, br, zstd", Some(Coding::Brotli)),
            ("gzip, deflate", Some(Coding::Gzip)),
            ("GZIP", Some(Coding::Gzip)),
            ("br;q=0, gzip;q=0.5", Some(Coding::Gzip)),
            ("br; Q=0.000, gzip; q=0", None),
            ("br;q=0.001", Some(Coding::Brotli)),
            ("identity", None),
            ("brotli, x-gzip", None),
            ("", None),
        ] {
            assert_eq!(Coding::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn what_is_compressed_reads_back() {
        let text = "the same again, ".repeat(1000);
        let compressed = Compressed::default();
        let get = |coding| {
            compressed
                .get("a", "1", coding, || Ok(text.clone().into_bytes()))
                .unwrap()
        };
        let (brotli, gzip) = (get(Coding::Brotli), get(Coding::Gzip));
        let mut read = String::new();
        brotli::Decompressor::new(&*brotli, 4096)
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, text);
        read.clear();
        flate2::read::GzDecoder::new(&*gzip)
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, text);
        assert!(brotli.len() < 200 && gzip.len() < 200);
    }

    #[test]
    fn a_version_is_compressed_once_and_the_next_takes_its_place() {
        let compressed = Compressed::default();
        let get = |version: &str, text: &str| {
            compressed
                .get("a", version, Coding::Gzip, || Ok(text.as_bytes().to_vec()))
                .unwrap()
        };
        let first = get("1", "one");
        assert!(Arc::ptr_eq(&first, &get("1", "not read")));
        assert!(!Arc::ptr_eq(&first, &get("2", "two")));
        assert_eq!(compressed.files.lock().unwrap().len(), 1);
        let fails = || Err(io::Error::other("gone"));
        assert!(compressed.get("b", "1", Coding::Gzip, fails).is_none());
    }
}
