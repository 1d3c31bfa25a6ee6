//! `cargo xtask`: the one tool to know for working on Overshare.

mod bench;
mod beside;
mod bundle;
mod changed;
mod files;
mod frame;
mod fuzz;
mod install;
mod lint;
mod package;
mod project;
mod record;
mod release;
mod serve;
mod test;
mod toolchain;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use lexopt::prelude::*;

use test::{Effort, Step};
use toolchain::Origin;

const HELP: &str = "\
Usage: cargo xtask <command> [options]

Commands:
  serve   Show the page from this clone at http://127.0.0.1:8080/
  build   Compile the core to WebAssembly and write pkg/
  test    Install what is missing, then run every check
  bench   Measure speed and size in a browser
  fuzz    Look for captures of which more leaves than may
  release Make the files of a version, and try them

`cargo xtask <command> --help` says more about each.
";

const SERVE_HELP: &str = "\
Usage: cargo xtask serve [--source] [--port NUMBER] [--open] [--allow-host NAME]…

Serves index.html, www/ and pkg/ to this machine only.
pkg/ is rebuilt first if the sources have changed and a compiler for WebAssembly is at hand.

  --source            Let the page run from www/ instead of its bundle in pkg/page/, so that a reload shows what was
                      edited there
  --port NUMBER       Listen on this port, or on the next free one (default 8080; 0 means any)
  --open              Open the page in the browser
  --allow-host NAME   Answer to this name too, besides localhost, 127.0.0.1 and [::1];
                      for a proxy in front of it. May be given more than once
";

const BUILD_HELP: &str = "\
Usage: cargo xtask build [--toolchain own|system]

Compiles the core to WebAssembly, writes the npm package in pkg/ and bundles the page into pkg/page/.
The same sources and the same compiler give the same bytes in every clone.
It needs Node.js and npm for the bundler, esbuild, which is installed into xtask/bundler/.
Without a compiler for WebAssembly, rustup's target is added or, on Debian, its packages are installed.

  --toolchain own      Use the toolchain that Cargo runs with
  --toolchain system   Use /usr/bin/rustc and build the standard library from its source
";

const TEST_HELP: &str = "\
Usage: cargo xtask test [--changed] [--thorough] [--only STEP]… [--list] [--toolchain own|system]

Installs what is missing, then runs every check and stops at the first that fails.

  --changed            Run what the uncommitted changes can make fail or, where there are none, the last commit
  --thorough           Try what is made up for longer: each property for ten seconds, the largest captures in every format
  --only STEP          Run this step alone; may be given more than once
  --list               List the steps
  --toolchain ORIGIN   Which compiler makes the fresh build; see `cargo xtask build --help`
";

const BENCH_HELP: &str = "\
Usage: cargo xtask bench [arguments]

Runs tests/web/bench.mjs in Chromium, with the arguments passed on.
";

const FUZZ_HELP: &str = "\
Usage: cargo xtask fuzz [--minutes NUMBER] [--seed NUMBER]

Makes captures and choices, shares and exports them, and looks with code of its own for what should be hidden.
It needs a compiler for C++. Finds, inputs that reached something new, and the log are kept in target/fuzz/.

  --minutes NUMBER   How long (default 10)
  --seed NUMBER      Begin with these random numbers (default: the time)
";

const RELEASE_HELP: &str = "\
Usage: cargo xtask release [--unreleased]

Makes the npm package and the site of the version in Cargo.toml from the last commit, with their SHA-256 sums and what
CHANGELOG.md says of it, in target/release-files/; installs the one, opens the other, and reads a sample with each.
Nothing is published.

  --unreleased   Take what the changelog says of the next version
";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Help(&'static str),
    Serve(serve::Options),
    Build {
        origin: Option<Origin>,
    },
    Test {
        steps: Vec<Step>,
        changed: bool,
        effort: Effort,
        origin: Option<Origin>,
    },
    List,
    Bench {
        arguments: Vec<OsString>,
    },
    Fuzz {
        minutes: u32,
        /// 0 for the time.
        seed: u32,
    },
    Release {
        unreleased: bool,
    },
}

