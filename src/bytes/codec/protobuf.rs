//! Messages of Protocol Buffers as JSON, with the names that a schema has for their fields.
//!
//! A schema is the text of a `.proto` file, one declaration a line. A field that it does not know has its
//! number as its name. Numbers are those that were sent: the name of an enumeration's value is a meaning,
//! and stands elsewhere.
//!
//! <https://protobuf.dev/programming-guides/encoding/>

use std::fmt::Write;

/// A message of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Schema {
    /// The `.proto` file.
    pub(crate) text: &'static str,
    /// The message in it that the data are.
    pub(crate) message: &'static str,
    /// Whether that message is only a list, whose elements are the records: they are written as a list.
    pub(crate) is_list: bool,
}

/// What came out, and what was wrong.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) json: Vec<u8>,
    pub(crate) flaws: Flaws,
}

/// How data are no message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flaws {
    /// They end in the middle of a value; nothing closes what is open there.
    pub(crate) is_cut: bool,
    /// Something in them is no field, so that it and what belongs to it was passed over.
    pub(crate) is_damaged: bool,
    /// A text is no UTF-8.
    pub(crate) is_replaced: bool,
    /// A field is of another type than the schema says. Fields that it doesn't have are no flaw: a later
    /// version can have more.
    pub(crate) is_foreign: bool,
    /// It becomes longer than was asked for.
    pub(crate) is_too_long: bool,
}

/// The message as JSON, up to `most` bytes of it.
pub(crate) fn decode(data: &[u8], schema: Schema, most: usize) -> Decoded {
    let mut decoded = Decoded::default();
    let mut is_too_long = false;
    let json = &mut decoded.json;
    decoded.flaws = pieces(data, schema, &mut |_, written| {
        is_too_long = json.len() + written.len() > most;
        if !is_too_long {
            json.extend_from_slice(written);
        }
        !is_too_long
    });
    decoded.flaws.is_too_long = is_too_long;
    decoded
}

/// Hands over how many bytes pieces take in the message and in JSON, while more are wanted.
pub(crate) fn units(data: &[u8], schema: Schema, visit: &mut dyn FnMut(usize, usize) -> bool) {
    pieces(data, schema, &mut |length, written| {
        visit(length, written.len())
    });
}

fn pieces(data: &[u8], schema: Schema, visit: Visit) -> Flaws {
    let messages = read_schema(schema.text);
    let root = messages.iter().position(|one| one.name == schema.message);
    let mut writer = Writer {
        messages: &messages,
        visit,
        flaws: Flaws::default(),
        is_over: false,
    };
    writer.message(data, root, true, schema.is_list);
    writer.flaws
}

/// Hands over how many bytes a piece takes, and what JSON has for it.
type Visit<'v> = &'v mut dyn FnMut(usize, &[u8]) -> bool;

#[derive(Debug)]
struct Message {
    name: &'static str,
    /// Those with its number as their index.
    fields: Vec<Option<Field>>,
}

#[derive(Clone, Copy, Debug)]
struct Field {
    name: &'static str,
    kind: Kind,
    is_repeated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Bool,
    /// Another message, by its index.
    Message(usize),
}

/// The largest number of a field that a schema here can have.
const MOST_FIELDS: usize = 100;

/// The messages of a schema.
fn read_schema(text: &'static str) -> Vec<Message> {
    let named = |line: &&'static str| line.starts_with("message ");
    let name = |line: &'static str| line.split(' ').nth(1).unwrap_or_default();
    let names: Vec<&str> = text.lines().filter(named).map(name).collect();
    let mut messages: Vec<Message> = Vec::new();
    for line in text.lines() {
        if named(&line) {
            messages.push(Message {
                name: name(line),
                fields: Vec::new(),
            });
        }
        let Some(message) = messages.last_mut() else {
            continue;
        };
        let words = line.trim_end_matches(';').trim_start();
        let (is_repeated, words) = match words.strip_prefix("repeated ") {
            Some(rest) => (true, rest),
            None => (false, words),
        };
        let mut words = words.split(' ');
        let (Some(kind), Some(name), Some("="), Some(number)) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        let kind = match kind {
            "string" => Kind::Text,
            "bool" => Kind::Bool,
            other => match names.iter().position(|known| *known == other) {
                Some(index) => Kind::Message(index),
                None => Kind::Number,
            },
        };
        let number = number.parse().unwrap_or(MOST_FIELDS);
        if number < MOST_FIELDS {
            message
                .fields
                .resize(message.fields.len().max(number + 1), None);
            if let Some(place) = message.fields.get_mut(number) {
                *place = Some(Field {
                    name,
                    kind,
                    is_repeated,
                });
            }
        }
    }
    messages
}

/// A value as it is in the data.
enum Value<'d> {
    Number(u64),
    Bytes(&'d [u8]),
}

