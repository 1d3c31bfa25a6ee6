//! `cargo xtask serve`: the clone as a site on this machine, and on this machine only.

mod coding;
mod http;
mod places;
mod site;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{bundle, package, project, record, toolchain};
use places::Places;
use site::Site;

/// How a person wants the clone to be served.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// Tried first; 0 for any.
    pub port: u16,
    /// Whether the page runs from `www/` instead of its bundle.
    pub source: bool,
    /// Whether a browser is opened.
    pub open: bool,
    /// Names that are answered to, besides those of this machine.
    pub names: Vec<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            port: 8080,
            source: false,
            open: false,
            names: Vec::new(),
        }
    }
}

/// How many ports are tried when the first is in use.
const TRIES: u16 = 20;

/// What a client may ask of the server.
#[derive(Clone, Debug)]
struct Manners {
    /// Connections at the same time; a browser makes six.
    most: usize,
    /// How long a client may take to send its request.
    patience: Duration,
    /// How long it may take to read the answer when others wait.
    grace: Duration,
    /// Names that are answered to, besides those of this machine.
    names: Vec<String>,
}

impl Manners {
    fn new(names: Vec<String>) -> Manners {
        Manners {
            most: 64,
            patience: Duration::from_secs(10),
            grace: Duration::from_secs(2),
            names,
        }
    }
}

/// Brings `pkg/` up to date where that is possible, then serves until stopped.
pub fn serve(options: Options) -> Result<()> {
    let root = project::root();
    refresh(&root)?;
    let listener = bind(options.port)?;
    let address = format!("http://{}/", listener.local_addr()?);
    println!("Overshare is at {address} (Ctrl+C stops it).");
    if options.open {
        open_browser(&address);
    }
    let site = Site::new(root, options.source);
    accept(&listener, site, Manners::new(options.names))
}

/// Rebuilds `pkg/` when the sources have changed since and a compiler for WebAssembly is at hand.
/// Whatever happens, a package that exists is served.
fn refresh(root: &Path) -> Result<()> {
    let package = root.join("pkg");
    let built_from = record::read(&package).map(|record| record.sources);
    let sources = record::digest_of_sources(root)?;
    match &built_from {
        Ok(digest) if *digest == sources => return Ok(()),
        Ok(_) => println!("The sources have changed since pkg/ was built."),
        Err(error) => println!("pkg/ cannot be used as it is: {error:#}."),
    }
    println!("Looking for a compiler for WebAssembly; building with it takes a minute or two.");
    let rebuilt = || {
        bundle::at_hand()?;
        package::build(&toolchain::at_hand(None)?, &package)
    };
    match rebuilt() {
        Ok(()) => Ok(()),
        Err(error) if built_from.is_ok() => {
            println!("It was not rebuilt: {error:#}.");
            println!(
                "Serving pkg/ as it was built before; `cargo xtask build` installs what is missing."
            );
            Ok(())
        }
        Err(error) => Err(error
            .context("there is no pkg/ to serve; `cargo xtask build` installs what is missing")),
    }
}

/// Listens on the port or on the next free one.
fn bind(port: u16) -> Result<TcpListener> {
    let last = port.saturating_add(if port == 0 { 0 } else { TRIES - 1 });
    for candidate in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                println!("Port {candidate} is in use; trying the next.");
            }
            Err(error) => {
                return Err(error).with_context(|| {
                    format!(
                        "cannot listen on port {candidate} of 127.0.0.1; try another with --port"
                    )
                });
            }
        }
    }
    bail!("expected a free port from {port} to {last}, found all in use; try another with --port")
}

/// Answers every connection on a thread of its own, so that a slow client keeps nobody waiting.
fn accept(listener: &TcpListener, site: Site, manners: Manners) -> Result<()> {
    let site = Arc::new(site);
    let places = Arc::new(Places::new(manners.most, manners.grace));
    let manners = Arc::new(manners);
    for stream in listener.incoming() {
        let stream = match stream {
            Ok(stream) => stream,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
                ) =>
            {
                continue;
            }
            Err(error) => return Err(error).context("cannot take another connection"),
        };
        match Places::take(&places, &stream) {
            Some(place) => {
                let site = Arc::clone(&site);
                let manners = Arc::clone(&manners);
                thread::Builder::new()
                    .spawn(move || {
                        // A client that has left in the middle is no news.
                        let _ = http::answer(stream, &site, &manners, &place);
                    })
                    .context("cannot start a thread for a connection")?;
            }
            None => {
                let _ = http::turn_away(stream);
            }
        }
    }
    Ok(())
}

/// Asks the desktop to show the address. Not worth failing for.
fn open_browser(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/c", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    if let Err(error) = command.arg(address).spawn() {
        println!("No browser could be opened ({error}); open the address yourself.");
    }
}

#[cfg(test)]
mod tests;
