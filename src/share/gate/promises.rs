//! What is promised to be found, and what is not: each row of the lists in `docs/masking.md` with the
//! examples that show it.

use std::fs;

use super::Secrets;
use super::tests::hex;

const IMEI: &str = "490154203237518";
const MAC: &str = "02:1a:2b:3c:4d:5e";
const UUID: &str = "9774d56d-682e-549c-8e0a-0123456789ab";
const ANDROID: &str = "a1b2c3d4e5f60718";
const MAIL: &str = "anna@mail.example";
const NAME: &str = "Jürgen Müller-Lüdenscheidt";
const PHONE: &str = "+491701234567";
const IPV4: &str = "203.0.113.77";
const IPV6: &str = "2001:db8::8a2e:370:7334";
const TIME: &str = "1588875287123";

/// A notation, and pairs of a hidden value and what is found of it.
type Row = (&'static str, &'static [(&'static str, &'static str)]);

const FOUND: [Row; 40] = [
    (
        "as it is, inside any longer text, in letters of either case",
        &[
            (MAIL, "to ANNA@Mail.Example!"),
            (NAME, "jürgen müller-lüdenscheidt"),
        ],
    ),
    (
        "percent-encoded, also several times, also as `%uXXXX`",
        &[
            (MAIL, "anna%2540mail.example"),
            (NAME, "J%u00FCrgen M%u00FCller-L%u00FCdenscheidt"),
        ],
    ),
    (
        "percent-encoded in Latin-1",
        &[(NAME, "J%FCrgen+M%FCller-L%FCdenscheidt")],
    ),
    (
        "with the escapes of JSON: `\\u0040`",
        &[(MAIL, r"anna\u0040mail.example")],
    ),
    (
        "with the escapes of programs: `\\x40`, `\\100`, `\\u{40}`, `\\U00000040`",
        &[
            (MAIL, r"anna\x40mail.example"),
            (MAIL, r"anna\100mail.example"),
            (MAIL, r"anna\u{40}mail.example"),
            (MAIL, r"anna\U00000040mail.example"),
            (NAME, r"J\xc3\xbcrgen M\303\274ller-L\u{fc}denscheidt"),
        ],
    ),
    (
        "with the entities of HTML, also without a semicolon and with zeros before the number",
        &[
            (MAIL, "anna&#64;mail.example"),
            (MAIL, "&#0000097nna&#x0040mail.example"),
            (MAIL, "anna&commat;mail&period;example"),
            (NAME, "J&uuml;rgen M&uuml;ller-L&uuml;denscheidt"),
            ("Anna & Ben <me>", "Anna &amp Ben &ltme&gt"),
        ],
    ),
    (
        "with the escapes of Markdown and the doubled quotes of CSV",
        &[
            ("snow_white*7", r"snow\_white\*7"),
            ("say \"yes\"", "say \"\"yes\"\""),
        ],
    ),
    (
        "quoted-printable",
        &[
            (MAIL, "anna=40mail.exa=\r\nmple"),
            (NAME, "J=C3=BCrgen M=C3=BCller-L=C3=BCdenscheidt"),
            (NAME, "J=FCrgen M=FCller-L=FCdenscheidt"),
        ],
    ),
    (
        "Base64 in both alphabets, at any place of what was encoded, in lines",
        &[
            (MAIL, "YW5uYUBtYWlsLmV4YW1wbGU="),
            (MAIL, "eFhhbm5hQG1haWwuZXhhbXBsZQ"),
            (MAIL, "YW5uYUBtYWlsLmV4YW1w\nbGU="),
        ],
    ),
    (
        "Base64 of an identifier whose first digits are cut off",
        &[
            (IMEI, "kwMTU0MjAzMjM3NTE4"),
            (UUID, "c3NGQ1NmQtNjgyZS01NDljLThlMGEtMDEyMzQ1Njc4OWFi"),
        ],
    ),
    (
        "Base64 of a mailbox or an IPv4 address whose first one to three digits are cut off",
        &[
            (MAIL, "W5uYUBtYWlsLmV4YW1wbGU="),
            (MAIL, "uYUBtYWlsLmV4YW1wbGU"),
            (IPV4, "jAzLjAuMTEzLjc3"),
            (IPV4, "zLjAuMTEzLjc3"),
        ],
    ),
    (
        "hexadecimal digits, also with dashes or colons",
        &[
            (MAIL, "616e6e61406d61696c2e6578616d706c65"),
            (MAIL, "61:6E:6E:61:40:6D:61:69:6C:2E:65:78:61:6D:70:6C:65"),
        ],
    ),
    (
        "compressed by gzip, zlib or DEFLATE",
        &[
            (MAIL, "H4sIAAAAAAAAA0vMy0t0yE3MzNFLrUjMLchJBQCRs+JpEQAAAA=="),
            (IMEI, "M7E0MDQ1MTIwNjI2NzW0AAA="),
        ],
    ),
    (
        "UTF-16 of Latin letters, also in Base64",
        &[
            (MAIL, "YQBuAG4AYQBAAG0AYQBpAGwALgBlAHgAYQBtAHAAbABlAA=="),
            (IMEI, "ADQAOQAwADEANQA0ADIAMAAzADIAMwA3ADUAMQA4"),
        ],
    ),
    (
        "several of these around one another",
        &[(MAIL, "WVc1dVlVQnRZV2xzTG1WNFlXMXdiR1U9")],
    ),
    (
        "without accents, or with accents as characters of their own",
        &[
            (NAME, "Jurgen Muller-Ludenscheidt"),
            (NAME, "Ju\u{308}rgen Mu\u{308}ller-Lu\u{308}denscheidt"),
            ("zażółć gęślą", "zazolc gesla"),
        ],
    ),
    (
        "in wide, raised, circled or mathematical characters",
        &[
            (MAIL, "ａｎｎａ＠ｍａｉｌ．ｅｘａｍｐｌｅ"),
            (IMEI, "⁴⁹⁰¹⁵⁴²⁰³²³⁷⁵¹⁸"),
            (MAIL, "ⓐⓝⓝⓐ@mail.example"),
            (MAIL, "𝐚𝐧𝐧𝐚@mail.example"),
            ("Anna Maria Berg", "Anna\u{3000}Maria\u{a0}Berg"),
        ],
    ),
    (
        "in Arabic or Devanagari digits",
        &[(IMEI, "٤٩٠١٥٤٢٠٣٢٣٧٥١٨"), (IMEI, "४९०१५४२०३२३७५१८")],
    ),
    (
        "with characters that nobody sees between the letters",
        &[
            (
                MAIL,
                "an\u{200b}na\u{ad}@\u{2060}mail\u{fe0f}.exam\u{202e}ple",
            ),
            (IMEI, "4901\u{200d}54203237518"),
        ],
    ),
    (
        "numbers of at least 9 digits in groups",
        &[
            (IMEI, "49 015420 323751 8"),
            (IMEI, "49-015420-323751-8"),
            ("4901 5420 3237 518", IMEI),
            (IMEI, "490.154.203.237.518"),
        ],
    ),
    (
        "whole numbers with decimals or an exponent",
        &[(IMEI, "490154203237518.0"), (IMEI, "4.90154203237518e14")],
    ),
    (
        "phone numbers with the code of a country or without",
        &[
            (PHONE, "0049 170 1234567"),
            (PHONE, "(0170) 123 45-67"),
            ("0170 1234567", "+49 170 1234567"),
            (PHONE, "49/170/1234567"),
        ],
    ),
    (
        "MAC addresses with colons, dashes, dots or nothing",
        &[
            (MAC, "02-1A-2B-3C-4D-5E"),
            (MAC, "021a.2b3c.4d5e"),
            (MAC, "021A2B3C4D5E"),
            ("021a2b3c4d5e", MAC),
        ],
    ),
    (
        "UUIDs with dashes, in braces or bare",
        &[
            (UUID, "{9774D56D-682E-549C-8E0A-0123456789AB}"),
            (UUID, "9774d56d682e549c8e0a0123456789ab"),
            ("9774d56d682e549c8e0a0123456789ab", UUID),
        ],
    ),
    (
        "IPv4 addresses as a number, in hexadecimal digits, inside IPv6",
        &[
            (IPV4, "3405803853"),
            (IPV4, "0xcb00714d"),
            (IPV4, "::ffff:203.0.113.77"),
            (IPV4, "::ffff:cb00:714d"),
        ],
    ),
    (
        "IPv6 addresses short or long",
        &[
            (IPV6, "2001:0db8:0000:0000:0000:8a2e:0370:7334"),
            ("2001:0db8:0000:0000:0000:8a2e:0370:7334", IPV6),
            (IPV6, "20010DB80000000000008A2E03707334"),
        ],
    ),
    (
        "moments in seconds, milliseconds or microseconds",
        &[
            (TIME, "1588875287"),
            (TIME, "1588875287123000"),
            ("1588875287123456", TIME),
            ("1588875287", TIME),
        ],
    ),
    (
        "moments as a date and time in UTC",
        &[
            (TIME, "2020-05-07T18:14:47.123Z"),
            (TIME, "2020-05-07 18:14:47"),
            (TIME, "7 May 2020, 18:14"),
            ("2020-05-07 18:14:47", TIME),
            (TIME, "2020/05/07 18:14:47"),
        ],
    ),
    (
        "coordinates with fewer decimals, three at least",
        &[
            ("48.137154", "48.137"),
            ("48.137154", "48.1372"),
            ("-11.576924", "11.577"),
            ("48.137154,11.576924", "48.137"),
            ("48.137154, 11.576924", "11.5769"),
        ],
    ),
    (
        "coordinates with a decimal comma, four decimals at least",
        &[
            ("52.520008", "52,5200"),
            ("13.404954", "13,4050"),
            ("-11.576924", "-11,57692"),
            ("52.5200,13.4050", "52,5200; 13,4050"),
            ("52,520008", "52.520"),
            ("52,5200; 13,4050", "13.405"),
        ],
    ),
    (
        "positions with decimal commas, two decimals at least",
        &[
            ("52.52,13.40", "52,52 13,40"),
            ("52.52, 13.40", "52,52; 13,40"),
            ("52.52 13.40", "52,52;13,40"),
        ],
    ),
    (
        "8 characters of an identifier in a row, 10 of a number",
        &[
            (IMEI, "49015420323751"),
            (UUID, "9774d56d-682e-549c"),
            (ANDROID, "d4e5f607"),
            (UUID, "8e0a0123"),
        ],
    ),
    (
        "MD5, also its middle half",
        &[
            (IMEI, "0eaed834a1e6f4b2bf0c024e0013dea1"),
            (IMEI, "a1e6f4b2bf0c024e"),
            // The first byte is a tab, the last a form feed.
            ("490154203230081", "09bc1e0e5d3ba6cc"),
            ("490154203230002", "2dee4bdd27002c0c"),
        ],
    ),
    ("SHA-1 and SHA-256", &[(IMEI, "SHA1"), (IMEI, "SHA256")]),
    (
        "UUIDs that Java makes of a text",
        &[(IMEI, "0eaed834-a1e6-34b2-bf0c-024e0013dea1")],
    ),
    (
        "fingerprints of the spellings that senders use, in hexadecimal digits or Base64",
        &[(MAC, "MD5-BARE")],
    ),
    (
        "what a value contains in Base64",
        &[("enExYzlmYTdjN2s=", "zq1c9fa7c7k")],
    ),
    (
        "host, segments and parameters of an address",
        &[
            (
                "https://garden.example/our-roses?id=user-77",
                "garden.example",
            ),
            ("https://garden.example/our-roses?id=user-77", "user-77"),
        ],
    ),
    (
        "what looks like an identifier in a longer text",
        &[("k=zq1c9fa7c7k##other=words", "zq1c9fa7c7k")],
    ),
    (
        "64 bytes at the beginning or end of a text of more than 400",
        &[("LONG", "LONG-START"), ("LONG", "LONG-END")],
    ),
];

