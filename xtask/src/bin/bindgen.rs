//! `bindgen INPUT.wasm FOLDER`: writes the JavaScript and the types around a compiled core.
//!
//! A program of its own, because its library takes longer to compile than everything else in xtask together.

use std::env;
use std::process::ExitCode;

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
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
