//! Commands of curl as browsers and proxies copy them for bash and cmd.exe, one or several.

use super::draft::{set_address, set_body};
use super::http;
use super::located::located;
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
    // What a script does besides is no part of a request.
    let is_script = input.starts_with(b"#!");
    let first = commands
        .next()
        .filter(|_| is_script || !commands.is_mixed)?;
    let unquoted = |word: &Word| first.unquoted.get(word.unquoted.range());
    let is_likely = |word: &Word| unquoted(word).is_some_and(url::is_likely);
    let words = first.words.get(1..)?;
    let because = match is_script {
        true => "it is a script with the command curl",
        false => "it begins with the command curl",
    };
    let is_likely = words.iter().any(is_likely);
    is_likely.then_some((InputKind::Curl, because))
}

fn open(input: &[u8], _: usize, take: &mut dyn FnMut(Item)) {
    // The first of several may have no quotes that tell.
    let mut may_be_of_windows = false;
    let mut commands = Commands::new(input, CURL, false);
    let told = commands.find_map(|command| {
        may_be_of_windows |= command.may_be_of_windows;
        command.is_of_windows
    });
    let is_of_windows = told.unwrap_or(may_be_of_windows);
    for command in Commands::new(input, CURL, is_of_windows) {
        if is_of_windows {
            let lost = lost(input.get(command.place.clone()).unwrap_or_default());
            if lost > 0 {
                take(Item::Problem(diagnostic::characters_lost(lost)));
            }
        }
        read(input, &command, is_of_windows, take);
    }
}

