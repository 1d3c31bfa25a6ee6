//! Registration of a phone with Mi Push.

use super::Format;
use super::common::{by_form, by_host, name_it};
use crate::knowledge::vocabulary::Naming;
use crate::knowledge::{Scope, Vocabulary};
use crate::report::Device;

pub(super) const FORMAT: Format = Format {
    id: "mi-push",
    name: "Mi Push",
    vocabulary: &Vocabulary {
        form: Scope::MiPush,
        naming: Naming {
            apps: &["packagename"],
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        ..Vocabulary::NONE
    },
    segments: &["pass", "v2", "register", "encrypt"],
    payload: &[],
    recognize: |request| {
        let names = ["devid", "appid", "apptoken", "packagename", "sdkversion"];
        by_form(request, &names).or_else(|| by_host(request, FORMAT.id))
    },
    recognize_records: |_, _| None,
    read: |_, decoder| name_it("Mi Push", decoder),
};
