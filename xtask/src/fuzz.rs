//! `cargo xtask fuzz`: the sharing path under libFuzzer, and what came of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project;

/// How long it runs where nobody says.
pub const MINUTES: u32 = 10;

/// What makes the compiler count which branches a case takes, as libFuzzer reads it.
///
/// Without `-sanitizer-coverage-trace-compares`, which takes half of the time: what is compared with
/// what tells little to mutations that know the structure.
const COVERAGE: [&str; 4] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=3",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
];

/// Builds the target, runs it for so long and prints what it did; fails where it found something.
pub fn fuzz(minutes: u32, seed: u32) -> Result<()> {
    let root = project::root();
    let folder = project::target().join("fuzz");
    let target = build(&root, &folder)?;
    for name in ["corpus", "seeds", "crashes"] {
        let path = folder.join(name);
        fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
    }
    // Finds and figures are those of this run; the inputs that reached something are kept.
    let finds = folder.join("finds");
    if finds.exists() {
        fs::remove_dir_all(&finds).with_context(|| format!("cannot empty {}", finds.display()))?;
    }
    let time = Duration::from_secs(u64::from(minutes) * 60);
    let start = Instant::now();
    let mut totals = Totals::default();
    println!(
        "Running for {minutes} minutes; the log is {}.",
        folder.join("log.txt").display()
    );
    // What ends the process is a find too, and the time goes on.
    while let Some(left) = time
        .checked_sub(start.elapsed())
        .filter(|left| left.as_secs() > 0)
    {
        let log = File::create(folder.join("log.txt")).context("cannot write the log")?;
        let status = Command::new(&target)
            .arg(format!("-max_total_time={}", left.as_secs()))
            .arg(format!("-seed={seed}"))
            .args([
                "-timeout=60",
                "-rss_limit_mb=2048",
                "-max_len=65536",
                "-len_control=0",
            ])
            .arg(format!(
                "-artifact_prefix={}/",
                folder.join("crashes").display()
            ))
            .args([folder.join("corpus"), folder.join("seeds")])
            .env("OVERSHARE_FUZZ", &folder)
            .stdout(log.try_clone()?)
            .stderr(log)
            .status()
            .context("cannot start the fuzz target")?;
        totals.add(&folder)?;
        if !status.success() {
            totals.ended += 1;
            println!("The process ended with {status}; its last input is in target/fuzz/crashes/.");
        }
    }
    totals.seconds = start.elapsed().as_secs().max(1);
    print!("{}", totals.text());
    if totals.ended > 0 || !totals.finds.is_empty() {
        bail!(
            "expected that nothing is found, found {} kinds; their cases are in {}",
            totals.finds.len() + usize::from(totals.ended > 0),
            finds.display()
        );
    }
    Ok(())
}