/// A notation that is not looked for, and an example.
const NOT_FOUND: [(&str, &str, &str); 17] = [
    ("reversed", MAIL, "elpmaxe.liam@anna"),
    (
        "with letters exchanged, as by ROT13",
        MAIL,
        "naan@znvy.rknzcyr",
    ),
    (
        "with other letters that look the same",
        MAIL,
        "аnnа@mаil.exаmple",
    ),
    (
        "with blanks or marks between letters",
        MAIL,
        "a n n a @ m a i l",
    ),
    (
        "parts of words, texts, mailboxes and short values",
        MAIL,
        "nna@mail.examp",
    ),
    (
        "described or translated",
        MAIL,
        "Anna has a mailbox at mail dot example",
    ),
    (
        "the codes of characters in decimal digits",
        MAIL,
        "97 110 110 97 64 109 97 105 108",
    ),
    ("Base32", IMEI, "GQ4TAMJVGQZDAMZSGM3TKMJY"),
    ("Punycode", "müller.example", "xn--mller-kva.example"),
    (
        "GBK, Big5 and other codings of characters",
        "我在北京大学",
        "%CE%D2%D4%DA%B1%B1%BE%A9%B4%F3%D1%A7",
    ),
    (
        "SHA-512 and fingerprints with a salt",
        IMEI,
        "5dbf6e3a3d1b6b0b",
    ),
    (
        "fingerprints of texts with blanks",
        NAME,
        "cb833429d06a76fa501e8826e0c38749",
    ),
    (
        "hexadecimal digits with blanks between them",
        MAIL,
        "61 6e 6e 61 40 6d 61 69 6c 2e 65 78 61 6d 70 6c 65",
    ),
    (
        "moments in another time zone",
        TIME,
        "2020-05-07 20:14:47 CEST",
    ),
    ("coordinates with an exponent", "48.137154", "4.8137154e1"),
    ("encrypted", IMEI, "U2FsdGVkX18pbWVpIGlzIGhpZGRlbiBoZXJl"),
    ("values of fewer than four characters", "abc", "abc"),
];

