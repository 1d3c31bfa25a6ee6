//! Where values came from, layer by layer, and back.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use overshare::Analysis;
use overshare::report::{Codec, Imprecision, InputKind, Report, Trace};
use test_support::{Result, Unstructured, property};

use crate::capture::{base64, fixtures, gzip, percent};
use crate::text;

fn read(paste: &[u8]) -> Analysis {
    Analysis::new(paste, "", &mut |_, _| {})
}

/// The data after each layer of a request, what was captured of it first.
fn all_data(analysis: &Analysis, request: usize) -> Vec<Vec<u8>> {
    let overview = analysis.overview();
    let request_of = &overview.requests[request];
    // The data of an answer follow those of its request.
    let answer = request_of.answer.as_ref();
    let answer = answer.map_or(0, |answer| 1 + answer.layers.len());
    (0..=request_of.layers.len() + answer)
        .map(|step| analysis.bytes(request, step, 0, usize::MAX))
        .collect()
}

/// Whether the data at every step are as long as the report says, and can be had in parts.
fn check_sizes(paste: &[u8], name: &str) {
    let analysis = read(paste);
    let report = analysis.overview();
    for (index, request) in report.requests.iter().enumerate() {
        let data = all_data(&analysis, index);
        let place = request
            .at
            .as_ref()
            .map_or(0..paste.len(), |at| at.start as usize..at.end as usize);
        // What is in a compressed file is nowhere as it is, and can be just as long as the file.
        let is_inside = request.at.is_none() && report.input.because == "it is compressed";
        if place.len() == data[0].len() && !is_inside {
            let has_keys = !report.keys.is_empty();
            let is_same = data[0]
                .iter()
                .zip(&paste[place])
                .all(|(read, pasted)| read == pasted || has_keys && *read == b' ');
            assert!(is_same, "{name}: expected its place, but for a blanked key");
        }
        for (layer, data) in request.layers.iter().zip(&data[1..]) {
            assert_eq!(data.len(), layer.bytes_out, "{name}: after {layer:?}");
        }
        if let Some(answer) = &request.answer {
            assert!(!data[answer.step].is_empty(), "{name}: an answer has bytes");
            for (layer, data) in answer.layers.iter().zip(&data[answer.step + 1..]) {
                assert_eq!(data.len(), layer.bytes_out, "{name}: after {layer:?}");
            }
        }
        for (step, data) in data.iter().enumerate() {
            let middle = data.len() / 3;
            let part = analysis.bytes(index, step, middle, 10);
            assert_eq!(
                part,
                data[middle..data.len().min(middle + 10)],
                "{name}: {step}"
            );
            assert!(
                analysis.bytes(index, step, data.len(), 10).is_empty(),
                "{name}: {step}"
            );
        }
        let behind = analysis.bytes(index, data.len(), 0, 10);
        assert!(behind.is_empty(), "{name}");
    }
    let behind = analysis.bytes(report.requests.len(), 0, 0, 10);
    assert!(behind.is_empty(), "{name}");
}

#[test]
fn the_data_at_every_step_are_as_long_as_the_report_says() {
    for (name, paste) in fixtures() {
        check_sizes(&paste, &name);
        check_sizes(&[b"\xef\xbb\xbf \n", &paste[..], b" \r\n"].concat(), &name);
    }
    let fixtures = fixtures();
    property(|u| {
        let mut paste = u.choose(&fixtures)?.1.clone();
        text::damage(u, &mut paste)?;
        check_sizes(&paste, "damaged");
        check_sizes(&text::capture(u)?, "made up");
        Ok(())
    })
    .as_long_as(3)
    .size_max(4_096);
}

/// Follows every field of a paste to all its places, and back from all of them.
///
/// Compressed bytes hold several fields, so from there back only some field can be expected.
fn follow(paste: &[u8], name: &str, most: usize) -> usize {
    let analysis = read(paste);
    let report = analysis.overview();
    let mut followed = 0;
    for request in 0..report.requests.len() {
        followed += follow_request(&analysis, &report, request, name, most - followed);
    }
    followed
}

