// @generated from the TOML files in this folder by `tests/knowledge.rs`; run it with UPDATE_EXPECT=1.

use super::*;

pub(crate) static SOURCES: &[Source] = &[];
pub(crate) static HOSTS: &[HostEntry] = &[];
pub(crate) static FIELDS: &[FieldEntry] = &[];
pub(crate) static EVENTS: &[EventEntry] = &[];
pub(crate) static KINDS: &[KindEntry] = &[];