/// A field as it is in the data.
struct Found<'d> {
    number: u64,
    value: Value<'d>,
    /// Bytes before the value, and of the value.
    head: usize,
    length: usize,
    /// Whether the data end before the value does.
    is_cut: bool,
}

/// Why there is no field.
enum Missing {
    /// The data end in the middle of it.
    Cut,
    /// No field begins so.
    Damaged,
}

/// Reads a number of seven bits a byte.
fn varint(data: &[u8]) -> Result<(u64, usize), Missing> {
    let mut number = 0;
    for (index, byte) in data.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((number, index + 1));
        }
    }
    Err(match data.len() < 10 {
        true => Missing::Cut,
        false => Missing::Damaged,
    })
}

fn found(data: &[u8]) -> Result<Found<'_>, Missing> {
    let (tag, head) = varint(data)?;
    let rest = data.get(head..).unwrap_or_default();
    let number = tag >> 3;
    if number == 0 {
        return Err(Missing::Damaged);
    }
    let fixed = |length: usize| {
        let bytes = rest.get(..length).ok_or(Missing::Cut)?;
        let value = bytes
            .iter()
            .rev()
            .fold(0, |value, byte| value << 8 | u64::from(*byte));
        Ok((Value::Number(value), head, length, false))
    };
    let (value, head, length, is_cut) = match tag & 7 {
        0 => {
            let (value, length) = varint(rest)?;
            (Value::Number(value), head, length, false)
        }
        1 => fixed(8)?,
        2 => {
            let (length, more) = varint(rest)?;
            let rest = rest.get(more..).unwrap_or_default();
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let bytes = rest.get(..length).unwrap_or(rest);
            let is_cut = bytes.len() < length;
            (Value::Bytes(bytes), head + more, bytes.len(), is_cut)
        }
        5 => fixed(4)?,
        _ => return Err(Missing::Damaged),
    };
    Ok(Found {
        number,
        value,
        head,
        length,
        is_cut,
    })
}

struct Writer<'s, 'v> {
    messages: &'s [Message],
    visit: Visit<'v>,
    flaws: Flaws,
    /// Whether nothing more is wanted, or nothing more is there.
    is_over: bool,
}

impl Writer<'_, '_> {
    fn write(&mut self, length: usize, written: &[u8]) {
        if !self.is_over {
            self.is_over = !(self.visit)(length, written);
        }
    }

    /// Writes the fields of a message. `may_end` says that the data around it end where it does, so that
    /// what is missing was cut off.
    fn message(&mut self, mut rest: &[u8], index: Option<usize>, may_end: bool, is_list: bool) {
        let messages = self.messages;
        let message = index.and_then(|index| messages.get(index));
        let (open, close): (&[u8], &[u8]) = match is_list {
            true => (b"[", b"]"),
            false => (b"{", b"}"),
        };
        self.write(0, open);
        let mut list = None;
        let mut is_first = true;
        while !rest.is_empty() && !self.is_over {
            let field = match found(rest) {
                Ok(field) if !field.is_cut || may_end => field,
                Err(Missing::Cut) if may_end => {
                    self.flaws.is_cut = true;
                    self.is_over = true;
                    return;
                }
                _ => {
                    self.flaws.is_damaged = true;
                    self.write(rest.len(), b"");
                    break;
                }
            };
            let fields = message.map_or(&[][..], |message| &message.fields);
            let number = usize::try_from(field.number).unwrap_or(usize::MAX);
            let known = fields.get(number).copied().flatten();
            let fitting = known.filter(|known| match (&field.value, known.kind) {
                (Value::Number(_), Kind::Number | Kind::Bool) => true,
                (Value::Bytes(_), Kind::Text | Kind::Message(_)) => true,
                // Numbers of a list can stand together.
                (Value::Bytes(_), Kind::Number) => known.is_repeated,
                _ => false,
            });
            self.flaws.is_foreign |= known.is_some() && fitting.is_none();
            let known = fitting;
            if is_list && known.is_none() {
                self.flaws.is_damaged = true;
                self.write(field.head + field.length, b"");
                rest = rest.get(field.head + field.length..).unwrap_or_default();
                continue;
            }
            // Part of a text is another text, and a message without its first field another message.
            if field.is_cut && !self.has_whole(&field, known.map(|known| known.kind)) {
                self.flaws.is_cut = true;
                self.is_over = true;
                return;
            }
            let goes_on = list == Some(field.number) || is_list;
            if !goes_on && list.take().is_some() {
                self.write(0, b"]");
            }
            if !is_first {
                self.write(0, b",");
            }
            is_first = false;
            match goes_on {
                true => self.write(field.head, b""),
                false => {
                    let mut name = String::from("\"");
                    // Writing to a string cannot fail.
                    let _ = match known {
                        Some(known) => name.write_str(known.name),
                        None => write!(name, "{}", field.number),
                    };
                    name.push_str("\":");
                    self.write(field.head, name.as_bytes());
                    if known.is_some_and(|known| known.is_repeated) {
                        self.write(0, b"[");
                        list = Some(field.number);
                    }
                }
            }
            self.value(&field, known.map(|known| known.kind));
            if field.is_cut {
                self.flaws.is_cut = true;
                self.is_over = true;
            }
            rest = rest.get(field.head + field.length..).unwrap_or_default();
        }
        if list.is_some() {
            self.write(0, b"]");
        }
        self.write(0, close);
    }