fn follow_request(
    analysis: &Analysis,
    report: &Report,
    request: usize,
    name: &str,
    most: usize,
) -> usize {
    let data = all_data(analysis, request);
    let layers = &report.requests[request].layers;
    let first = report.requests[request].first_event;
    let mut followed = 0;
    for index in first..first + report.requests[request].event_count {
        let event = analysis.event(index).expect("events are counted");
        let mut seen: Vec<String> = Vec::new();
        for field in event.fields.expect("a whole event has fields") {
            if followed == most {
                return followed;
            }
            followed += 1;
            let nth = seen.iter().filter(|path| **path == field.path).count();
            seen.push(field.path.to_string());
            let trace = analysis
                .trace(index, &field.path, nth)
                .unwrap_or_else(|| panic!("{name}: expected a trace of {}", field.path));
            let inner = trace.steps[0];
            assert_eq!(
                inner.step,
                layers.len(),
                "{name}: it begins with the JSON text"
            );
            assert_eq!(
                data[inner.step][inner.start..inner.end],
                *field.value.as_bytes(),
                "{name}: {} at the JSON text",
                field.path
            );
            assert_eq!(
                trace.steps.last().map(|step| step.step),
                Some(0),
                "{name}: to the paste"
            );
            check_steps(&trace, &data, layers.iter().map(|layer| layer.codec), name);
            for step in &trace.steps {
                let found = analysis.field_at(request, step.step, step.start, step.end);
                let found = found.unwrap_or_else(|| panic!("{name}: expected a field at {step:?}"));
                if matches!(
                    step.because,
                    Some(Imprecision::Compressed | Imprecision::Block | Imprecision::Payload)
                ) {
                    assert!(found.event.is_some(), "{name}: {step:?}");
                } else {
                    // A character of Base64 can hold a bit of the next value too, where both are a digit
                    // or two.
                    let more = found.more && step.because == Some(Imprecision::SharedCharacters);
                    assert_eq!(
                        (found.event, found.path.as_str(), found.nth, found.more),
                        (Some(index), &*field.path, nth, more),
                        "{name}: {step:?}"
                    );
                }
            }
        }
        let whole = analysis.trace(index, "", 0).expect("an event has a place");
        let inner = whole.steps[0];
        assert_eq!(
            (inner.start, inner.end - inner.start),
            (event.offset, event.bytes)
        );
    }
    followed
}

