// How long what is made up is tried: `cargo xtask test --thorough` takes its time.

export const isThorough = process.env.OVERSHARE_THOROUGH === "1";
