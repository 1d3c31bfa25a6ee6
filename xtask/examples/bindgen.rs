//! `bindgen INPUT.wasm FOLDER`: writes the JavaScript and the types around a compiled core, and the core once more as
//! the frame carries it, compressed.
//!
//! A program of its own, because its libraries take longer to compile than everything else in xtask together.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use flate2::{Compression, GzBuilder};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let [input, folder] = arguments.as_slice() else {
        eprintln!(
            "bindgen: expected an input file and a folder, found {} arguments; `cargo xtask build` calls this program",
            arguments.len()
        );
        return ExitCode::FAILURE;
    };
    let written = Bindgen::new()
        .input_path(input)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .out_name("overshare")
                .typescript(true)
                // Without it `init()` would need an argument even where the WebAssembly lies beside its JavaScript.
                .omit_default_module_path(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(folder)
        });
    if let Err(error) = written {
        eprintln!("bindgen: {error:#}");
        return ExitCode::FAILURE;
    }
    if let Err(error) = compress(&Path::new(folder).join("overshare_bg.wasm")) {
        eprintln!("bindgen: cannot compress overshare_bg.wasm: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Writes a file compressed beside it, with `.gz` at the end of its name.
fn compress(file: &Path) -> io::Result<()> {
    let bytes = fs::read(file)?;
    let compressed = File::create(file.with_added_extension("gz"))?;
    // Neither a time nor the system that it was made on: equal bytes give equal bytes.
    let mut encoder = GzBuilder::new()
        .mtime(0)
        .operating_system(255)
        .write(compressed, Compression::best());
    encoder.write_all(&bytes)?;
    encoder.finish()?.sync_all()
}
