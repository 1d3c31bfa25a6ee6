//! Tables whose first row names the columns, as spreadsheets, databases and lists of sessions have them: a
//! request in each row (RFC 4180, and the same with semicolons or tabs).

use std::ops::Range;

use super::located::Located;
use super::request::{Body, Request, Step};
use super::{mark_length, url};
use crate::bytes::codec::written::{Characters, Notation};
use crate::bytes::{ByteStore, Coding, Slice};
use crate::diagnostic;
use crate::report::{Codec, LayerStatus};

/// What columns are called, parted by bars.
const NAMES: [&str; 5] = [
    "|method|http method|request method|verb|http.request.method|request_method|",
    "|url|uri|full url|request url|request uri|request_uri|http.request.full_uri|http.request.uri|path|endpoint|",
    "|host|hostname|domain|http.host|server name|",
    "|protocol|scheme|",
    "|body|request body|request_body|post data|postdata|payload|data|content|http.file_data|",
];

/// Bytes of the longest first row.
const HEAD: usize = 4 << 10;

/// Rows of which one must have an address.
const SAMPLE: usize = 8;

/// Digits of no size.
const SIZE: usize = 12;

/// Where the columns of a table are.
pub(super) struct Table {
    sign: u8,
    columns: [Option<usize>; NAMES.len()],
    /// Whether backslashes in it are escapes, as tshark writes them.
    has_escapes: bool,
    /// Where the rows begin.
    start: usize,
}

impl Table {
    /// The table that a text is; none where its first row does not name what a request is made of.
    pub(super) fn of(input: &[u8]) -> Option<Table> {
        let from = mark_length(input);
        let head = input.get(from..)?;
        let end = head.iter().take(HEAD).position(|&byte| byte == b'\n')?;
        let row = head.get(..end)?;
        let count = |sign: u8| row.iter().filter(|&&byte| byte == sign).count();
        let sign = *b"\t;,".iter().max_by_key(|&&sign| count(sign))?;
        let mut table = Table {
            sign,
            columns: [None; NAMES.len()],
            has_escapes: row.windows(5).any(|part| part == b"http."),
            start: from + end + 1,
        };
        for (at, cell) in table.cells(head, 0).0.into_iter().enumerate() {
            let name = std::str::from_utf8(head.get(cell)?).ok()?;
            let name = format!("|{}|", name.trim().to_ascii_lowercase());
            for (column, names) in table.columns.iter_mut().zip(NAMES) {
                if column.is_none() && names.contains(&name) {
                    *column = Some(at);
                }
            }
        }
        let [method, address, host, _, body] = table.columns;
        let is_one = address.is_some() && (body.is_some() || method.is_some() && host.is_some());
        let is_one = is_one && table.rows(input).take(SAMPLE).any(|row| row.is_some());
        is_one.then_some(table)
    }

