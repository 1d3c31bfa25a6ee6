//! Telling the caller how far a long run has come.
//!
//! It never decides how long something takes, and calls at most a hundred times.
//!
//! # Example
//!
//! ```
//! let body = format!("[{}]", vec![r#"{"event":"a"}"#; 1000].join(","));
//! let mut calls = Vec::new();
//! overshare::Analysis::new(body.as_bytes(), "", &mut |done, total| calls.push((done, total)));
//! assert!(calls.len() <= 100 && calls.iter().all(|(done, total)| done <= total));
//! ```

/// Steps that a run is divided into for reporting.
const TOTAL: u32 = 100;

/// Reports progress in whole hundredths, so that a listener is called at most a hundred times.
pub(crate) struct Progress<'a> {
    listener: &'a mut dyn FnMut(u32, u32),
    /// The hundredths of the run that what is done now covers: one request of many.
    whole: (u32, u32),
    /// The hundredths of the run that the current part of it covers.
    part: (u32, u32),
    reported: u32,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(listener: &'a mut dyn FnMut(u32, u32)) -> Progress<'a> {
        Progress {
            listener,
            whole: (0, TOTAL),
            part: (0, TOTAL),
            reported: 0,
        }
    }

    /// Begins what covers the units from `start` to `end` of `total`.
    pub(crate) fn within(&mut self, start: usize, end: usize, total: usize) {
        let at = |unit: usize| {
            let hundredths = (unit as u64 * u64::from(TOTAL)).checked_div(total as u64);
            u32::try_from(hundredths.unwrap_or(0)).map_or(TOTAL, |at| at.min(TOTAL))
        };
        self.whole = (at(start), at(end));
    }

    /// Begins the part that covers these hundredths of it.
    pub(crate) fn part(&mut self, from: u32, to: u32) {
        let (start, end) = self.whole;
        let at = |hundredths: u32| start + (end - start.min(end)) * hundredths / TOTAL;
        self.part = (at(from), at(to));
        self.reach(0, 1);
    }

    /// Says that `done` of `total` units of the current part are done.
    pub(crate) fn reach(&mut self, done: usize, total: usize) {
        let (from, to) = self.part;
        let width = u64::from(to.saturating_sub(from));
        let share = width
            .saturating_mul(done as u64)
            .checked_div(total as u64)
            .unwrap_or(width);
        let now = from + u32::try_from(share.min(width)).unwrap_or(0);
        if now > self.reported {
            self.reported = now;
            (self.listener)(now, TOTAL);
        }
    }

    /// Says that everything is done.
    pub(crate) fn finish(&mut self) {
        self.whole = (0, TOTAL);
        self.part(TOTAL, TOTAL);
    }
}
