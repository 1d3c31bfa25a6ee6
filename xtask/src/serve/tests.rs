//! The server over real connections to 127.0.0.1.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::http::{PROTECTION, UNFRAMED};
use super::site::Site;
use super::{Manners, accept, bind};
use crate::project;

/// A small clone in a temporary folder, with things in it that are not part of the site.
pub struct SmallClone(PathBuf);

impl SmallClone {
    pub const MAIN: &str = "export const answer = 42;\n";
    const SECRET: &str = "not part of the site";

    pub fn new(name: &str) -> SmallClone {
        let root = std::env::temp_dir().join(format!("overshare-{}-{name}", std::process::id()));
        for folder in ["www", "pkg", ".git", "src"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        fs::write(
            root.join("index.html"),
            "<!doctype html>\n<title>Overshare</title>\n",
        )
        .unwrap();
        fs::write(root.join("www/main.js"), SmallClone::MAIN).unwrap();
        fs::write(root.join("pkg/overshare_bg.wasm"), b"\0asm\x01\0\0\0").unwrap();
        for secret in ["secret.txt", ".git/config", "src/lib.rs"] {
            fs::write(root.join(secret), SmallClone::SECRET).unwrap();
        }
        SmallClone(root)
    }

    pub fn root(&self) -> &Path {
        &self.0
    }
}

impl Drop for SmallClone {
    fn drop(&mut self) {
        // Left behind in the temporary folder when it cannot be removed.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A server for one test; its thread ends with the test program.
struct Server {
    port: u16,
    clone: SmallClone,
}

impl Server {
    fn start(name: &str) -> Server {
        Server::start_with(name, Manners::new(Vec::new()))
    }

    fn start_with(name: &str, manners: Manners) -> Server {
        Server::start_in(SmallClone::new(name), manners, false)
    }

    fn start_in(clone: SmallClone, manners: Manners, is_source: bool) -> Server {
        let site = Site::new(clone.root().to_path_buf(), is_source);
        let listener = bind(0).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || accept(&listener, site, manners));
        Server { port, clone }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap()
    }

    fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        Answer::read(stream).unwrap()
    }

    fn request(&self, method: &str, target: &str) -> Answer {
        self.request_with(method, target, "")
    }

    fn request_with(&self, method: &str, target: &str, headers: &str) -> Answer {
        self.send(&format!(
            "{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n"
        ))
    }
}

struct Answer {
    head: String,
    bytes: Vec<u8>,
}

impl Answer {
    fn read(mut stream: TcpStream) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let body = bytes.split_off(end.expect("a head and a body") + 4);
        let head = String::from_utf8(bytes).unwrap().trim_end().to_owned();
        Ok(Answer { head, bytes: body })
    }

    fn body(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }
}

