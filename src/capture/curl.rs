//! Commands of curl as browsers and proxies copy them for bash and cmd.exe, one or several.

use super::draft::{located, set_address, set_body};
use super::http;
use super::params::{self, Param};
use super::request::{Body, Request};
use super::shell::{self, Command, Word};
use super::{Container, Item, url};
use crate::bytes::codec::joined::Piece;
use crate::bytes::{ByteStore, Coding, Slice};
use crate::diagnostic;
use crate::report::{Codec, InputKind};

pub(super) const CONTAINER: Container = Container {
    id: "curl",
    name: None,
    recognize,
    open,
};

fn recognize(input: &[u8], _: usize) -> Option<(InputKind, &'static str)> {
    let mut commands = Commands::new(input, CURL, false);
    let first = commands.next().filter(|_| !commands.is_mixed)?;
    let unquoted = |word: &Word| first.unquoted.get(word.unquoted.range());
    let is_likely = |word: &Word| unquoted(word).is_some_and(url::is_likely);
    let words = first.words.get(1..)?;
    let is_likely = words.iter().any(is_likely);
    is_likely.then_some((InputKind::Curl, "it begins with the command curl"))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    // The first of several may have no quotes that tell.
    let mut commands = Commands::new(input, CURL, false);
    let is_of_windows = commands.find_map(|command| command.is_of_windows);
    let is_of_windows = is_of_windows == Some(true);
    for command in Commands::new(input, CURL, is_of_windows) {
        if is_of_windows {
            let lost = lost(input.get(command.place.clone()).unwrap_or_default());
            if lost > 0 {
                take(Item::Problem(diagnostic::characters_lost(lost)));
            }
        }
        read(input, command, Coding::Shell(is_of_windows), take);
    }
}

/// How many blanks a browser wrote for characters that it believes cmd.exe cannot have: it escapes them,
/// as it does no other blank.
fn lost(command: &[u8]) -> usize {
    let mut rest = command;
    let mut count = 0;
    while let Some(place) = rest.iter().position(|&byte| byte == b'^') {
        rest = rest.get(place + 1..).unwrap_or_default();
        let (first, behind) = rest.split_first().unwrap_or((&0, rest));
        let ends = behind.first().is_none_or(u8::is_ascii_whitespace);
        count += usize::from(*first == b' ' && !ends);
        rest = behind;
    }
    count
}

/// What the command is called.
const CURL: &[&[u8]] = &[b"curl", b"curl.exe"];

/// The commands of one name in a text, in their order.
pub(super) struct Commands<'i> {
    input: &'i [u8],
    names: &'static [&'static [u8]],
    is_of_windows: bool,
    position: usize,
    /// Whether a command came before in the same line.
    is_within_line: bool,
    /// Whether something else than a comment came before the first one.
    pub(super) is_mixed: bool,
}

impl<'i> Commands<'i> {
    pub(super) fn new(
        input: &'i [u8],
        names: &'static [&'static [u8]],
        is_of_windows: bool,
    ) -> Commands<'i> {
        Commands {
            input,
            names,
            is_of_windows,
            position: super::mark_length(input),
            is_within_line: false,
            is_mixed: false,
        }
    }
}

impl Iterator for Commands<'_> {
    type Item = Command;

    fn next(&mut self) -> Option<Command> {
        loop {
            let rest = self
                .input
                .get(self.position..)
                .filter(|rest| !rest.is_empty())?;
            let begins = begin(rest, self.names);
            if begins.is_some() || self.is_within_line {
                let position = self.position + begins.unwrap_or(0);
                let command = shell::read(self.input, position, self.is_of_windows);
                self.position = command.next;
                self.is_within_line = command.is_followed;
                if begins.is_some() {
                    return Some(command);
                }
                continue;
            }
            // Other lines can be anything, such as what a server answered.
            let end = rest.iter().position(|&byte| byte == b'\n');
            let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            let line = line.trim_ascii();
            let is_comment = |begin: &&[u8]| line.starts_with(begin);
            self.is_mixed |= !(line.is_empty() || COMMENTS.iter().any(is_comment));
            self.position += end.map_or(rest.len(), |end| end + 1);
        }
    }
}

