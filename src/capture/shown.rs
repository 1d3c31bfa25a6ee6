//! Bodies that a program showed as text: of what was none, only dots are left.

use super::Request;
use crate::diagnostic;

/// Notes that the body of a request is lost where it was no text.
pub(super) fn note_lost(request: &mut Request) {
    let Some(step) = request.steps.last() else {
        return;
    };
    let body = request.store.in_memory(step.output);
    let dots = body.iter().filter(|&&byte| byte == b'.').count();
    let coding = request.header("content-encoding").unwrap_or_default();
    let is_packed = !coding.is_empty() && !coding.eq_ignore_ascii_case("identity");
    // In no text that is sent is every fourth sign a dot.
    if dots > 0 && (is_packed || dots * 4 > body.len()) {
        request.missing = Some(diagnostic::body_lost());
    }
}
