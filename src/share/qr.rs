//! A link as a QR code, for a screen that a phone looks at.

use qrcodegen::{QrCodeEcc, QrSegment, Version};

use crate::report::QrCode;

/// Largest version of a code: its 125 modules a side are what the camera of a phone still tells
/// apart on a screen.
const LARGEST: u8 = 27;

/// The code of a text, none where it does not fit: 1,465 bytes at most.
pub(crate) fn code(text: &str) -> Option<QrCode> {
    let code = qrcodegen::QrCode::encode_segments_advanced(
        &QrSegment::make_segments(text),
        QrCodeEcc::Low,
        Version::MIN,
        Version::new(LARGEST),
        None,
        true,
    )
    .ok()?;
    let size = code.size();
    let row = |y| {
        let module = |x| if code.get_module(x, y) { '1' } else { '0' };
        (0..size).map(module).collect()
    };
    Some(QrCode {
        size: usize::try_from(size).unwrap_or_default(),
        rows: (0..size).map(row).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn what_fits_is_a_square_with_its_three_marks() {
        let code = code("https://example.org/#o1.m.AAAA.BBBBBB").unwrap();
        assert_eq!(code.rows.len(), code.size);
        assert!(code.rows.iter().all(|row| row.len() == code.size));
        for (row, start) in [(0, 0), (0, code.size - 7), (code.size - 7, 0)] {
            assert!(code.rows[row].get(start..).unwrap().starts_with("1111111"));
        }
    }

    #[test]
    fn what_does_not_fit_is_none() {
        assert!(code(&"a".repeat(1_465)).is_some());
        assert_eq!(code(&"a".repeat(1_466)), None);
    }
}