    /// Whether something stands as a whole in a field that is cut off.
    fn has_whole(&self, field: &Found, kind: Option<Kind>) -> bool {
        let (Value::Bytes(bytes), Some(Kind::Message(index))) = (&field.value, kind) else {
            return false;
        };
        let Ok(first) = found(bytes) else {
            return false;
        };
        let fields = self.messages.get(index).map(|message| &message.fields[..]);
        let number = usize::try_from(first.number).unwrap_or(usize::MAX);
        let known = fields.and_then(|fields| fields.get(number).copied().flatten());
        !first.is_cut || self.has_whole(&first, known.map(|known| known.kind))
    }

    fn value(&mut self, field: &Found, kind: Option<Kind>) {
        match (&field.value, kind) {
            (Value::Number(value), Some(Kind::Bool)) => {
                let word: &[u8] = if *value == 0 { b"false" } else { b"true" };
                self.write(field.length, word);
            }
            (Value::Number(value), Some(_)) => {
                // Negative numbers are written as the largest ones.
                self.write(field.length, value.cast_signed().to_string().as_bytes());
            }
            (Value::Number(value), None) => self.write(field.length, value.to_string().as_bytes()),
            (Value::Bytes(bytes), Some(Kind::Message(index))) => {
                self.message(bytes, Some(index), field.is_cut, false);
            }
            (Value::Bytes(bytes), Some(Kind::Number | Kind::Bool)) => self.numbers(bytes),
            (Value::Bytes(bytes), None) if std::str::from_utf8(bytes).is_err() => {
                self.write(0, b"\"");
                for byte in *bytes {
                    self.write(1, format!("{byte:02x}").as_bytes());
                }
                self.write(0, b"\"");
            }
            (Value::Bytes(bytes), _) => self.text(bytes),
        }
    }

