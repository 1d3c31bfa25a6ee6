//! What a text gives that programs wrote, each request in one line, for the tests of what reads such
//! texts.

use super::*;

/// What it gives where it is taken for this.
pub(super) fn read_as(text: &[u8], expected: InputKind) -> Vec<String> {
    let mut found = Vec::new();
    let (kind, _) = open(text.into(), &mut |item, _, _| match item {
        Item::Text(..) | Item::Hosts(_) => {}
        Item::Problem(problem) => found.push(problem.code.to_owned()),
        Item::Request(request) => {
            let at = request.at.file.start as usize..request.at.file.end as usize;
            let captured = request.store.in_memory(request.store.whole(0));
            assert_eq!(captured, &text[at], "it has the bytes of its place");
            let missing = request.missing.iter();
            found.extend(missing.map(|problem| problem.code.to_owned()));
            found.push(written(&request));
        }
    });
    match kind.kind == expected {
        true => found,
        false => vec!["no command".to_owned()],
    }
}

pub(super) fn written(request: &Request) -> String {
    let pairs = |params: &[Param<Slice>], between: &str| {
        let pairs = params
            .iter()
            .map(|param| [request.text(param.name), request.text(param.value)].join("="));
        pairs.collect::<Vec<_>>().join(between)
    };
    let body = match &request.body {
        Body::None => String::new(),
        Body::Form(params) => format!(" form {}", pairs(params, "&")),
        Body::Bytes(at) => format!(" bytes {:?}", request.text(*at)),
    };
    let headers = match request.headers.as_slice() {
        [] => String::new(),
        headers => format!(" [{}]", pairs(headers, "; ")),
    };
    format!(
        "{} {}{headers}{body}",
        request.method.as_deref().unwrap_or("-"),
        request.url.as_deref().unwrap_or("-"),
    )
}

/// Whether a text that is an export of a program gives these requests.
#[track_caller]
pub(super) fn check(text: &str, expected: &[&str]) {
    assert_eq!(
        read_as(text.as_bytes(), InputKind::Export),
        expected,
        "{text}"
    );
}