/// An example that is longer or less telling than its name.
fn example(name: &str, value: &str) -> String {
    let long = "a long walk along the river ".repeat(9) + &"and home through the fields ".repeat(9);
    match name {
        "LONG" => long,
        "LONG-START" => long.split_at(64).0.to_owned(),
        "LONG-END" => long.trim().split_at(long.trim().len() - 64).1.to_owned(),
        "SHA1" => hex(&<sha1::Sha1 as sha1::Digest>::digest(value)),
        "SHA256" => hex(&<sha2::Sha256 as sha2::Digest>::digest(value)),
        "MD5-BARE" => hex(&<md5::Md5 as md5::Digest>::digest("021A2B3C4D5E")),
        other => other.to_owned(),
    }
}

fn is_found(value: &str, text: &str) -> bool {
    let mut secrets = Secrets::new();
    secrets.add(value, 0);
    !secrets.find(text.as_bytes()).is_empty()
}

#[test]
fn what_is_promised_is_found_and_nothing_else_is_promised() {
    let mut wrong = Vec::new();
    for (notation, examples) in FOUND {
        assert!(!examples.is_empty(), "{notation}");
        for (value, written) in examples {
            let written = example(written, value);
            let value = example(value, "");
            for text in [
                written.clone(),
                format!("see: {written}"),
                ["“", &written, "” and more"].concat(),
                serde_json::to_string(&written).unwrap(),
            ] {
                if !is_found(&value, &text) {
                    wrong.push(format!("{notation}: {value} in {text}"));
                }
            }
        }
    }
    for (notation, value, written) in NOT_FOUND {
        if is_found(value, written) {
            wrong.push(format!("found: {notation}: {value} in {written}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_document_promises_what_is_shown_here() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/masking.md");
    let stored = fs::read_to_string(path).unwrap();
    let mut document = stored.clone();
    for (mark, notations) in [
        (
            "<!-- found -->\n",
            FOUND.map(|(notation, _)| notation).to_vec(),
        ),
        (
            "<!-- not found -->\n",
            NOT_FOUND.map(|(notation, ..)| notation).to_vec(),
        ),
    ] {
        let start = document.find(mark).unwrap() + mark.len();
        let end = start + document.split_at(start).1.find("<!-- end -->").unwrap();
        let list: String = notations.iter().map(|one| format!("- {one}\n")).collect();
        document.replace_range(start..end, &list);
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, &document).unwrap();
        return;
    }
    assert_eq!(stored, document, "run with UPDATE_EXPECT=1");
}
