//! Days and times in words.

use super::quoted::Quoted;

/// A day and a time of it as computed: `2020-05-04` and `13:46`.
pub(crate) type Moment<'a> = (&'a str, &'a str);

/// `4 May 2020` for `2020-05-04`.
#[inline(never)]
pub(crate) fn day(date: &str) -> Option<Quoted> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month: usize = date.get(5..7)?.parse().ok()?;
    let mut said = Quoted::default();
    said.computed(date.get(8..10)?.trim_start_matches('0'))
        .words(" ")
        .words(MONTHS.get(month.checked_sub(1)?)?)
        .words(" ")
        .computed(date.get(..4)?);
    Some(said)
}

/// When something began and ended: `on 4 May 2020 between 13:46 and 13:50 UTC`.
#[inline(never)]
pub(crate) fn between(first: Moment, last: Moment) -> Option<Quoted> {
    let ((first_day, first_time), (last_day, last_time)) = (first, last);
    let mut said = Quoted::default();
    match (first_day == last_day, first_time == last_time) {
        (true, true) => said.words("on ").add(&day(first_day)?).words(" at "),
        (true, false) => said
            .words("on ")
            .add(&day(first_day)?)
            .words(" between ")
            .computed(first_time)
            .words(" and "),
        (false, _) => said
            .words("between ")
            .add(&day(first_day)?)
            .words(", ")
            .computed(first_time)
            .words(", and ")
            .add(&day(last_day)?)
            .words(", "),
    };
    said.computed(last_time).words(" UTC");
    Some(said)
}