#[test]
fn the_page_and_its_parts_are_served() {
    let server = Server::start("the_page_and_its_parts");
    let page = server.request("GET", "/");
    assert_eq!(page.status(), "200");
    assert!(page.body().contains("<title>Overshare</title>"));
    assert_eq!(
        page.header("Content-Type"),
        Some("text/html; charset=utf-8")
    );

    let module = server.request("GET", "/www/main.js");
    assert_eq!(module.status(), "200");
    assert_eq!(module.body(), SmallClone::MAIN);
    assert_eq!(
        module.header("Content-Type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(module.header("Cache-Control"), Some("no-cache"));
    assert_eq!(
        module.header("Content-Length"),
        Some(SmallClone::MAIN.len().to_string().as_str())
    );

    let core = server.request("GET", "/pkg/overshare_bg.wasm");
    assert_eq!(core.bytes, b"\0asm\x01\0\0\0");
    assert_eq!(core.header("Content-Type"), Some("application/wasm"));
}

#[test]
fn pages_of_others_are_kept_out() {
    let server = Server::start("pages_of_others");
    fs::write(server.clone.root().join("pkg/frame.html"), "framed").unwrap();
    for (target, framing) in [
        ("/", Some("frame-ancestors 'none'")),
        ("/www/main.js", Some("frame-ancestors 'none'")),
        ("/pkg/frame.html", None),
        ("/pkg/frame.html?x", None),
    ] {
        let answer = server.request("GET", target);
        assert_eq!(answer.status(), "200", "{target}");
        assert_eq!(
            answer.header("Content-Security-Policy"),
            framing,
            "{target}"
        );
        for (name, value) in [
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{target}");
        }
    }
}

/// The text that a client gets which understands what the header names.
fn decoded(answer: &Answer) -> String {
    let mut text = String::new();
    match answer.header("Content-Encoding") {
        Some("br") => brotli::Decompressor::new(&*answer.bytes, 4096).read_to_string(&mut text),
        Some("gzip") => flate2::read::GzDecoder::new(&*answer.bytes).read_to_string(&mut text),
        other => {
            assert_eq!(other, None);
            return answer.body().to_owned();
        }
    }
    .unwrap();
    text
}

#[test]
fn what_gets_smaller_is_sent_compressed_to_those_who_take_it() {
    let server = Server::start("what_gets_smaller");
    let file = |name: &str| server.clone.root().join(name);
    let text = "export const answer = 42;\n".repeat(100);
    fs::write(file("www/long.js"), &text).unwrap();
    fs::write(file("www/picture.png"), &text).unwrap();
    let mut tags = Vec::new();
    for (accepts, coding) in [
        ("Accept-Encoding: gzip, deflate, br\r\n", Some("br")),
        ("accept-encoding: gzip\r\n", Some("gzip")),
        (
            "Accept-Encoding: deflate\r\nAccept-Encoding: br\r\n",
            Some("br"),
        ),
        ("Accept-Encoding: br;q=0\r\n", None),
        ("", None),
    ] {
        let answer = server.request_with("GET", "/www/long.js", accepts);
        assert_eq!(answer.header("Content-Encoding"), coding, "{accepts}");
        assert_eq!(answer.header("Vary"), Some("Accept-Encoding"), "{accepts}");
        let length = answer.bytes.len().to_string();
        assert_eq!(answer.header("Content-Length"), Some(length.as_str()));
        assert_eq!(decoded(&answer), text, "{accepts}");
        let head = server.request_with("HEAD", "/www/long.js", accepts);
        assert_eq!(head.head, answer.head, "{accepts}");
        tags.push(answer.header("ETag").unwrap().to_owned());
    }
    // What differs in its bytes differs in its name.
    assert_eq!((&tags[0], &tags[3]), (&tags[2], &tags[4]));
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(tags.len(), 3, "{tags:?}");
    for name in ["/www/main.js", "/www/picture.png"] {
        let answer = server.request_with("GET", name, "Accept-Encoding: br, gzip\r\n");
        assert_eq!(answer.header("Content-Encoding"), None, "{name}");
        assert_eq!(answer.header("Vary"), None, "{name}");
    }
}

#[test]
fn what_a_client_has_is_sent_again_only_when_it_has_changed() {
    let server = Server::start("what_a_client_has");
    let file = server.clone.root().join("www/long.js");
    fs::write(&file, "a".repeat(5000)).unwrap();
    let get = |headers: &str| server.request_with("GET", "/www/long.js", headers);
    let accepts = "Accept-Encoding: br\r\n";
    let tag = get(accepts).header("ETag").unwrap().to_owned();
    for list in [&tag, &format!("\"other\", W/{tag}"), "*"] {
        let answer = get(&format!("{accepts}If-None-Match: {list}\r\n"));
        assert_eq!((answer.status(), answer.body()), ("304", ""), "{list}");
        assert_eq!(answer.header("ETag"), Some(tag.as_str()));
        assert_eq!(answer.header("Vary"), Some("Accept-Encoding"));
        assert_eq!(answer.header("Cache-Control"), Some("no-cache"));
    }
    // A copy in another coding is another copy.
    let answer = get(&format!("If-None-Match: {tag}\r\n"));
    assert_eq!((answer.status(), answer.body().len()), ("200", 5000));
    fs::write(&file, "b".repeat(5001)).unwrap();
    let answer = get(&format!("{accepts}If-None-Match: {tag}\r\n"));
    assert_eq!(answer.status(), "200");
    assert_eq!(decoded(&answer), "b".repeat(5001));
}

#[test]
fn the_page_runs_from_its_source_where_that_is_asked_for() {
    let page =
        "<script src=\"pkg/page/main.js\"></script> <p>pkg/page/</p> <a href=\"pkg/frame.html\">";
    for (is_source, expected) in [
        (false, page.to_owned()),
        (true, page.replace("\"pkg/page/", "\"www/")),
    ] {
        let clone = SmallClone::new(&format!("from_its_source_{is_source}"));
        // Long enough to be compressed, too.
        let padding = " ".repeat(2000);
        fs::write(clone.root().join("index.html"), format!("{page}{padding}")).unwrap();
        let server = Server::start_in(clone, Manners::new(Vec::new()), is_source);
        for accepts in ["", "Accept-Encoding: br\r\n"] {
            let answer = server.request_with("GET", "/", accepts);
            assert_eq!(
                decoded(&answer),
                format!("{expected}{padding}"),
                "{accepts}"
            );
            let tag = answer.header("ETag").unwrap();
            assert_eq!(tag.contains("source"), is_source, "{tag}");
        }
    }
}

#[test]
fn other_hosts_are_told_of_every_header() {
    let document = fs::read_to_string(project::root().join("docs/hosting.md")).unwrap();
    let examples = document.split("```").skip(1).step_by(2);
    let examples: Vec<&str> = examples
        .filter(|example| !example.starts_with("sh\n"))
        .collect();
    assert_eq!(examples.len(), 5);
    let own = "Cache-Control: no-cache";
    for header in PROTECTION.lines().chain(UNFRAMED.lines()).chain([own]) {
        let (name, value) = header.split_once(": ").unwrap();
        for example in &examples {
            let has_header = |line: &str| line.contains(name) && line.contains(value);
            assert!(example.lines().any(has_header), "{header} in\n{example}");
        }
    }
}

#[test]
fn head_answers_like_get_without_the_body() {
    let server = Server::start("head_answers_like_get");
    let get = server.request("GET", "/www/main.js");
    let head = server.request("HEAD", "/www/main.js");
    assert_eq!(head.head, get.head);
    assert_eq!(head.body(), "");
    let missing = server.request("HEAD", "/www/none.js");
    assert_eq!((missing.status(), missing.body()), ("404", ""));
}

#[test]
fn where_the_page_leads_is_part_of_the_site() {
    let page = project::root().join("index.html");
    let page = fs::read_to_string(page).unwrap();
    let links = page.split("href=\"").skip(1);
    let links = links.filter_map(|rest| rest.split('"').next());
    let local: Vec<&str> = links
        .filter(|link| !link.starts_with('#') && !link.contains(':'))
        .collect();
    assert!(local.contains(&"docs/captures.md"), "{local:?}");
    for link in local {
        let folder = link.split('/').next().unwrap();
        assert!(super::site::SITE.contains(&folder), "{link}");
    }
}

#[test]
fn nothing_but_the_site_is_served() {
    let server = Server::start("nothing_but_the_site");
    for (target, status) in [
        ("/secret.txt", "404"),
        ("/src/lib.rs", "404"),
        ("/www", "404"),
        ("/.git/config", "400"),
        ("/www/../secret.txt", "400"),
        ("/www/%2e%2e/secret.txt", "400"),
        ("/www/", "400"),
    ] {
        let answer = server.request("GET", target);
        assert_eq!(answer.status(), status, "{target}");
        assert!(!answer.body().contains(SmallClone::SECRET), "{target}");
    }
}

#[test]
fn other_methods_are_named_and_refused() {
    let server = Server::start("other_methods");
    // The body is on its way while the answer is: it must arrive all the same.
    let body = "x".repeat(20_000);
    let answer = server.send(&format!(
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ));
    assert_eq!(answer.status(), "405");
    assert_eq!(answer.header("Allow"), Some("GET, HEAD"));
}

#[test]
fn what_is_not_http_is_refused() {
    let server = Server::start("what_is_not_http");
    assert_eq!(server.send("\x16\x03\x01 hello\r\n\r\n").status(), "400");
    assert_eq!(server.send("GET /\r\n\r\n").status(), "400");
}

#[test]
fn a_head_without_end_is_refused() {
    let server = Server::start("a_head_without_end");
    let long = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(40_000));
    assert_eq!(server.send(&long).status(), "431");
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "X: x\r\n".repeat(100));
    assert_eq!(server.send(&many).status(), "431");
}

