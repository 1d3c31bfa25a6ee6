//! Brackets of an address with a backslash before them, which tells curl that they are no range.

/// Hands over how many bytes pieces take, with and without backslashes, while more are wanted.
pub(crate) fn units(address: &[u8], visit: &mut dyn FnMut(usize, usize) -> bool) {
    let mut rest = address;
    while let Some((first, behind)) = rest.split_first() {
        let is_mark = *first == b'\\' && matches!(behind, [b'[' | b']' | b'{' | b'}', ..]);
        if !visit(1, usize::from(!is_mark)) {
            return;
        }
        rest = behind;
    }
}
