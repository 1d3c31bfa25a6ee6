//! What the program says about a capture does not repeat it: it may end up in a screenshot.

use overshare::Analysis;
use test_support::property;

use crate::capture::{form, percent, plain_form};
use crate::text;

/// Stands for every value; it has letters and digits, so that it survives every coding.
const MARKER: &str = "Zq7xSecretWv3";

/// A capture in which every value is the marker.
fn marked(u: &mut test_support::Unstructured) -> test_support::Result<Vec<u8>> {
    let mut json = format!(
        r#"[{{"type":"{MARKER}","event":"{MARKER}","time":"{MARKER}","distinct_id":"{MARKER}","lib":{{"$lib":"{MARKER}"}},"properties":{{"url":"https://{MARKER}.example/{MARKER}","mail":"{MARKER}@example.org","$device_id":"{MARKER}","list":["{MARKER}",{{"x":"{MARKER}"}}]}}}},{{"payloads":["{MARKER}"],"ekey":"{MARKER}","pkv":"{MARKER}"}}]"#
    )
    .into_bytes();
    if u.ratio(2, 3)? {
        text::damage(u, &mut json)?;
    }
    let mut body = match u.int_in_range(0..=5)? {
        0 => json,
        1 => plain_form(&json),
        2 => form(&json),
        3 => format!("data_list={MARKER}&crc={MARKER}&gzip={MARKER}").into_bytes(),
        4 => percent(&String::from_utf8_lossy(&json)).into_bytes(),
        _ => MARKER.into(),
    };
    if u.ratio(1, 2)? {
        let extra = format!("&crc={MARKER}&ext=crc%3D{MARKER}&project={MARKER}&{MARKER}={MARKER}");
        body.extend(extra.as_bytes());
    }
    if u.ratio(1, 2)? {
        let head = format!(
            "POST /sa?project={MARKER} HTTP/1.1\r\nHost: sa.api.intl.miui.com\r\nCookie: a={MARKER}\r\nX: {MARKER}\r\nContent-Length: {MARKER}\r\n\r\n"
        );
        body = [head.as_bytes(), &body].concat();
    }
    if u.ratio(1, 3)? {
        text::damage(u, &mut body)?;
    }
    Ok(body)
}

#[test]
fn no_message_repeats_a_value() {
    property(|u| {
        let paste = marked(u)?;
        let analysis = Analysis::new(&paste, "", &mut |_, _| {});
        let report = analysis.overview();
        let mut said: Vec<&str> = vec![&report.input.because];
        for diagnostic in &report.diagnostics {
            said.extend([&*diagnostic.message, &*diagnostic.help]);
        }
        for request in &report.requests {
            said.extend([&*request.protocol.because, &*request.protocol.name]);
            said.extend(request.layers.iter().map(|layer| &*layer.because));
        }
        for finding in &report.findings {
            said.extend([&*finding.title, &*finding.text]);
        }
        for text in said {
            assert!(
                !text.contains(MARKER),
                "{text:?} repeats a value of {:?}",
                String::from_utf8_lossy(&paste)
            );
        }
        Ok(())
    });
}
