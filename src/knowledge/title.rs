//! Titles of events: a sentence to the person with `{property}` for values, taken apart once.

/// What an event says to the person: `You searched for: {search_word}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// All of it.
    pub(crate) text: &'static str,
    /// What the person did, as it follows "You", up to a colon with a value: `searched for`; none where
    /// the title does not begin so.
    pub(crate) activity: Option<&'static str>,
    /// What is behind that colon: `{search_word}`; empty where there is none.
    pub(crate) detail: &'static str,
}

impl Title {
    pub(crate) fn new(text: &'static str) -> Title {
        let behind = text.strip_prefix("You ");
        let (activity, detail) = behind.and_then(|behind| behind.split_once(": {")).map_or(
            (behind, ""),
            |(activity, detail)| {
                (
                    Some(activity),
                    text.get(text.len() - detail.len() - 1..)
                        .unwrap_or_default(),
                )
            },
        );
        Title {
            text,
            activity,
            detail,
        }
    }

    /// With what the person did, where the title does not begin with "You".
    pub(crate) fn or_activity(self, activity: &'static str) -> Title {
        if self.activity.is_some() || activity.is_empty() {
            return self;
        }
        let detail = self.text.find(": {").and_then(|at| self.text.get(at + 2..));
        Title {
            activity: Some(activity),
            detail: detail.unwrap_or_default(),
            ..self
        }
    }

    /// Whether it says that the person did something, and not only that something happened.
    pub(crate) fn is_of_person(&self) -> bool {
        self.text.starts_with("You ")
    }

    /// The title of an event that a pack explains. That it is apparently so is said of every pack, so
    /// one that says it itself need not say it twice.
    pub(crate) fn of_pack(text: &'static str) -> Title {
        Title::new(text.strip_prefix("Apparently ").unwrap_or(text))
    }
}

/// Words before a value that is missing, without what only leads to it.
pub(crate) fn without_value(words: &'static str) -> &'static str {
    let words = words.trim_end_matches([':', ' ', '“', '‘', '(']);
    words.strip_suffix(" for").unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_taken_apart() {
        for (text, activity, detail) in [
            ("You searched for: {word}", Some("searched for"), "{word}"),
            (
                "You opened a page: {url} ({title})",
                Some("opened a page"),
                "{url} ({title})",
            ),
            ("You closed the app", Some("closed the app"), ""),
            ("You said: yes", Some("said: yes"), ""),
            ("The app was opened: {how}", None, ""),
        ] {
            let title = Title::new(text);
            assert_eq!((title.activity, title.detail), (activity, detail), "{text}");
        }
        let title = Title::new("A page began to load: {url}").or_activity("loaded a page");
        assert_eq!(
            (title.activity, title.detail),
            (Some("loaded a page"), "{url}")
        );
        let own = Title::new("You closed the app").or_activity("left");
        assert_eq!(own.activity, Some("closed the app"));
        assert_eq!(Title::of_pack("Apparently you left").text, "you left");
        assert_eq!(without_value("You searched for “"), "You searched");
    }
}
