use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;
use ts_rs::{Config, TS};

use super::*;

/// Writes every declaration in reading order; `UPDATE_EXPECT=1` rewrites the file.
#[test]
fn types_for_the_page_are_fresh() {
    let config = Config::default();
    let mut text = String::from(
        "// @generated from src/report/mod.rs by the test `types_for_the_page_are_fresh`.\n",
    );
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {$(
            if let Some(docs) = <$name as TS>::docs() {
                text.push_str(&docs);
            }
            let _ = writeln!(text, "\nexport {}", <$name as TS>::decl(&config));
        )*};
    }
    declare!(
        Report<'static>,
        Input<'static>,
        CaptureFormat,
        InputKind,
        Request<'static>,
        RequestState,
        CaptureRange<'static>,
        Others,
        HostCount,
        Protocol<'static>,
        Sender<'static>,
        Device,
        Certainty,
        Layer<'static>,
        Codec,
        LayerStatus,
        Check<'static>,
        CheckStatus,
        Event<'static>,
        Field<'static>,
        Known,
        Persistence,
        Detection,
        Encryption<'static>,
        Counts,
        FieldCounts,
        Period,
        Timing,
        Session,
        Delay,
        Identifier<'static>,
        Survival,
        UserAction,
        Outcome,
        CategoryCount,
        NameCount<'static>,
        Finding<'static>,
        Sentence<'static>,
        Topic,
        Basis,
        Diagnostic<'static>,
        Severity,
        Source,
        EventPage<'static>,
        Timeline,
        Answer<'static>,
        Segment,
        Slot,
        Trace,
        TraceStep,
        Imprecision,
        KeyUse,
        KeyKind,
        Cipher,
        Payloads,
        Wrapping,
        FieldAddress,
        Comparison<'static>,
        IdentifierChange<'static>,
        Change,
        Rotation,
        EventChange<'static>,
        FieldChange<'static>,
        ValueSearch<'static>,
        ValueMatch<'static>,
        TextHit,
        Encoding,
        PackReport,
        PackProblem,
        Provenance,
        Origin,
        Masking,
        MaskMode,
        PlaceholderCount,
        Preview,
        PreviewName,
        PreviewRow,
        MaskAction,
        MaskChoice,
        PreviewValue,
        Leak,
        QrCode,
        Bounds,
        ArticleLimits,
    );
    expect_file!["../../www/report.d.ts"].assert_eq(&text);
}

/// Checks that a constant of a file of the page is what the core has; `UPDATE_EXPECT=1` rewrites its
/// line.
#[track_caller]
pub(crate) fn check_constant(file: &str, name: &str, value: &str) {
    let start = format!("const {name} = ");
    let fresh = format!("{start}{value};");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&file).unwrap();
    let lines = text.lines().map(|line| match line {
        line if line.starts_with(&start) => &fresh,
        line => line,
    });
    let lines: Vec<&str> = lines.collect();
    assert!(lines.contains(&&*fresh), "{name}");
    expect_file![file].assert_eq(&(lines.join("\n") + "\n"));
}