/// Whether the place at every step, decoded by itself, gives the place at the next one.
fn check_steps(trace: &Trace, data: &[Vec<u8>], codecs: impl Iterator<Item = Codec>, name: &str) {
    let codecs: Vec<Codec> = codecs.collect();
    for pair in trace.steps.windows(2) {
        let [after, before] = pair else { continue };
        let text = |step: &overshare::report::TraceStep| &data[step.step][step.start..step.end];
        let (decoded, wanted) = (text(before), text(after));
        match codecs[before.step] {
            Codec::Percent => {
                // JSON of a form has plus signs for blanks.
                let blanks: Vec<u8> = decoded
                    .iter()
                    .map(|byte| if *byte == b'+' { b' ' } else { *byte })
                    .collect();
                let undone = |text| percent_encoding::percent_decode(text).collect::<Vec<u8>>();
                let fits = undone(decoded) == wanted || undone(&blanks) == wanted;
                assert!(fits, "{name}: percent-encoding");
            }
            // Inside JSON the text begins somewhere behind the name of its field.
            Codec::Base64 if data[before.step].contains(&b'"') => {}
            Codec::Base64 => {
                // Whole groups of four characters around the place.
                let digits: Vec<u8> = data[before.step]
                    .iter()
                    .map(|byte| match byte {
                        b'-' => b'+',
                        b'_' => b'/',
                        other => *other,
                    })
                    .filter(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte))
                    .collect();
                let blanks = |end: usize| {
                    let text = &data[before.step][..end];
                    text.iter()
                        .filter(|byte| byte.is_ascii_whitespace())
                        .count()
                };
                let start = before.start - blanks(before.start);
                let end = before.end - blanks(before.end);
                let whole = &digits[start / 4 * 4..digits.len().min(end.div_ceil(4) * 4)];
                let bytes = STANDARD_NO_PAD.decode(whole);
                let bytes = bytes.unwrap_or_else(|_| panic!("{name}: a part of Base64"));
                let offset = after.start - start / 4 * 3;
                assert_eq!(
                    bytes[offset..offset + wanted.len()],
                    *wanted,
                    "{name}: Base64"
                );
                if before.exact {
                    assert_eq!(bytes.len(), wanted.len(), "{name}: exactly");
                }
            }
            Codec::JsonString => {
                let quoted = [b"\"", decoded, b"\""].concat();
                let text: String = serde_json::from_slice(&quoted).expect("a part of a string");
                assert_eq!(text.as_bytes(), wanted, "{name}: a string");
            }
            Codec::Latin1 => {
                let text = std::str::from_utf8(decoded).expect("characters");
                let bytes: Vec<u8> = text.chars().map(|sign| sign as u8).collect();
                assert_eq!(bytes, wanted, "{name}: one character for each byte");
            }
            Codec::Utf16 => assert_eq!(utf16(decoded).as_bytes(), wanted, "{name}: UTF-16"),
            Codec::Gzip | Codec::Zlib | Codec::Deflate | Codec::Brotli | Codec::Zstd => {
                assert!(!before.exact, "{name}: {before:?}");
            }
            Codec::Chunked if !before.exact => {}
            // An event that was encrypted as a whole leads to its payload.
            Codec::Aes | Codec::Sm4 if before.because == Some(Imprecision::Payload) => {
                assert!(!before.exact && decoded.len() >= 32, "{name}: {before:?}");
            }
            // Whole blocks lead to whole blocks.
            Codec::Aes | Codec::Sm4 => {
                assert_eq!(decoded.len() % 16, 0, "{name}: {before:?}");
                assert!(wanted.len() <= decoded.len(), "{name}: {before:?}");
                // Something can stand before the first of them.
                let head = before.start % 16;
                let around = before.start - head..before.end;
                let is_there = around.contains(&after.start) && after.end <= around.end;
                assert!(is_there || head > 0, "{name}: {before:?}");
            }
            // A text is there as it is, a number in seven bits a byte.
            Codec::Protobuf => match serde_json::from_slice(wanted) {
                Ok(serde_json::Value::String(text)) => {
                    // What is no text is written in digits.
                    let digits: String = decoded.iter().map(|byte| format!("{byte:02x}")).collect();
                    let is_same = text.as_bytes() == decoded || text == digits;
                    assert!(is_same, "{name}: {text}");
                }
                Ok(serde_json::Value::Number(number)) => {
                    let bytes = decoded.iter().rev();
                    let found = bytes.fold(0_u64, |sum, byte| {
                        sum.wrapping_shl(7) | u64::from(byte & 0x7f)
                    });
                    let number = number.as_i64().map(i64::cast_unsigned);
                    assert_eq!(number.or(Some(found)), Some(found), "{name}: a number");
                }
                _ => {}
            },
            // Each byte is encrypted by itself.
            Codec::Rc4 => assert_eq!(decoded.len(), wanted.len(), "{name}: {before:?}"),
            // Rows have their own text at the end.
            Codec::Numbers if decoded.contains(&b'\n') => {}
            Codec::Numbers | Codec::Hex => {
                let digits: Vec<u8> = decoded
                    .iter()
                    .copied()
                    .filter(u8::is_ascii_hexdigit)
                    .collect();
                let digits = std::str::from_utf8(&digits).expect("digits");
                let bytes: Vec<u8> = (0..digits.len() / 2)
                    .filter_map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok())
                    .collect();
                // Words have the second byte first, and decimal numbers are no pairs.
                let numbers = String::from_utf8_lossy(decoded);
                let numbers = numbers
                    .split_ascii_whitespace()
                    .map(|number| number.parse().ok());
                let is_decimal = numbers.eq(wanted.iter().copied().map(Some));
                let is_pairs = bytes.len() == wanted.len() && !is_decimal;
                let (mut bytes, mut wanted) = (bytes, wanted.to_vec());
                bytes.sort_unstable();
                wanted.sort_unstable();
                assert!(!is_pairs || bytes == wanted, "{name}: numbers");
            }
            // JSON has its own words for those of other languages.
            Codec::Escapes if own_word(decoded).is_some() => {
                assert_eq!(own_word(decoded), Some(wanted), "{name}: a word");
            }
            // A text of YAML has quotes in JSON only.
            Codec::Escapes if *wanted == [b"\"", decoded, b"\""].concat() => {}
            // Typographic quotes and colors, of which JSON has none.
            Codec::Escapes if undressed(decoded) != decoded => {
                let is_same = decoded == wanted || undressed(decoded) == wanted;
                assert!(is_same, "{name}: a part without what dresses it up");
            }
            // Written with another sign before or behind it.
            Codec::Escapes if decoded.iter().any(|byte| b"\\=&^`\"'".contains(byte)) => {}
            // The heads of packets stand between its parts.
            Codec::Archive if decoded.len() > wanted.len() => {
                let ends = (decoded.first(), decoded.last());
                assert_eq!(ends, (wanted.first(), wanted.last()), "{name}: packets");
            }
            Codec::Lines if decoded.contains(&b'\n') => {}
            Codec::Shell => assert_eq!(unquoted(decoded), unquoted(wanted), "{name}: a word"),
            _ => assert_eq!(decoded, wanted, "{name}: a part"),
        }
    }
}

