//! Puts `pkg/frame.html` together: the element's program and the core in one file that needs no other.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The page around everything, with places for it.
const TEMPLATE: &str = "www/embed/frame.html";

/// What the file carries.
pub struct Contents<'c> {
    /// The bundle of `www/embed/frame.js`.
    pub script: &'c str,
    /// The core's JavaScript.
    pub glue: &'c str,
    /// The core itself, compressed.
    pub core: &'c [u8],
}

/// The text of the file.
pub fn page(root: &Path, contents: &Contents) -> Result<String> {
    let path = root.join(TEMPLATE);
    let template =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    fill(&template, contents).with_context(|| format!("cannot make a frame of {}", path.display()))
}

/// Fills the places of the template.
fn fill(template: &str, contents: &Contents) -> Result<String> {
    let lower = contents.script.to_ascii_lowercase();
    ensure!(
        !lower.contains("</script") && !lower.contains("<!--"),
        "expected a script that can stand in a page, found the end of one or of a comment in it"
    );
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let style = between(template, "<style>", "</style>")?;
    let places = [
        ("hash of script", hash(contents.script)),
        ("hash of style", hash(style)),
        // No `<` of a text can end the block or begin a comment in it.
        (
            "glue",
            Value::from(contents.glue)
                .to_string()
                .replace('<', "\\u003c"),
        ),
        ("core", BASE64_STANDARD.encode(contents.core)),
        ("script", contents.script.to_owned()),
    ];
    let mut parts = template.split("{{");
    let mut page = parts.next().unwrap_or_default().to_owned();
    let mut filled = 0;
    for part in parts {
        let (place, rest) = part.split_once("}}").context("a place does not end")?;
        let (_, content) = places
            .iter()
            .find(|(name, _)| *name == place)
            .with_context(|| format!("nothing is known of the place `{place}`"))?;
        page.push_str(content);
        page.push_str(rest);
        filled += 1;
    }
    ensure!(
        filled == places.len(),
        "expected {} places, found {filled}",
        places.len()
    );
    Ok(page)
}

/// The only text between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let mut parts = text.split(start).skip(1);
    let (Some(part), None) = (parts.next(), parts.next()) else {
        bail!("expected one `{start}`");
    };
    let (content, _) = part
        .split_once(end)
        .with_context(|| format!("expected `{end}` after `{start}`"))?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "{{hash of script}} {{hash of style}}<style>s</style>\n{{glue}}\n{{core}}\n<script>{{script}}</script>";

    fn contents(script: &str) -> Contents<'_> {
        Contents {
            script,
            glue: "'</script><!--'\n",
            core: b"core",
        }
    }

    #[test]
    fn everything_stands_in_one_file_and_the_policy_names_what_runs() {
        let page = fill(TEMPLATE, &contents("x")).unwrap();
        let lines: Vec<_> = page.lines().collect();
        // printf x | openssl dgst -sha256 -binary | base64, and of s.
        assert_eq!(
            lines,
            [
                "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE= BDpxh3TFcr2KJa2+sb/NXAJWrhHOz5+cP5JdDlK+r4k=<style>s</style>",
                r#""'\u003c/script>\u003c!--'\n""#,
                "Y29yZQ==",
                "<script>x</script>",
            ]
        );
    }

    #[test]
    fn a_script_that_would_end_early_is_refused() {
        for script in ["'</SCRIPT >'", "a <!--b"] {
            let error = fill(TEMPLATE, &contents(script)).unwrap_err().to_string();
            assert!(error.contains("can stand in a page"), "{error}");
        }
    }

    #[test]
    fn a_template_with_other_places_is_refused() {
        let check = |template: &str, expected: &str| {
            let error = fill(template, &contents("")).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        let style = "<style></style>";
        check("", "`<style>`");
        check(&format!("{style}{style}"), "expected one");
        check(
            &format!("{style}{{{{script}}}}"),
            "expected 5 places, found 1",
        );
        check(&format!("{style}{{{{other}}}}"), "`other`");
        check(&format!("{style}{{{{core"), "does not end");
    }
}
