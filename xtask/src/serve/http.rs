//! One connection: a request head, bounded in size and time, and one answer.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::Manners;
use super::coding::Coding;
use super::places::Place;
use super::site::{Body, Page, Refusal, Site};

/// Bytes of request line and headers together; browsers send below 2 KiB to a site without cookies.
const HEAD_BYTES: usize = 16 * 1024;
/// Headers in one request.
const HEADERS: usize = 64;
/// How long one write to a client that does not read may block.
const WRITE_PATIENCE: Duration = Duration::from_secs(30);
/// How long, and for how many bytes, the rest of a request is taken in after the answer.
const LINGER: Duration = Duration::from_millis(500);
const LINGER_BYTES: usize = 64 * 1024;

/// What keeps others out; docs/hosting.md says the same to those who serve the site by another program.
pub(super) const PROTECTION: &str = "X-Content-Type-Options: nosniff\r\n\
    Referrer-Policy: no-referrer\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n";
/// For all pages but those that are made to stand in pages of others.
pub(super) const UNFRAMED: &str = "Content-Security-Policy: frame-ancestors 'none'\r\n";

/// A browser asks whether its copy is still what is here.
const CACHING: &str = "Cache-Control: no-cache\r\n";
/// The end of every head.
const CLOSE: &str = "Connection: close\r\n\r\n";

/// What was asked for, as far as it matters here.
struct Request {
    method: String,
    target: String,
    /// The name that the client has for the server, if it says.
    host: Option<String>,
    /// The coding to answer in.
    coding: Option<Coding>,
    /// What the client has already, as `If-None-Match` lists it.
    known: String,
}

/// Why there is no request to answer.
enum Unreadable {
    Malformed,
    TooLarge,
    TooSlow,
    Gone,
}

/// Reads one request, answers it and closes the connection.
/// An error means that the client has left; there is nobody to tell.
pub fn answer(
    mut stream: TcpStream,
    site: &Site,
    manners: &Manners,
    place: &Place,
) -> io::Result<()> {
    stream.set_write_timeout(Some(WRITE_PATIENCE))?;
    let request = read_request(&mut stream, manners.patience);
    place.answering();
    match request {
        Ok(request) if !is_own(request.host.as_deref(), &manners.names) => refuse(
            &mut stream,
            "421 Misdirected Request",
            "Expected a request to 127.0.0.1 or localhost, found one to another name; \
             `--allow-host NAME` answers to it too.\n",
        )?,
        Ok(request) => answer_request(&mut stream, site, &request)?,
        Err(Unreadable::Malformed) => refuse(
            &mut stream,
            "400 Bad Request",
            "Expected an HTTP/1.1 request, found something else.\n",
        )?,
        Err(Unreadable::TooLarge) => refuse(
            &mut stream,
            "431 Request Header Fields Too Large",
            "Expected at most 64 headers in 16 KiB, found more.\n",
        )?,
        Err(Unreadable::TooSlow) => refuse(
            &mut stream,
            "408 Request Timeout",
            "Expected a whole request, found only a part of one in time.\n",
        )?,
        Err(Unreadable::Gone) => return Ok(()),
    }
    close(&mut stream)
}

