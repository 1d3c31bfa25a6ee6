//! Files and folders, with errors that name them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// All files below `path`, relative to `root`. Hidden ones belong to editors and systems.
pub fn collect(root: &Path, path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let full = root.join(path);
    let cannot_read = || format!("cannot read {}", full.display());
    if !fs::metadata(&full).with_context(cannot_read)?.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(&full).with_context(cannot_read)? {
        let name = entry.with_context(cannot_read)?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            collect(root, &path.join(name), files)?;
        }
    }
    Ok(())
}

/// All files of a folder, relative to it and sorted.
pub fn all_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, Path::new(""), &mut files)?;
    files.sort_unstable();
    Ok(files)
}

/// Makes an empty folder.
pub fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// Copies a file, or all files of a folder, creating what is missing on the way.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        for name in all_in(from)? {
            copy(&from.join(&name), &to.join(&name))?;
        }
        return Ok(());
    }
    create_parent(to)?;
    fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

/// Creates the folder that a file is to be written to.
pub fn create_parent(file: &Path) -> Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot create {}", parent.display()))?;
    }
    Ok(())
}

/// Removes a file that need not be there.
pub fn remove_if_there(file: &Path) -> Result<()> {
    if file.exists() {
        fs::remove_file(file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(())
}

/// Writes a text file.
pub fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_a_folder_are_copied_alike() {
        let root = std::env::temp_dir().join(format!("overshare-{}-copy", std::process::id()));
        clear(&root.join("from/deep/er")).unwrap();
        write(&root.join("from/deep/er/one"), "1").unwrap();
        write(&root.join("from/two"), "2").unwrap();
        write(&root.join("from/.hidden"), "3").unwrap();
        copy(&root.join("from"), &root.join("to")).unwrap();
        assert_eq!(
            all_in(&root.join("to")).unwrap(),
            ["deep/er/one", "two"].map(PathBuf::from)
        );
        copy(&root.join("from/two"), &root.join("new/three")).unwrap();
        assert_eq!(fs::read_to_string(root.join("new/three")).unwrap(), "2");
        let error = copy(&root.join("none"), &root.join("new")).unwrap_err();
        assert!(error.to_string().contains("none"), "{error}");
        fs::remove_dir_all(&root).unwrap();
    }
}
