//! Puts `pkg/frame.html` together: the element, its modules and the core in one file that needs no other.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The page around everything, with places for it.
const TEMPLATE: &str = "www/embed/frame.html";
/// The module that starts the frame.
const ENTRY: &str = "www/embed/frame.js";
/// The core's JavaScript, by the name that the template asks for it.
const GLUE: &str = "pkg/overshare.js";
/// Where all its modules are, since changes elsewhere do not make `pkg/` stale.
const FOLDER: &str = "www/embed";

/// The text of the file. `glue` is the core's JavaScript, `core` the core itself, compressed.
pub fn page(root: &Path, glue: &str, core: &[u8]) -> Result<String> {
    let mut modules = Vec::new();
    collect(root, Path::new(ENTRY), &mut Vec::new(), &mut modules)?;
    modules.push((GLUE.to_owned(), glue.to_owned()));
    let path = root.join(TEMPLATE);
    let template =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    fill(&template, &modules, core)
        .with_context(|| format!("cannot make a frame of {}", path.display()))
}

/// A module's name and its text.
type Module = (String, String);

/// Adds a module and before it all that it imports, so that each finds its imports made.
fn collect(
    root: &Path,
    name: &Path,
    importers: &mut Vec<PathBuf>,
    modules: &mut Vec<Module>,
) -> Result<()> {
    let label = name.to_string_lossy().replace('\\', "/");
    if modules.iter().any(|(known, _)| *known == label) {
        return Ok(());
    }
    ensure!(
        !importers.iter().any(|importer| importer == name),
        "expected modules that do not import each other in a circle, found {label} in one"
    );
    importers.push(name.to_path_buf());
    let path = root.join(name);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let folder = name.parent().unwrap_or(Path::new(""));
    let mut linked = String::new();
    for line in text.split_inclusive('\n') {
        let Some((before, imported, after)) = import(line) else {
            linked.push_str(line);
            continue;
        };
        let imported = resolve(folder, imported)
            .with_context(|| format!("expected a module of the clone in {label}: {line}"))?;
        ensure!(
            imported.starts_with(FOLDER),
            "expected modules in {FOLDER}, found {} in {label}",
            imported.display()
        );
        collect(root, &imported, importers, modules)?;
        let imported = imported.to_string_lossy().replace('\\', "/");
        linked.push_str(&format!("{before}module:{imported}{after}"));
    }
    importers.pop();
    modules.push((label, linked));
    Ok(())
}

/// A line with the end of a statement that imports from another file: what stands before the file, the file, the rest.
fn import(line: &str) -> Option<(&str, &str, &str)> {
    let is_statement = ["import ", "export ", "} from "]
        .iter()
        .any(|start| line.starts_with(start));
    let open = match line.strip_prefix("import '") {
        Some(_) => "import '".len(),
        None => line.rfind(" from '")? + " from '".len(),
    };
    let (before, rest) = line.split_at_checked(open)?;
    let (file, after) = rest.split_at_checked(rest.find('\'')?)?;
    (is_statement && after.trim_end() == "';").then_some((before, file, after))
}

/// `./text.js` in a folder of the clone as a path in the clone.
fn resolve(folder: &Path, file: &str) -> Result<PathBuf> {
    ensure!(
        file.starts_with('.'),
        "`{file}` is not relative to the file that imports it"
    );
    let mut path = folder.to_path_buf();
    for part in Path::new(file).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                ensure!(path.pop(), "`{file}` leads out of the clone");
            }
            Component::Normal(name) => path.push(name),
            other => bail!(
                "`{}` is not a part of a path here",
                other.as_os_str().display()
            ),
        }
    }
    Ok(path)
}