/// What lines begin with that may come before the first command.
const COMMENTS: [&[u8]; 6] = [b"#", b"```", b"::", b"REM ", b"rem ", b"@echo "];

/// Words that may stand before a command.
const BEFORE: [&[u8]; 6] = [b"sudo", b"time", b"env", b"command", b"exec", b"nohup"];

/// Bytes of a line in which its command begins.
const BEGINNING: usize = 1_000;

/// Where such a command begins in the first line of a text, behind a prompt and what is set for it.
/// Many commands can stand in one line, so no more of it is looked at than that takes.
fn begin(text: &[u8], names: &[&[u8]]) -> Option<usize> {
    let line = text.get(..text.len().min(BEGINNING)).unwrap_or_default();
    let line = line.split(|&byte| byte == b'\n').next()?;
    let mut position = 0;
    loop {
        let rest = line.get(position..)?;
        position += rest.len() - rest.trim_ascii_start().len();
        let word = line
            .get(position..)?
            .split(u8::is_ascii_whitespace)
            .next()?;
        let name = word.rsplit(|&byte| byte == b'/').next()?;
        if names.contains(&name) {
            return Some(position);
        }
        // That of Windows has no blank behind it.
        if let [_, b':', b'\\', path @ ..] = word
            && let Some(end) = path.iter().position(|&byte| byte == b'>')
        {
            position += end + 4;
            continue;
        }
        let is_prompt = matches!(word, [.., b'$' | b'%'] | b"PS");
        let sets = word.contains(&b'=');
        if !is_prompt && !sets && !BEFORE.contains(&word) {
            return None;
        }
        position += word.len();
    }
}

/// How an option is read, by its letter or, where it has none, by a digit, and what it is called. Those
/// with a dash have an argument that says nothing of the request, but could be taken for its address.
const NAMES: &[u8] = b"Xrequest Hheader ddata ddata-ascii ddata-binary 1data-raw 2data-urlencode 3json Fform \
4form-string bcookie Auser-agent ereferer 5url Tupload-file -aws-sigv4 -cacert -capath -cert -ciphers -config \
-connect-timeout -connect-to -cookie-jar -dns-servers -doh-url -dump-header -interface -key -limit-rate \
-max-time -netrc-file -noproxy -oauth2-bearer -output -output-dir -preproxy -proxy -proxy-cacert -proxy-cert \
-proxy-header -proxy-key -proxy-user -quote -range -resolve -retry-delay -socks4 -socks4a -socks5 \
-socks5-hostname -stderr -trace -trace-ascii -unix-socket -user -write-out";

/// Letters of options with an argument.
const LETTERS: &[u8] = b"XHdFbAeTCcDEKmoPQrtUuwxYyz";

/// What is sent, as an option has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Data {
    /// Parted by ampersands.
    Plain,
    /// The same, with what stands behind the first equals sign percent-encoded.
    Encoded,
    /// One behind the other.
    Json,
    /// A field of a form, sent as a part of several.
    Field,
}

/// What the options of a command say.
#[derive(Debug, Default)]
struct Options {
    address: Option<Slice>,
    /// Whether the address names its scheme.
    is_whole: bool,
    data: Vec<(Data, Word)>,
    is_get: bool,
    is_head: bool,
    /// Whether some of the body is in a file.
    is_elsewhere: bool,
}