/// A text with quotes as JSON has them, and without what colors it.
fn undressed(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text).replace(['“', '”'], "\"");
    let mut parts = text.split('\u{1b}');
    let first = parts.next().map(str::to_owned).unwrap_or_default();
    let rest = parts.filter_map(|part| Some(part.split_once('m')?.1));
    rest.fold(first, |text, part| text + part).into_bytes()
}

/// What JSON has for a word of another language.
fn own_word(word: &[u8]) -> Option<&'static [u8]> {
    match word {
        b"True" | b"YES" => Some(b"true"),
        b"False" | b"NO" => Some(b"false"),
        b"None" | b"nil" | b"undefined" => Some(b"null"),
        _ => None,
    }
}

/// What neither the quoting of a shell nor an option that encodes can add or take away.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let quotes = |byte: &u8| *byte != b'\\' && *byte != b'\'';
    percent_encoding::percent_decode(bytes)
        .filter(quotes)
        .collect()
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units)
        .map(|sign| sign.unwrap_or('\u{fffd}'))
        .collect()
}

#[test]
fn fields_of_fixtures_lead_to_their_text_and_back() {
    let mut followed = 0;
    for (name, paste) in fixtures() {
        // What was damaged is followed too, but decodes only by the repairs that the reader made.
        let is_whole = !["damaged", "url-safe", "nopad", "newlines"]
            .iter()
            .any(|word| name.contains(word));
        if is_whole {
            followed += follow(&paste, &name, 60);
        }
    }
    assert!(followed > 1_000, "{followed}");
}

/// A text in a few layers, and whether it was compressed.
fn wrapped(u: &mut Unstructured, json: &str) -> Result<Vec<u8>> {
    let mut data = json.as_bytes().to_vec();
    let packed = u.ratio(1, 2)?;
    if packed {
        data = gzip(&data);
    }
    if packed || u.ratio(1, 2)? {
        let mut text = base64(&data);
        if u.ratio(1, 3)? {
            let lines: Vec<&[u8]> = text.as_bytes().chunks(76).collect();
            text = String::from_utf8(lines.join(&b"\r\n"[..])).expect("Base64 is text");
        }
        data = text.into_bytes();
    }
    let mut text = String::from_utf8(data).expect("JSON and Base64 are text");
    let is_form = u.ratio(1, 2)?;
    for _ in 0..u.int_in_range(u8::from(is_form)..=2)? {
        text = percent(&text);
    }
    if is_form {
        text = format!("gzip=1&data_list={text}&crc=1");
        if u.ratio(1, 2)? {
            text = format!("POST /sa?project=x HTTP/1.1\r\nHost: example.org\r\n\r\n{text}\n");
        }
    }
    Ok(text.into_bytes())
}

#[test]
fn fields_of_any_capture_lead_to_their_text_and_back() {
    test_support::try_enough(4_096, 100, |u| {
        let json = text::json(u)?;
        Ok(follow(&wrapped(u, &json)?, "made up", usize::MAX))
    });
}