fn main() -> ExitCode {
    let done = Command::parse(lexopt::Parser::from_env()).and_then(Command::run);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Command {
    fn parse(mut parser: lexopt::Parser) -> Result<Command> {
        match parser.next()? {
            None | Some(Short('h') | Long("help")) => Ok(Command::Help(HELP)),
            Some(Value(name)) => match name.string()?.as_str() {
                "help" => Ok(Command::Help(HELP)),
                "serve" => Command::parse_serve(&mut parser),
                "build" => Command::parse_build(&mut parser),
                "test" => Command::parse_test(&mut parser),
                "bench" => Command::parse_bench(&mut parser),
                "fuzz" => Command::parse_fuzz(&mut parser),
                "release" => Command::parse_release(&mut parser),
                other => Err(unknown(
                    "a command",
                    other,
                    &["serve", "build", "test", "bench", "fuzz", "release"],
                )),
            },
            Some(other) => Err(other.unexpected().into()),
        }
    }

    fn parse_serve(parser: &mut lexopt::Parser) -> Result<Command> {
        let mut options = serve::Options::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(Command::Help(SERVE_HELP)),
                Short('p') | Long("port") => {
                    let text = parser.value()?.string()?;
                    options.port = text.parse().map_err(|_| {
                        anyhow!("expected a port from 0 to 65535 after --port, found `{text}`")
                    })?;
                }
                Long("source") => options.source = true,
                Long("open") => options.open = true,
                Long("allow-host") => options.names.push(parser.value()?.string()?),
                Long(other) => {
                    let all = ["source", "port", "open", "allow-host", "help"];
                    return Err(unknown("an option", other, &all));
                }
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Command::Serve(options))
    }

    fn parse_build(parser: &mut lexopt::Parser) -> Result<Command> {
        let mut origin = None;
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(Command::Help(BUILD_HELP)),
                Long("toolchain") => origin = Some(parse_origin(parser)?),
                Long(other) => return Err(unknown("an option", other, &["toolchain", "help"])),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Command::Build { origin })
    }

    fn parse_test(parser: &mut lexopt::Parser) -> Result<Command> {
        let (mut steps, mut changed, mut origin) = (Vec::new(), false, None);
        let mut effort = Effort::Usual;
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(Command::Help(TEST_HELP)),
                Long("list") => return Ok(Command::List),
                Long("changed") => changed = true,
                Long("thorough") => effort = Effort::Thorough,
                Long("only") => steps.push(parse_step(parser)?),
                Long("toolchain") => origin = Some(parse_origin(parser)?),
                Long(other) => {
                    let options = ["changed", "thorough", "only", "list", "toolchain", "help"];
                    return Err(unknown("an option", other, &options));
                }
                other => return Err(other.unexpected().into()),
            }
        }
        if steps.is_empty() {
            steps.extend(Step::ALL);
        }
        Ok(Command::Test {
            steps,
            changed,
            effort,
            origin,
        })
    }

    fn parse_bench(parser: &mut lexopt::Parser) -> Result<Command> {
        let arguments: Vec<_> = parser.raw_args()?.collect();
        if arguments
            .first()
            .is_some_and(|first| first == "--help" || first == "-h")
        {
            return Ok(Command::Help(BENCH_HELP));
        }
        Ok(Command::Bench { arguments })
    }

    fn parse_fuzz(parser: &mut lexopt::Parser) -> Result<Command> {
        let (mut minutes, mut seed) = (fuzz::MINUTES, 0);
        while let Some(argument) = parser.next()? {
            let (number, name) = match argument {
                Short('h') | Long("help") => return Ok(Command::Help(FUZZ_HELP)),
                Long("minutes") => (&mut minutes, "--minutes"),
                Long("seed") => (&mut seed, "--seed"),
                Long(other) => {
                    return Err(unknown("an option", other, &["minutes", "seed", "help"]));
                }
                other => return Err(other.unexpected().into()),
            };
            let text = parser.value()?.string()?;
            *number = text
                .parse()
                .map_err(|_| anyhow!("expected a whole number after {name}, found `{text}`"))?;
        }
        Ok(Command::Fuzz { minutes, seed })
    }

    fn parse_release(parser: &mut lexopt::Parser) -> Result<Command> {
        let mut unreleased = false;
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(Command::Help(RELEASE_HELP)),
                Long("unreleased") => unreleased = true,
                Long(other) => return Err(unknown("an option", other, &["unreleased", "help"])),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Command::Release { unreleased })
    }

    fn run(self) -> Result<()> {
        match self {
            Command::Help(text) => print!("{text}"),
            Command::Serve(options) => serve::serve(options)?,
            Command::Build { origin } => {
                let toolchain = toolchain::ensure(origin)?;
                package::build(&toolchain, &project::root().join("pkg"))?;
            }
            Command::Test {
                steps,
                changed,
                effort,
                origin,
            } => test::test(&steps, changed, effort, origin)?,
            Command::List => {
                for step in Step::ALL {
                    println!("{:8} {}", step.name(), step.description());
                }
            }
            Command::Bench { arguments } => bench::bench(&arguments)?,
            Command::Fuzz { minutes, seed } => fuzz::fuzz(minutes, seed)?,
            Command::Release { unreleased } => release::release(unreleased)?,
        }
        Ok(())
    }
}