/// How many bytes the command takes that begins at a place of a text; none where there is none.
pub(super) fn length(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if begin(rest, CURL) != Some(0) {
        return None;
    }
    let command = shell::read(text, at, false);
    command.place.end.checked_sub(at)
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
    /// Whether what follows is told to the command that came before.
    goes_on: bool,
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
            goes_on: false,
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
            let goes_on = std::mem::take(&mut self.goes_on);
            let begins = match goes_on {
                true => Some(0),
                false => begin(rest, self.names),
            };
            if begins.is_some() || self.is_within_line {
                let position = self.position + begins.unwrap_or(0);
                let mut command = shell::read(self.input, position, self.is_of_windows);
                self.position = command.next;
                self.is_within_line = command.is_followed;
                self.goes_on = command.goes_on;
                command.has_name = !goes_on;
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
-socks5-hostname -stderr -trace -trace-ascii -tls-max -unix-socket -user -write-out";

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
    /// A field of a form, sent as a part of several; it may have quotes.
    Field,
    /// The same, as it stands.
    Text,
}

/// What the options of a command say.
#[derive(Debug, Default)]
struct Options {
    /// Where it goes: the same is sent to each.
    addresses: Vec<Slice>,
    /// Whether the only address may be the argument of an option that is not known.
    is_doubtful: bool,
    data: Vec<(Data, Word)>,
    is_get: bool,
    is_head: bool,
    /// Whether some of the body is in a file.
    is_elsewhere: bool,
}

impl Options {
    fn read(&mut self, request: &mut Request, command: &Command) {
        let mut words = command.words.iter();
        if command.has_name {
            words.next();
        }
        let mut may_have_argument = false;
        while let Some(&word) = words.next() {
            // How it is read, and where in the word its value begins.
            let (letter, value) = match request.store.in_memory(word.at) {
                [b'-', b'-', name @ ..] => {
                    let end = name.iter().position(|&byte| byte == b'=');
                    let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
                    self.is_get |= name == b"get";
                    self.is_head |= name == b"head";
                    let mut names = NAMES.split(|&byte| byte == b' ');
                    let known = names.find(|known| known.get(1..) == Some(name));
                    let letter = known.and_then(|known| known.first());
                    may_have_argument = letter.is_none();
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
                bytes => {
                    let is_doubtful = std::mem::take(&mut may_have_argument);
                    if url::is_likely(bytes) {
                        self.add(word.at, is_doubtful && !has_scheme(bytes));
                    }
                    continue;
                }
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

    /// Takes an address. One that is in doubt is none beside others.
    fn add(&mut self, address: Slice, is_doubtful: bool) {
        if self.is_doubtful {
            self.addresses.clear();
        }
        if !is_doubtful || self.addresses.is_empty() {
            self.is_doubtful = is_doubtful;
            self.addresses.push(address);
        }
    }

    /// Takes the value of an option, which a word begins.
    fn take(&mut self, request: &mut Request, letter: u8, option: Word, value: Word) {
        let bytes = request.store.in_memory(value.at);
        let text = located(&request.store, value.at);
        let is_file = bytes.starts_with(b"@");
        match letter {
            b'5' => self.add(value.at, false),
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
            b'4' => self.data.push((Data::Text, value)),
            b'F' => {
                let name = bytes
                    .iter()
                    .position(|&byte| byte == b'=')
                    .map_or(0, |sign| sign + 1);
                let field = bytes.get(name..).unwrap_or_default();
                let is_file = matches!(field, [b'@' | b'<', ..]);
                self.is_elsewhere |= is_file;
                let length = if is_file { 0 } else { field_length(field) };
                self.data.push((Data::Field, value.part(0..name + length)));
            }
            _ => {}
        }
    }
}

/// Whether an address says how to get there.
fn has_scheme(address: &[u8]) -> bool {
    address.windows(3).any(|part| part == b"://")
}

/// The length of what is sent in a field of a form, with blanks before it: what follows it says
/// how to send it.
fn field_length(field: &[u8]) -> usize {
    let blanks = blanks(field);
    let field = field.get(blanks..).unwrap_or_default();
    let is_quoted = field.first() == Some(&b'"');
    let quoted = if is_quoted {
        quoted_length(field)
    } else {
        None
    };
    let unquoted = || {
        let end = field.iter().position(|&byte| byte == b';');
        field
            .get(..end.unwrap_or(field.len()))
            .unwrap_or_default()
            .trim_ascii_end()
            .len()
    };
    blanks + quoted.unwrap_or_else(unquoted)
}

/// How much white space a text begins with.
fn blanks(text: &[u8]) -> usize {
    text.len() - text.trim_ascii_start().len()
}

/// The length of a text in quotes with them, in which a backslash may stand before a quote.
fn quoted_length(text: &[u8]) -> Option<usize> {
    let mut position = 1;
    loop {
        match text.get(position..)? {
            [b'"', ..] => return Some(position + 1),
            [b'\\', b'"' | b'\\', ..] => position += 2,
            [_, ..] => position += 1,
            [] => return None,
        }
    }
}

/// Letters of the longest method that is believed.
const METHOD: usize = 20;

/// Bytes of a command that its requests have copies of, all together, so that memory stays near the
/// length of the capture.
const COPIED: usize = 16 << 20;

/// Hands over the requests that a command sends: one for each address, with the same in it.
fn read(input: &[u8], command: &Command, is_of_windows: bool, take: &mut dyn FnMut(Item)) {
    if command.words.is_empty() {
        return;
    }
    if command.is_cut {
        take(Item::Problem(diagnostic::command_cut()));
    }
    let captured = input.get(command.place.clone()).unwrap_or_default();
    let mut left = COPIED;
    let mut index = 0;
    loop {
        let mut request = Request {
            store: ByteStore::new(captured.to_vec()),
            ..Request::default()
        };
        request.at.file = command.place.start as u64..command.place.end as u64;
        let whole = request.store.whole(0);
        let coding = Coding::Shell(is_of_windows);
        request
            .store
            .derive(whole, coding, command.unquoted.clone());
        let mut options = Options::default();
        options.read(&mut request, command);
        // What would be in a file follows the command.
        if let Some(given) = command.given
            && options.is_elsewhere
            && options.data.is_empty()
        {
            options.is_elsewhere = false;
            options.data.push((Data::Plain, given));
        }
        let Some(&address) = options.addresses.get(index) else {
            return take(Item::Problem(diagnostic::address_missing()));
        };
        if options.is_elsewhere {
            match options.data.is_empty() {
                true => request.missing = Some(diagnostic::body_elsewhere()),
                false => take(Item::Problem(diagnostic::body_elsewhere())),
            }
        }
        fill(&mut request, address, &options, command.is_cut);
        take(Item::Request(request));
        index += 1;
        let others = options.addresses.len().saturating_sub(index);
        let rest = left.checked_sub(command.place.len());
        match (others, rest) {
            (0, _) => return,
            (_, Some(rest)) => left = rest,
            (_, None) => return take(Item::Problem(diagnostic::limit_requests(others))),
        }
    }
}

/// Fills in what a command sends to one address.
fn fill(request: &mut Request, mut address: Slice, options: &Options, is_cut: bool) {
    if request.store.in_memory(address).contains(&b'\\') {
        address = request.store.undo(address, Coding::Brackets);
    }
    let data = sent(&mut request.store, &options.data);
    set_address(request, address);
    let mut usual = if options.is_head { "HEAD" } else { "GET" };
    if let Some(data) = data {
        let is_field = matches!(options.data.first(), Some((Data::Field | Data::Text, _)));
        if options.is_get {
            let text = located(&request.store, data);
            let fields = params::slices(text);
            if let Some(url) = &mut request.url {
                url.push(if url.contains('?') { '&' } else { '?' });
                url.push_str(text.text);
            }
            request.query.extend(fields);
        } else {
            usual = "POST";
            let because = "the command says what to send";
            set_body(request, data, Codec::Shell, because, is_cut);
            if is_field {
                request.body = Body::Form(params::slices(located(&request.store, data)));
            }
        }
    }
    if options.is_elsewhere {
        usual = "POST";
    }
    // Where the end of the command is missing, what to send can have been there.
    if !is_cut || data.is_some() || options.is_elsewhere || options.is_head {
        request.method.get_or_insert_with(|| usual.to_owned());
    }
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
        let bytes = store.in_memory(word.unquoted);
        let length = bytes.len();
        let sign = bytes.iter().position(|&byte| byte == b'=');
        // Where what is sent as it is ends, and where what is encoded begins and ends.
        let (plain, mut start, mut end) = match (kind, sign) {
            (Data::Plain | Data::Json, _) => (length, length, length),
            (_, None) => (0, 0, length),
            (Data::Encoded, Some(0)) => (0, 1, length),
            (_, Some(sign)) => (sign + 1, sign + 1, length),
        };
        add(word.unquoted.part(0..plain), kind != Data::Json, false);
        let rest = left.checked_sub(end.saturating_sub(start));
        left = rest.unwrap_or(left);
        if kind == Data::Field {
            start += blanks(bytes.get(start..).unwrap_or_default());
        }
        // A field may have quotes of curl's own.
        if let (Data::Field, Some([b'"', inner @ .., b'"'])) = (kind, bytes.get(start..)) {
            (start, end) = (start + 1, end - 1);
            let escaped = |pair: &[u8]| matches!(pair, [b'\\', b'"' | b'\\']);
            let mut inner = inner;
            while let Some(place) = inner.windows(2).position(escaped) {
                // Without the backslash.
                let sign = start + place + 1;
                add(word.unquoted.part(start..sign - 1), false, rest.is_some());
                add(word.unquoted.part(sign..sign + 1), false, rest.is_some());
                start = sign + 1;
                inner = inner.get(place + 2..).unwrap_or_default();
            }
        }
        add(word.unquoted.part(start..end), false, rest.is_some());
    }
    Some(store.undo(from, Coding::Joined(pieces.into_boxed_slice())))
}