impl Options {
    fn read(&mut self, request: &mut Request, words: &[Word]) {
        let mut words = words.iter();
        words.next();
        while let Some(&word) = words.next() {
            // How it is read, and where in the word its value begins.
            let (letter, value) = match request.store.held(word.at) {
                [b'-', b'-', name @ ..] => {
                    let end = name.iter().position(|&byte| byte == b'=');
                    let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
                    self.is_get |= name == b"get";
                    self.is_head |= name == b"head";
                    let mut names = NAMES.split(|&byte| byte == b' ');
                    let known = names.find(|known| known.get(1..) == Some(name));
                    let letter = known.and_then(|known| known.first());
                    (letter.copied(), end.map(|end| end + 3))
                }
                [b'-', letters @ ..] => {
                    let mut place = 0;
                    let mut rest = letters.iter();
                    let letter = rest.find(|&&letter| {
                        place += 1;
                        self.is_get |= letter == b'G';
                        self.is_head |= letter == b'I';
                        LETTERS.contains(&letter)
                    });
                    (
                        letter.copied(),
                        (place < letters.len()).then_some(place + 1),
                    )
                }
                _ => (Some(b'5'), Some(0)),
            };
            if let Some(letter) = letter
                && let Some(value) = match value {
                    Some(start) => Some(word.behind(start)),
                    None => words.next().copied(),
                }
            {
                self.take(request, letter, word, value);
            }
        }
    }

    /// Takes the value of an option, which a word begins.
    fn take(&mut self, request: &mut Request, letter: u8, option: Word, value: Word) {
        let bytes = request.store.held(value.at);
        let text = located(&request.store, value.at);
        let is_file = bytes.starts_with(b"@");
        match letter {
            b'5' if url::is_likely(bytes) => {
                // The first that can be an address is it, or the first that says how to get there.
                let is_whole = text.text.contains("://");
                if self.address.is_none() || is_whole && !self.is_whole {
                    (self.address, self.is_whole) = (Some(value.at), is_whole);
                }
            }
            b'X' if bytes.len() <= METHOD && bytes.iter().all(u8::is_ascii_alphabetic) => {
                request.method = Some(text.text.to_owned());
            }
            b'H' => {
                let header = http::header(text);
                // Without a value it is one that curl would send and shall not.
                if let Some(header) = header.filter(|header| !header.value.text.is_empty()) {
                    let (name, value) = (header.name.slice(), header.value.slice());
                    request.headers.push(Param { name, value });
                }
            }
            b'A' | b'e' | b'b' => {
                let name = match letter {
                    b'A' => "user-agent",
                    b'e' => "referer",
                    // A file that cookies are in.
                    _ if !bytes.contains(&b'=') => return,
                    _ => "cookie",
                };
                let name = request.store.undo(option.at, Coding::Spelled(name));
                let value = value.at;
                request.headers.push(Param { name, value });
            }
            b'T' => {
                self.is_elsewhere = true;
                request.method.get_or_insert_with(|| "PUT".to_owned());
            }
            b'd' | b'3' if is_file => self.is_elsewhere = true,
            b'd' | b'1' => self.data.push((Data::Plain, value)),
            b'3' => self.data.push((Data::Json, value)),
            b'2' => {
                let sign = bytes.iter().find(|byte| b"=@".contains(byte));
                match sign {
                    Some(b'@') => self.is_elsewhere = true,
                    _ => self.data.push((Data::Encoded, value)),
                }
            }
            b'4' => self.data.push((Data::Field, value)),
            b'F' => {
                let name = bytes
                    .iter()
                    .position(|&byte| byte == b'=')
                    .map_or(0, |sign| sign + 1);
                let field = bytes.get(name..).unwrap_or_default();
                let is_file = matches!(field, [b'@' | b'<', ..]);
                self.is_elsewhere |= is_file;
                // What stands behind the value says how to send it.
                let kind = field.windows(6).position(|part| part == b";type=");
                let end = if is_file {
                    0
                } else {
                    kind.unwrap_or(field.len())
                };
                self.data.push((Data::Field, value.part(0..name + end)));
            }
            _ => {}
        }
    }
}

/// Letters of the longest method that is believed.
const METHOD: usize = 20;