#[test]
fn a_slow_client_keeps_nobody_waiting() {
    let server = Server::start("a_slow_client_keeps");
    let mut slow = server.connect();
    slow.write_all(b"GET / HT").unwrap();
    assert_eq!(server.request("GET", "/").status(), "200");
    slow.write_all(b"TP/1.1\r\n\r\n").unwrap();
    assert_eq!(Answer::read(slow).unwrap().status(), "200");
}

#[test]
fn patience_ends() {
    let manners = Manners {
        patience: Duration::from_millis(50),
        ..Manners::new(Vec::new())
    };
    let server = Server::start_with("patience_ends", manners);
    let mut silent = server.connect();
    silent.write_all(b"GET / HT").unwrap();
    assert_eq!(Answer::read(silent).unwrap().status(), "408");
}

#[test]
fn half_sent_requests_keep_nobody_out() {
    let server = Server::start("half_sent_requests");
    let half: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = server.connect();
            // The oldest of them may have been closed already.
            let _ = stream.write_all(b"GET / HT");
            stream
        })
        .collect();
    assert_eq!(server.request("GET", "/").status(), "200");
    // The latest may still go on.
    let mut last = half.into_iter().next_back().unwrap();
    last.write_all(b"TP/1.1\r\n\r\n").unwrap();
    assert_eq!(Answer::read(last).unwrap().status(), "200");
}