/// Whether a name is one of this machine or of those that were asked for.
///
/// A page on the web can let a name of its own lead here, and would then be taken by the browser
/// for the same site. A client that says no name is no browser.
fn is_own(host: Option<&str>, names: &[String]) -> bool {
    let Some(host) = host else {
        return true;
    };
    // The port may be another one: it can be forwarded.
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    ["127.0.0.1", "localhost", "[::1]"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .any(|own| own.eq_ignore_ascii_case(name))
}

/// Turns a client away before reading anything.
pub fn turn_away(mut stream: TcpStream) -> io::Result<()> {
    stream.set_write_timeout(Some(LINGER))?;
    refuse(
        &mut stream,
        "503 Service Unavailable",
        "Too many connections at once; try again in a moment.\n",
    )
}

fn answer_request(stream: &mut TcpStream, site: &Site, request: &Request) -> io::Result<()> {
    let with_body = match request.method.as_str() {
        "GET" => true,
        "HEAD" => false,
        _ => {
            let allow = "Allow: GET, HEAD\r\n";
            let text = "Expected GET or HEAD, found another method.\n";
            return send(stream, "405 Method Not Allowed", allow, text);
        }
    };
    match site.open(&request.target, request.coding) {
        Ok(page) => {
            let extra = headers_of(&page);
            if is_known(&page.tag, &request.known) {
                // What is not sent has neither type nor length.
                let head =
                    format!("HTTP/1.1 304 Not Modified\r\n{CACHING}{PROTECTION}{extra}{CLOSE}");
                return stream.write_all(head.as_bytes());
            }
            let head = head("200 OK", page.media_type, page.body.length(), &extra);
            stream.write_all(head.as_bytes())?;
            match page.body {
                _ if !with_body => Ok(()),
                Body::Bytes(bytes) => stream.write_all(&bytes),
                Body::File(file, length) => io::copy(&mut file.take(length), stream).map(|_| ()),
            }
        }
        Err(refusal) => {
            let (status, text) = match refusal {
                Refusal::Malformed => (
                    "400 Bad Request",
                    "Expected a plain path such as /www/main.js, found another form of address.\n",
                ),
                Refusal::Missing => (
                    "404 Not Found",
                    "There is no such file in the site; try / for the page.\n",
                ),
            };
            let head = head(status, "text/plain; charset=utf-8", text.len() as u64, "");
            stream.write_all(head.as_bytes())?;
            if with_body {
                stream.write_all(text.as_bytes())?;
            }
            Ok(())
        }
    }
}

/// What is said of a file besides its type and its length.
fn headers_of(page: &Page) -> String {
    let mut headers = format!("ETag: {}\r\n", page.tag);
    if page.varies {
        headers.push_str("Vary: Accept-Encoding\r\n");
    }
    if let Some(coding) = page.coding {
        headers.push_str(&format!("Content-Encoding: {}\r\n", coding.name()));
    }
    if !page.is_framed {
        headers.push_str(UNFRAMED);
    }
    headers
}

/// Whether a tag is on a client's list of what it has; a tag that is said to be weak counts too.
fn is_known(tag: &str, list: &str) -> bool {
    list.split(',')
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn read_request(stream: &mut TcpStream, patience: Duration) -> Result<Request, Unreadable> {
    let deadline = Instant::now() + patience;
    let mut bytes = vec![0; HEAD_BYTES];
    let mut filled = 0;
    loop {
        // One deadline for the whole head: a client that sends a byte now and then gains nothing.
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Unreadable::TooSlow);
        }
        stream
            .set_read_timeout(Some(left))
            .map_err(|_| Unreadable::Gone)?;
        match stream.read(&mut bytes[filled..]) {
            Ok(0) => return Err(Unreadable::Gone),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
                ) =>
            {
                return Err(Unreadable::TooSlow);
            }
            Err(_) => return Err(Unreadable::Gone),
        }
        if let Some(request) = parse(&bytes[..filled])? {
            return Ok(request);
        }
        if filled == bytes.len() {
            return Err(Unreadable::TooLarge);
        }
    }
}

/// The request, or nothing while its head is incomplete.
fn parse(bytes: &[u8]) -> Result<Option<Request>, Unreadable> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(httparse::Status::Partial) => Ok(None),
        Ok(httparse::Status::Complete(_)) => {
            // A list may be given in several headers.
            let values = |name: &str| {
                let values: Vec<_> = request
                    .headers
                    .iter()
                    .filter(|header| header.name.eq_ignore_ascii_case(name))
                    .map(|header| String::from_utf8_lossy(header.value))
                    .collect();
                values.join(",")
            };
            let mut hosts = request
                .headers
                .iter()
                .filter(|header| header.name.eq_ignore_ascii_case("host"));
            let host = hosts.next().map(|host| String::from_utf8_lossy(host.value));
            match (request.method, request.path, hosts.next()) {
                (Some(method), Some(target), None) => Ok(Some(Request {
                    method: method.to_owned(),
                    target: target.to_owned(),
                    host: host.map(|host| host.trim().to_owned()),
                    coding: Coding::accepted(&values("accept-encoding")),
                    known: values("if-none-match"),
                })),
                _ => Err(Unreadable::Malformed),
            }
        }
        Err(httparse::Error::TooManyHeaders) => Err(Unreadable::TooLarge),
        Err(_) => Err(Unreadable::Malformed),
    }
}

fn refuse(stream: &mut TcpStream, status: &str, text: &str) -> io::Result<()> {
    send(stream, status, "", text)
}

fn send(stream: &mut TcpStream, status: &str, extra: &str, text: &str) -> io::Result<()> {
    let head = head(
        status,
        "text/plain; charset=utf-8",
        text.len() as u64,
        extra,
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(text.as_bytes())
}

fn head(status: &str, media_type: &str, length: u64, extra: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: {media_type}\r\n\
         Content-Length: {length}\r\n\
         {CACHING}{PROTECTION}{extra}{CLOSE}"
    )
}

/// Ends the answer, then takes in what is still on its way: closing over unread bytes resets the connection,
/// and the client would lose the answer.
fn close(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let deadline = Instant::now() + LINGER;
    let mut bytes = [0; 4096];
    let mut taken = 0;
    while taken < LINGER_BYTES {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut bytes)? {
            0 => break,
            count => taken += count,
        }
    }
    Ok(())
}