    /// The requests of its rows; none for a row that has no address.
    pub(super) fn rows<'i>(
        &self,
        input: &'i [u8],
    ) -> impl Iterator<Item = Option<Request>> + use<'i, '_> {
        let mut position = self.start;
        std::iter::from_fn(move || {
            input.get(position..).filter(|rest| !rest.is_empty())?;
            let (cells, end) = self.cells(input, position);
            let row = position..end;
            position = end;
            Some(self.request(input, row, &cells))
        })
    }

    /// The cells of the row that begins at a place, without their quotes, and where the next one begins.
    fn cells(&self, input: &[u8], start: usize) -> (Vec<Range<usize>>, usize) {
        let mut cells = Vec::new();
        let mut position = start;
        loop {
            let rest = input.get(position..).unwrap_or_default();
            let is_end = |byte: &u8| *byte == self.sign || *byte == b'\n';
            let find = |from: usize| {
                let rest = rest.get(from..).unwrap_or_default();
                rest.iter()
                    .position(is_end)
                    .map_or(from + rest.len(), |end| from + end)
            };
            let (own, end) = match rest.first() {
                Some(b'"') => {
                    let mut end = 1;
                    while let Some(&byte) = rest.get(end) {
                        match byte {
                            b'"' if rest.get(end + 1) == Some(&b'"') => end += 1,
                            b'"' => break,
                            _ => {}
                        }
                        end += 1;
                    }
                    (1..end.min(rest.len()), find(end.min(rest.len())))
                }
                _ => {
                    let end = find(0);
                    let text = rest.get(..end).unwrap_or_default();
                    (0..text.trim_ascii_end().len(), end)
                }
            };
            cells.push(position + own.start..position + own.end);
            position += end + 1;
            if rest.get(end) != Some(&self.sign) {
                return (cells, position.min(input.len()));
            }
        }
    }

    fn request(&self, input: &[u8], row: Range<usize>, cells: &[Range<usize>]) -> Option<Request> {
        let mut store = ByteStore::new(input.get(row.clone())?.to_vec());
        let [method, address, host, scheme, body] = self.columns.map(|column| {
            let cell = cells.get(column?)?;
            let at = Slice::new(0, cell.start - row.start..cell.end - row.start);
            (!at.is_empty()).then_some(at)
        });
        let text = |at: Option<Slice>| at.map(|at| store.text(at)).unwrap_or_default();
        // Some have the scheme before the host.
        let (own, host) = text(host).split_once("://").unwrap_or(("", text(host)));
        let scheme = [own, text(scheme)].map(str::to_ascii_lowercase);
        let mut scheme = scheme.iter().map(String::as_str);
        let scheme = scheme.find(|scheme| matches!(*scheme, "http" | "https"));
        let address = address?;
        let located = Located::new(store.text(address), 0, address.range().start);
        let is_host = !host.is_empty() && !host.contains(' ');
        let target = match located.text {
            path if path.starts_with('/') => url::target(located, scheme, is_host.then_some(host)),
            _ => {
                url::split(located)?;
                url::target(located, None, None)
            }
        };
        let method = text(method).to_owned();
        let mut request = target.request();
        request.method = (!method.is_empty()).then_some(method);
        request.at.file = row.start as u64..row.end as u64;
        // Lists of sessions have how long it is.
        let is_size = |body: &Slice| {
            let bytes = store.in_memory(*body);
            bytes.len() < SIZE && bytes.iter().all(u8::is_ascii_digit)
        };
        if let Some(body) = body.filter(|body| !is_size(body)) {
            let bytes = store.in_memory(body);
            if bytes.windows(3).any(|part| part == "\u{fffd}".as_bytes()) {
                request.missing = Some(diagnostic::body_lost());
            }
            let has = |pair: &[u8]| bytes.windows(2).any(|own| own == pair);
            let is_hex = bytes.len().is_multiple_of(2) && bytes.iter().all(u8::is_ascii_hexdigit);
            let notation = match is_hex {
                true => Some(Notation::Hex),
                false if self.has_escapes && bytes.contains(&b'\\') => {
                    Some(Notation::Backslash(Characters::Bytes))
                }
                false => has(b"\"\"").then_some(Notation::Doubled(b'"')),
            };
            let mut output = body;
            if let Some(notation) = notation {
                output = store.undo(body, Coding::written(notation, body.len()));
                request.steps.push(Step {
                    codec: if is_hex {
                        Codec::Numbers
                    } else {
                        Codec::Escapes
                    },
                    because: "a cell of the table has the body".into(),
                    output,
                    status: LayerStatus::Ok,
                });
            }
            request.body = Body::read(store.in_memory(output), output);
        }
        request.store = store;
        Some(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(input: &str) -> Vec<String> {
        let table = Table::of(input.as_bytes());
        let table = table.iter().flat_map(|table| table.rows(input.as_bytes()));
        let shown = table.flatten().map(|request| {
            let body = match &request.body {
                Body::Bytes(at) => request.text(*at),
                Body::Form(_) => "form",
                _ => "none",
            };
            let method = request.method.as_deref().unwrap_or_default();
            format!(
                "{method} {} {body}",
                request.url.as_deref().unwrap_or_default()
            )
        });
        shown.collect()
    }

    #[test]
    fn rows_are_requests() {
        for (input, expected) in [
            (
                "time;host;method;path;body\r\n1;a.example;POST;/sa;\"[\"\"b\"\",\n1]\"\r\n2;b.example;GET;/c;\r\n",
                vec!["POST //a.example/sa [\"b\",\n1]", "GET //b.example/c none"],
            ),
            (
                "ip.dst\thttp.host\thttp.request.method\thttp.request.uri\thttp.file_data\n1\ta.example\tPOST\t/sa\t5b315d\n",
                vec!["POST //a.example/sa [1]"],
            ),
            (
                "Host\tMethod\tURL\tStatus code\nhttps://a.example\tPOST\t/sa?b=c\t200\n",
                vec!["POST https://a.example/sa?b=c none"],
            ),
            (
                "#\tProtocol\tHost\tURL\tBody\n1\tHTTPS\ta.example\t/sa\t0\n2\tHTTP\tTunnel to\ta.example:443\t0\n",
                vec![" https://a.example/sa none"],
            ),
            (
                "url,data\n\"https://a.example/sa\",\"[1",
                vec![" https://a.example/sa [1"],
            ),
        ] {
            assert_eq!(rows(input), expected, "{input}");
        }
    }

    #[test]
    fn other_tables_are_none() {
        for input in [
            "name,url\na,https://a.example/\n",
            "url,data\nhello,1\n",
            "method,data\nGET,1\n",
            "a note about: url, body\nand https://a.example/\n",
            "",
        ] {
            assert!(Table::of(input.as_bytes()).is_none(), "{input}");
        }
    }
}