/// Fills the places of the template, the hashes of what it carries last.
fn fill(template: &str, modules: &[Module], core: &[u8]) -> Result<String> {
    let modules: Value = modules
        .iter()
        .map(|(name, text)| Value::from_iter([name.as_str(), text.as_str()]))
        .collect();
    let script = between(template, "<script type=\"module\">", "</script>")?;
    let style = between(template, "<style>", "</style>")?;
    let places = [
        (
            "hash of script",
            BASE64_STANDARD.encode(Sha256::digest(script)),
        ),
        (
            "hash of style",
            BASE64_STANDARD.encode(Sha256::digest(style)),
        ),
        // No `<` of a text can end the block or begin a comment in it.
        ("modules", modules.to_string().replace('<', "\\u003c")),
        ("core", BASE64_STANDARD.encode(core)),
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
    use crate::files;

    #[test]
    fn statements_that_import_are_told_from_comments_and_texts() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(import(line).map(|(_, file, _)| file), expected, "{line}");
        };
        check("import { a, b } from './a.js';\n", Some("./a.js"));
        check("import './a.js';\n", Some("./a.js"));
        check("export { a } from '../b/a.js';", Some("../b/a.js"));
        check("} from './a.js';\n", Some("./a.js"));
        check("/** @import { Report } from '../report.d.ts' */\n", None);
        check(" * import { a } from './a.js';\n", None);
        check("export const text = 'from here';\n", None);
        check("const { start } = await import('./a.js');\n", None);
    }

    #[test]
    fn modules_stand_behind_what_they_import() {
        let root = std::env::temp_dir().join(format!("overshare-{}-frame", std::process::id()));
        files::clear(&root.join("www/embed/parts")).unwrap();
        let write = |name: &str, text: &str| {
            files::write(&root.join("www").join(name), text).unwrap();
        };
        write(
            "embed/frame.js",
            "import { a } from './a.js';\nimport { b } from './parts/b.js';\na(b);\n",
        );
        write(
            "embed/a.js",
            "import {\n  b,\n} from './parts/b.js';\nexport const a = b;\n",
        );
        write("embed/parts/b.js", "export const b = '</script><!--';\n");
        write(
            "embed/frame.html",
            "{{hash of script}} {{hash of style}}<style>s</style>\n{{modules}}\n{{core}}\n<script type=\"module\">x</script>",
        );
        let page = page(&root, "glue", b"core").unwrap();
        let lines: Vec<_> = page.lines().collect();
        assert_eq!(
            lines[1],
            r#"[["www/embed/parts/b.js","export const b = '\u003c/script>\u003c!--';\n"],"#
                .to_owned()
                + r#"["www/embed/a.js","import {\n  b,\n} from 'module:www/embed/parts/b.js';\nexport const a = b;\n"],"#
                + r#"["www/embed/frame.js","import { a } from 'module:www/embed/a.js';\nimport { b } from 'module:www/embed/parts/b.js';\na(b);\n"],"#
                + r#"["pkg/overshare.js","glue"]]"#
        );
        assert_eq!(lines[2], "Y29yZQ==");
        // printf x | openssl dgst -sha256 -binary | base64, and of s.
        assert_eq!(
            lines[0],
            "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE= BDpxh3TFcr2KJa2+sb/NXAJWrhHOz5+cP5JdDlK+r4k=<style>s</style>"
        );
        write("embed/parts/b.js", "import { a } from '../a.js';\n");
        let error = super::page(&root, "glue", b"core").unwrap_err().to_string();
        assert!(error.contains("circle"), "{error}");
        write("embed/parts/b.js", "import { c } from 'elsewhere';\n");
        let error = format!("{:#}", super::page(&root, "glue", b"core").unwrap_err());
        assert!(error.contains("`elsewhere`"), "{error}");
        write("embed/parts/b.js", "import { d } from '../../d.js';\n");
        let error = super::page(&root, "glue", b"core").unwrap_err().to_string();
        assert!(error.contains("www/d.js"), "{error}");
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn a_template_with_other_places_is_refused() {
        let check = |template: &str, expected: &str| {
            let error = fill(template, &[], b"").unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        let whole = "<style></style><script type=\"module\"></script>";
        check("", "`<script type=\"module\">`");
        check(&format!("{whole}{whole}"), "expected one");
        check(
            &format!("{whole}{{{{modules}}}}"),
            "expected 4 places, found 1",
        );
        check(&format!("{whole}{{{{other}}}}"), "`other`");
        check(&format!("{whole}{{{{core"), "does not end");
    }
}