/// A client that has asked for more than fits between it and the server, and does not read on.
fn reading_nothing(server: &Server) -> TcpStream {
    let large = fs::File::create(server.clone.root().join("www/large.txt")).unwrap();
    large.set_len(1 << 30).unwrap();
    let mut stream = server.connect();
    stream
        .write_all(b"GET /www/large.txt HTTP/1.1\r\n\r\n")
        .unwrap();
    let mut begun = [0; 12];
    stream.read_exact(&mut begun).unwrap();
    assert_eq!(&begun, b"HTTP/1.1 200");
    stream
}

#[test]
fn there_are_only_so_many_places() {
    let manners = |grace| Manners {
        most: 1,
        grace,
        ..Manners::new(Vec::new())
    };
    let server = Server::start_with("only_so_many_places", manners(Duration::MAX));
    let _first = reading_nothing(&server);
    let second = server.connect();
    assert_eq!(Answer::read(second).unwrap().status(), "503");

    let server = Server::start_with("no_more_grace", manners(Duration::ZERO));
    let _first = reading_nothing(&server);
    assert_eq!(server.request("GET", "/").status(), "200");
}

#[test]
fn only_names_of_this_machine_are_answered_to() {
    let names = vec!["overshare.example".to_owned()];
    let server = Server::start_with("only_names", Manners::new(names));
    for (host, status) in [
        ("Host: 127.0.0.1\r\n", "200"),
        ("host:localhost:8080\r\n", "200"),
        ("Host: LOCALHOST\r\n", "200"),
        ("Host: [::1]:8080\r\n", "200"),
        ("Host: overshare.example:443\r\n", "200"),
        ("", "200"),
        ("Host: attacker.example\r\n", "421"),
        ("Host: localhost.attacker.example:8080\r\n", "421"),
        ("Host: 127.0.0.1.attacker.example\r\n", "421"),
        ("Host: 127.0.0.1@attacker.example\r\n", "421"),
        ("Host: 192.168.0.1\r\n", "421"),
        ("Host: [::2]\r\n", "421"),
        ("Host:\r\n", "421"),
        ("Host: localhost\r\nHost: attacker.example\r\n", "400"),
    ] {
        let answer = server.send(&format!("GET / HTTP/1.1\r\n{host}\r\n"));
        assert_eq!(answer.status(), status, "{host:?}");
        assert_eq!(
            answer.body().contains("<title>"),
            status == "200",
            "{host:?}"
        );
    }
}

#[test]
fn only_this_machine_is_listened_to() {
    let listener = bind(0).unwrap();
    assert_eq!(listener.local_addr().unwrap().ip(), Ipv4Addr::LOCALHOST);
}

#[test]
fn a_port_in_use_leads_to_another() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let chosen = bind(port).unwrap().local_addr().unwrap().port();
    assert!(
        chosen > port && chosen < port.saturating_add(super::TRIES),
        "{port} led to {chosen}"
    );
}