/// Follows the fields around the events of a request to what was captured, and back.
fn follow_around(analysis: &Analysis, request: usize, name: &str) -> usize {
    let report = analysis.overview();
    let captured = analysis.bytes(request, 0, 0, usize::MAX);
    let is_archive = report.input.kind == InputKind::Har;
    // What is written in another way there does not stand there as it is.
    let layers = &report.requests[request].layers;
    let is_written = layers.iter().any(|layer| {
        matches!(
            layer.codec,
            Codec::Numbers | Codec::Escapes | Codec::Lines | Codec::Archive
        )
    }) || layers
        .first()
        .is_some_and(|layer| layer.codec == Codec::Base64);
    let mut followed = 0;
    let mut seen: Vec<&str> = Vec::new();
    for field in &report.requests[request].fields {
        let nth = seen.iter().filter(|path| **path == field.path).count();
        seen.push(&field.path);
        let trace = analysis
            .trace_request(request, &field.path, nth)
            .unwrap_or_else(|| panic!("{name}: expected a trace of {}", field.path));
        let step = *trace.steps.last().expect("a trace ends in the paste");
        // What a server answered has bytes of its own.
        if field.path.starts_with("answer.") {
            let answer = report.requests[request].answer.as_ref();
            assert_eq!(Some(step.step), answer.map(|answer| answer.step), "{name}");
            continue;
        }
        assert_eq!(step.step, 0, "{name}");
        let bytes = &captured[step.start..step.end];
        let text = match captured[..] {
            [_, 0, ..] | [0xff, 0xfe, ..] => utf16(bytes),
            _ => String::from_utf8_lossy(bytes).into_owned(),
        };
        let sent: String = serde_json::from_str(&field.value).expect("a value is JSON");
        let decoded = percent_encoding::percent_decode_str(&text).decode_utf8_lossy();
        // A body in a coding of its own leads to what it was written as.
        let is_coded = is_archive && field.path.starts_with("form.");
        let is_shown = field.display.is_none() && !field.path.starts_with("locked.");
        if is_shown && !is_coded && !is_written && step.exact {
            let is_word = unquoted(text.as_bytes()) == unquoted(sent.as_bytes());
            let blanks = text.replace('+', " ");
            let blanks = percent_encoding::percent_decode_str(&blanks).decode_utf8_lossy();
            let is_form = field.path.starts_with("form.") && blanks == sent;
            assert!(
                decoded == sent || text == sent || is_form || name.ends_with("/curl") && is_word,
                "{name}: {} is {text}",
                field.path
            );
        }
        let is_payload = field.path.ends_with(".data_list") || field.path.ends_with(".data");
        if !text.is_empty() && !is_payload {
            let found = analysis.field_at(request, 0, step.start, step.end);
            let found = found.map(|found| found.path);
            followed += usize::from(found.as_deref() == Some(&*field.path));
        }
    }
    followed
}

#[test]
fn fields_around_the_events_lead_to_the_paste_and_back() {
    let mut followed = 0;
    for (name, paste) in fixtures() {
        let analysis = read(&paste);
        for request in 0..analysis.overview().requests.len() {
            followed += follow_around(&analysis, request, &name);
        }
    }
    assert!(followed > 200, "{followed}");
}

#[test]
fn any_arguments_give_an_answer() {
    let fixtures = fixtures();
    property(|u| {
        let paste = if u.ratio(1, 2)? {
            text::capture(u)?
        } else {
            let mut paste = u.choose(&fixtures)?.1.clone();
            text::damage(u, &mut paste)?;
            paste
        };
        let analysis = read(&paste);
        let number = |u: &mut Unstructured| -> Result<usize> {
            Ok(match u.int_in_range(0..=4)? {
                0 => u.arbitrary()?,
                1 => usize::MAX,
                _ => u.int_in_range(0..=paste.len() + 40)?,
            })
        };
        for _ in 0..8 {
            let (request, step) = (u.int_in_range(0..=1)?, u.int_in_range(0..=8)?);
            let (start, end) = (number(u)?, number(u)?);
            assert!(analysis.bytes(request, step, start, end).len() <= end);
            if let Some(found) = analysis.field_at(request, step, start, end) {
                let trace = match found.event {
                    Some(event) => analysis.trace(event, &found.path, found.nth),
                    None => analysis.trace_request(request, &found.path, found.nth),
                };
                assert!(trace.is_some(), "{found:?} can be followed");
            }
            let _ = analysis.trace(start, &text::json(u)?, end);
            let _ = analysis.trace_request(request, "locked.", end);
        }
        Ok(())
    })
    .as_long_as(3)
    .size_max(4_096);
}