fn build(root: &Path, folder: &Path) -> Result<PathBuf> {
    if project::find_program(&["c++", "g++", "clang++"]).is_none() {
        bail!(
            "expected a compiler for C++, found none; on Debian, `apt-get install g++` installs one"
        );
    }
    // With a target of its own, build scripts and macros are compiled without the counters.
    let host = project::output(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let host = host.trim();
    let builds = folder.join("build");
    project::run(
        project::cargo()
            .args(["build", "--release", "--target", host])
            .arg("--manifest-path")
            .arg(root.join("fuzz/Cargo.toml"))
            .arg("--target-dir")
            .arg(&builds)
            .env("RUSTFLAGS", COVERAGE.join(" ")),
    )?;
    Ok(builds.join(host).join("release/sharing"))
}

/// What all processes of a run did together.
#[derive(Debug, Default, PartialEq, Eq)]
struct Totals {
    seconds: u64,
    executions: u64,
    calls: u64,
    captures: u64,
    canaries: u64,
    refusals: BTreeMap<String, u64>,
    finds: BTreeMap<String, u64>,
    slowest: (u64, String),
    /// The last line of libFuzzer that counts branches.
    coverage: String,
    /// How often the process ended before its time.
    ended: usize,
}

impl Totals {
    /// Adds what a process has written down.
    fn add(&mut self, folder: &Path) -> Result<()> {
        let path = folder.join("summary.json");
        let text = fs::read_to_string(&path)
            .with_context(|| format!("the target wrote no {}", path.display()))?;
        fs::remove_file(&path).context("cannot remove the summary")?;
        let log = fs::read(folder.join("log.txt")).context("cannot read the log")?;
        self.add_texts(&text, &String::from_utf8_lossy(&log))
    }

    fn add_texts(&mut self, summary: &str, log: &str) -> Result<()> {
        let summary: Value = serde_json::from_str(summary).context("the summary is no JSON")?;
        let number = |value: &Value| value.as_u64().unwrap_or_default();
        self.executions += number(&summary["executions"]);
        self.calls += number(&summary["calls"]);
        self.captures += number(&summary["captures"]);
        self.canaries += number(&summary["canaries"]);
        for (name, counts) in [("refusals", &mut self.refusals), ("finds", &mut self.finds)] {
            for (kind, count) in summary[name].as_object().into_iter().flatten() {
                *counts.entry(kind.clone()).or_default() += number(count);
            }
        }
        let slowest = &summary["slowest"];
        if number(&slowest["ms"]) > self.slowest.0 {
            let call = slowest["call"].as_str().unwrap_or_default();
            self.slowest = (number(&slowest["ms"]), call.to_owned());
        }
        // `#4096\tpulse  cov: 17251 ft: 60011 corp: 1377/3Mb …`
        let counts = |line: &&str| line.starts_with('#') && line.contains(" cov: ");
        if let Some(line) = log.lines().rfind(counts) {
            let words: Vec<&str> = line
                .split_whitespace()
                .skip_while(|word| *word != "cov:")
                .collect();
            self.coverage = words.iter().take(6).copied().collect::<Vec<_>>().join(" ");
        }
        Ok(())
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let lines = [
            ("seconds", self.seconds.to_string()),
            (
                "executions",
                format!(
                    "{} ({} a second)",
                    self.executions,
                    self.executions / self.seconds.max(1)
                ),
            ),
            ("calls", self.calls.to_string()),
            ("captures with events", self.captures.to_string()),
            ("canaries", self.canaries.to_string()),
            ("coverage", self.coverage.clone()),
            (
                "slowest call",
                format!("{} ms, {}", self.slowest.0, self.slowest.1),
            ),
            ("ended early", self.ended.to_string()),
        ];
        for (name, value) in lines {
            let _ = writeln!(text, "{name:22}{value}");
        }
        for (title, counts) in [("Refusals", &self.refusals), ("Finds", &self.finds)] {
            let _ = writeln!(text, "{title}: {}", counts.values().sum::<u64>());
            for (kind, count) in counts {
                let _ = writeln!(text, "  {count:8}  {kind}");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_all_processes_are_added() {
        let summary = r#"{"executions":10,"calls":70,"captures":8,"canaries":30,
            "refusals":{"too long":2},"finds":{"leak: name of a field in link":1},
            "slowest":{"ms":41,"call":"share"}}"#;
        let log = "INFO: Seed: 1\n#8\tINITED cov: 5 ft: 6 corp: 1/1b\n#10\tDONE   cov: 9 ft: 12 corp: 4/3Kb lim: 99 exec/s: 0\n";
        let mut totals = Totals::default();
        totals.add_texts(summary, log).unwrap();
        totals.add_texts(summary, "").unwrap();
        totals.seconds = 4;
        let text = totals.text();
        for line in [
            "executions            20 (5 a second)",
            "coverage              cov: 9 ft: 12 corp: 4/3Kb",
            "slowest call          41 ms, share",
            "Refusals: 4",
            "         2  leak: name of a field in link",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}