/// Hands over the request that a command sends; none where it names no address.
fn read(input: &[u8], command: Command, coding: Coding, take: &mut dyn FnMut(Item)) {
    let captured = input.get(command.place.clone()).unwrap_or_default();
    let mut request = Request {
        store: ByteStore::new(captured.to_vec()),
        ..Request::default()
    };
    request.at.file = command.place.start as u64..command.place.end as u64;
    let whole = request.store.whole(0);
    request.store.derive(whole, coding, command.unquoted);
    let mut options = Options::default();
    options.read(&mut request, &command.words);
    // What would be in a file follows the command.
    if let Some(given) = command.given
        && options.is_elsewhere
        && options.data.is_empty()
    {
        options.is_elsewhere = false;
        options.data.push((Data::Plain, given));
    }
    if command.is_cut {
        take(Item::Problem(diagnostic::command_cut()));
    }
    let Some(mut address) = options.address else {
        return take(Item::Problem(diagnostic::address_missing()));
    };
    if request.store.held(address).contains(&b'\\') {
        address = request.store.undo(address, Coding::Brackets);
    }
    let data = sent(&mut request.store, &options.data);
    set_address(&mut request, address);
    let mut usual = if options.is_head { "HEAD" } else { "GET" };
    if let Some(data) = data {
        let is_field = matches!(options.data.first(), Some((Data::Field, _)));
        if options.is_get {
            let text = located(&request.store, data);
            let fields = params::slices(text);
            if let Some(url) = &mut request.url {
                url.push(if request.query.is_empty() { '?' } else { '&' });
                url.push_str(text.text);
            }
            request.query.extend(fields);
        } else {
            usual = "POST";
            let because = "the command says what to send";
            set_body(&mut request, data, Codec::Shell, because, command.is_cut);
            if is_field {
                request.body = Body::Form(params::slices(located(&request.store, data)));
            }
        }
    }
    if options.is_elsewhere {
        usual = "POST";
        take(Item::Problem(diagnostic::body_elsewhere()));
    }
    request.method.get_or_insert_with(|| usual.to_owned());
    take(Item::Request(request));
}

/// Bytes of all arguments that are percent-encoded as curl would; what is longer stays as it is, so that
/// memory stays near the length of the capture.
const ENCODED: usize = 16 << 20;

/// What is sent of several arguments, or of one.
fn sent(store: &mut ByteStore, data: &[(Data, Word)]) -> Option<Slice> {
    let (_, first) = data.first()?;
    if let [(Data::Plain | Data::Json, only)] = data {
        return Some(only.at);
    }
    let (_, last) = data.last()?;
    let start = first.unquoted.range().start;
    let from = Slice::new(1, start..last.unquoted.range().end);
    let mut pieces = Vec::new();
    let mut add = |part: Slice, is_parted: bool, is_encoded: bool| {
        let range = part.range();
        pieces.push(Piece {
            start: (range.start - start) as u32,
            end: (range.end - start) as u32,
            is_parted: is_parted && !pieces.is_empty(),
            is_encoded,
        });
    };
    let mut left = ENCODED;
    for &(kind, word) in data {
        let bytes = store.held(word.unquoted);
        let length = bytes.len();
        let sign = bytes.iter().position(|&byte| byte == b'=');
        // Where what is sent as it is ends, and where what is encoded begins and ends.
        let (plain, mut start, mut end) = match (kind, sign) {
            (Data::Plain | Data::Json, _) => (length, length, length),
            (_, None) => (0, 0, length),
            (Data::Encoded, Some(0)) => (0, 1, length),
            (_, Some(sign)) => (sign + 1, sign + 1, length),
        };
        // A field may have quotes of curl's own.
        if let (Data::Field, Some([b'"', .., b'"'])) = (kind, bytes.get(start..)) {
            (start, end) = (start + 1, end - 1);
        }
        add(word.unquoted.part(0..plain), kind != Data::Json, false);
        let rest = left.checked_sub(end - start);
        left = rest.unwrap_or(left);
        add(word.unquoted.part(start..end), false, rest.is_some());
    }
    Some(store.undo(from, Coding::Joined(pieces.into_boxed_slice())))
}