    /// Numbers of a list that stand together.
    fn numbers(&mut self, mut rest: &[u8]) {
        let mut comma: &[u8] = b"";
        while !rest.is_empty() {
            let Ok((value, length)) = varint(rest) else {
                self.flaws.is_damaged = true;
                return self.write(rest.len(), b"");
            };
            self.write(0, comma);
            self.write(length, value.cast_signed().to_string().as_bytes());
            comma = b",";
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// A text as a JSON string.
    fn text(&mut self, bytes: &[u8]) {
        self.write(0, b"\"");
        for chunk in bytes.utf8_chunks() {
            let mut rest = chunk.valid().as_bytes();
            while !rest.is_empty() && !self.is_over {
                let is_plain = |byte: &&u8| !matches!(byte, b'"' | b'\\' | ..b' ');
                let plain = rest.iter().take_while(is_plain).count();
                let (same, behind) = rest.split_at_checked(plain).unwrap_or_default();
                self.write(plain, same);
                rest = match behind.split_first() {
                    Some((&byte, behind)) => {
                        match byte {
                            b'"' => self.write(1, b"\\\""),
                            b'\\' => self.write(1, b"\\\\"),
                            b'\n' => self.write(1, b"\\n"),
                            _ => self.write(1, format!("\\u{byte:04x}").as_bytes()),
                        }
                        behind
                    }
                    None => behind,
                };
            }
            if !chunk.invalid().is_empty() {
                self.flaws.is_replaced = true;
                self.write(chunk.invalid().len(), "\u{fffd}".as_bytes());
            }
        }
        self.write(0, b"\"");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: Schema = Schema {
        text: "syntax = \"proto3\";\n\nmessage Outer {\n  string name = 1;\n  int64 time = 2;\n  repeated Inner parts = 3;\n  bool yes = 4;\n  repeated int64 sums = 5;\n}\n\nmessage Inner {\n  string text = 1;\n  int32 number = 16;\n}\n",
        message: "Outer",
        is_list: false,
    };

    const LIST: Schema = Schema {
        text: "message List {\n  repeated Inner one = 1;\n}\nmessage Inner {\n  string text = 1;\n}\n",
        message: "List",
        is_list: true,
    };

    #[track_caller]
    fn check(data: &[u8], json: &str) {
        let decoded = decode(data, SCHEMA, usize::MAX);
        assert_eq!(String::from_utf8(decoded.json).unwrap(), json);
        assert_eq!(decoded.flaws, Flaws::default());
    }

    #[track_caller]
    fn check_flaws(data: &[u8], json: &str, flaws: Flaws) {
        let decoded = decode(data, SCHEMA, usize::MAX);
        assert_eq!(String::from_utf8(decoded.json).unwrap(), json);
        assert_eq!(decoded.flaws, flaws);
    }

    #[test]
    fn fields_get_their_names() {
        check(b"", "{}");
        // The example of the documentation: 150.
        check(b"\x10\x96\x01", r#"{"time":150}"#);
        check(
            b"\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
            r#"{"time":-1}"#,
        );
        check(b"\x0a\x07testing", r#"{"name":"testing"}"#);
        check(
            "\x0a\x10a\"b\\\n\x01räuber例".as_bytes(),
            r#"{"name":"a\"b\\\n\u0001räuber例"}"#,
        );
        check(b"\x20\x00\x20\x01", r#"{"yes":false,"yes":true}"#);
        check(
            b"\x1a\x00\x1a\x03\x0a\x01a\x1a\x03\x80\x01\x07\x10\x01",
            r#"{"parts":[{},{"text":"a"},{"number":7}],"time":1}"#,
        );
        // Numbers of a list stand together or alone.
        check(
            b"\x28\x01\x28\x02\x10\x05\x2a\x03\x03\x96\x01",
            r#"{"sums":[1,2],"time":5,"sums":[3,150]}"#,
        );
    }

    #[test]
    fn records_of_a_list_stand_in_it() {
        let list = decode(b"\x0a\x03\x0a\x01a\x0a\x00", LIST, usize::MAX);
        assert_eq!(list.json, br#"[{"text":"a"},{}]"#);
        assert_eq!(list.flaws, Flaws::default());
    }

    #[test]
    fn what_the_schema_does_not_know_is_kept_by_its_number() {
        check(
            b"\x98\x06\x05\xa2\x06\x02hi\xa2\x06\x02\xff\x00",
            r#"{"99":5,"100":"hi","100":"ff00"}"#,
        );
        check(
            b"\x91\x06\x01\0\0\0\0\0\0\x80\x95\x06\x02\0\0\0",
            r#"{"98":9223372036854775809,"98":2}"#,
        );
        // A name with another type.
        let foreign = Flaws {
            is_foreign: true,
            ..Flaws::default()
        };
        check_flaws(b"\x08\x05", r#"{"1":5}"#, foreign);
    }

    #[test]
    fn what_is_wrong_is_told_and_the_rest_is_kept() {
        let cut = Flaws {
            is_cut: true,
            ..Flaws::default()
        };
        let damaged = Flaws {
            is_damaged: true,
            ..Flaws::default()
        };
        check_flaws(b"\x10\x01\x0a\x07test", r#"{"time":1"#, cut);
        check_flaws(b"\x10\x01\x10\x96", r#"{"time":1"#, cut);
        check_flaws(b"\x1a\x05\x0a\x01a", r#"{"parts":[{"text":"a"}"#, cut);
        // A part is longer than what it lies in.
        check_flaws(
            b"\x1a\x03\x0a\x05a\x10\x01",
            r#"{"parts":[{}],"time":1}"#,
            damaged,
        );
        for nothing in [&b"\x10\x01\x07"[..], b"\x10\x01\x00\x01", b"\x10\x01\x13"] {
            check_flaws(nothing, r#"{"time":1}"#, damaged);
        }
        let replaced = Flaws {
            is_replaced: true,
            ..Flaws::default()
        };
        check_flaws(b"\x0a\x02a\xff", "{\"name\":\"a\u{fffd}\"}", replaced);
        let long = decode(b"\x10\x01\x10\x02", SCHEMA, 10);
        assert_eq!(
            (long.json.len() <= 10, long.flaws.is_too_long),
            (true, true)
        );
    }

    /// Any bytes give what a reader of JSON mends, and pieces that are as long as both sides.
    #[test]
    fn pieces_are_all_of_it() {
        test_support::property(|u| {
            let data: Vec<u8> = u.arbitrary()?;
            for schema in [SCHEMA, LIST] {
                let decoded = decode(&data, schema, usize::MAX);
                let (mut before, mut after) = (0, 0);
                units(&data, schema, &mut |one, other| {
                    before += one;
                    after += other;
                    true
                });
                assert_eq!(after, decoded.json.len());
                let is_whole = before == data.len();
                assert!(is_whole || decoded.flaws.is_cut && before < data.len());
                let is_json = serde_json::from_slice::<serde_json::Value>(&decoded.json).is_ok();
                assert!(is_json || decoded.flaws.is_cut, "{decoded:?}");
            }
            Ok(())
        });
    }
}