fn parse_step(parser: &mut lexopt::Parser) -> Result<Step> {
    let text = parser.value()?.string()?;
    match Step::ALL.into_iter().find(|step| step.name() == text) {
        Some(step) => Ok(step),
        None => Err(unknown("a step", &text, &Step::ALL.map(Step::name))),
    }
}

fn parse_origin(parser: &mut lexopt::Parser) -> Result<Origin> {
    let text = parser.value()?.string()?;
    match Origin::NAMES.into_iter().find(|(name, _)| *name == text) {
        Some((_, origin)) => Ok(origin),
        None => Err(unknown(
            "a toolchain",
            &text,
            &Origin::NAMES.map(|(name, _)| name),
        )),
    }
}

/// Says what was expected, what was found, and which of the names is nearest to it.
fn unknown(what: &str, found: &str, names: &[&str]) -> anyhow::Error {
    let nearest = names
        .iter()
        .max_by(|one, other| {
            let near = |name: &str| strsim::jaro_winkler(name, found);
            near(one).total_cmp(&near(other))
        })
        .copied()
        .unwrap_or_default();
    anyhow!(
        "expected {what} ({}), found `{found}`; did you mean `{nearest}`?",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Command> {
        Command::parse(lexopt::Parser::from_args(arguments))
    }

    fn error(arguments: &[&str]) -> String {
        parse(arguments).unwrap_err().to_string()
    }

    #[test]
    fn serve_needs_no_options() {
        let expected = Command::Serve(serve::Options {
            port: 8080,
            source: false,
            open: false,
            names: Vec::new(),
        });
        assert_eq!(parse(&["serve"]).unwrap(), expected);
        let expected = Command::Serve(serve::Options {
            port: 9000,
            source: true,
            open: true,
            names: vec!["overshare.example".to_owned()],
        });
        assert_eq!(
            parse(&[
                "serve",
                "--source",
                "--port",
                "9000",
                "--open",
                "--allow-host",
                "overshare.example",
            ])
            .unwrap(),
            expected
        );
    }

    #[test]
    fn test_runs_all_steps_or_the_chosen_ones() {
        let expected = Command::Test {
            steps: Step::ALL.to_vec(),
            changed: false,
            effort: Effort::Usual,
            origin: None,
        };
        assert_eq!(parse(&["test"]).unwrap(), expected);
        let expected = Command::Test {
            steps: vec![Step::Web, Step::Rust],
            changed: true,
            effort: Effort::Thorough,
            origin: Some(Origin::System),
        };
        let arguments = [
            "test",
            "--only",
            "web",
            "--only=rust",
            "--changed",
            "--thorough",
            "--toolchain",
            "system",
        ];
        assert_eq!(parse(&arguments).unwrap(), expected);
    }

    #[test]
    fn fuzz_takes_a_time_and_a_seed() {
        let expected = Command::Fuzz {
            minutes: fuzz::MINUTES,
            seed: 0,
        };
        assert_eq!(parse(&["fuzz"]).unwrap(), expected);
        let expected = Command::Fuzz {
            minutes: 90,
            seed: 7,
        };
        let arguments = ["fuzz", "--minutes", "90", "--seed=7"];
        assert_eq!(parse(&arguments).unwrap(), expected);
        assert!(error(&["fuzz", "--minutes", "long"]).contains("found `long`"));
    }

    #[test]
    fn every_command_has_help() {
        for name in ["serve", "build", "test", "bench", "fuzz", "release"] {
            let Command::Help(text) = parse(&[name, "--help"]).unwrap() else {
                panic!("{name} --help does something else");
            };
            assert!(text.contains(&format!("cargo xtask {name}")), "{text}");
            assert!(HELP.contains(name));
        }
        assert_eq!(parse(&[]).unwrap(), Command::Help(HELP));
    }

    #[test]
    fn what_is_unknown_leads_to_what_is_near() {
        assert!(error(&["sevre"]).contains("did you mean `serve`?"));
        assert!(error(&["tset"]).contains("did you mean `test`?"));
        assert!(
            error(&["test", "--only", "clippy,lint"]).contains("expected a step (format, lint,")
        );
        assert!(error(&["serve", "--prt", "1"]).contains("did you mean `port`?"));
        assert!(error(&["serve", "--port", "70000"]).contains("found `70000`"));
    }
}
