//! Why a file of rules is not taken.

/// Why a rule set is refused. It is told to whoever writes the file, in English, with the rule's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleSetError {
    /// No TOML.
    #[error("the file is no TOML: {0}")]
    NotToml(String),
    /// A value is missing.
    #[error("{of}: {key} is missing")]
    Missing {
        /// A rule's code or a part of the file.
        of: String,
        /// The missing key.
        key: &'static str,
    },
    /// A value is not of the kind or the words it must be.
    #[error("{of}: {key} cannot be read")]
    Wrong {
        /// A rule's code or a part of the file.
        of: String,
        /// The key.
        key: String,
    },
    /// A key that nothing reads: a slip of the pen would switch a rule off unseen.
    #[error("{of}: {key} is not known")]
    UnknownKey {
        /// A rule's code or a part of the file.
        of: String,
        /// The key.
        key: String,
    },
    /// A condition that the program does not know.
    #[error("{code}: the condition {name} is not known")]
    UnknownCondition {
        /// The rule.
        code: String,
        /// The condition's name in the file.
        name: String,
    },
    /// A list names a rule that the file does not have, or one that gives no points.
    #[error("{of}: {code} is no rule with points")]
    UnknownRule {
        /// A rule's code or a part of the file.
        of: String,
        /// The code it names.
        code: String,
    },
    /// Points could reach the highest level.
    #[error("points must never reach the level high")]
    PointsReachHigh,
    /// A weight or a number that takes something away.
    #[error("{of}: {key} is negative")]
    Negative {
        /// A rule's code or a part of the file.
        of: String,
        /// The key.
        key: String,
    },
    /// Two rules with one code.
    #[error("{0} stands twice")]
    Repeated(String),
    /// The bands of points do not begin at 0, or do not rise in points and level.
    #[error("the bands of points do not begin at 0 and rise")]
    BandsNotAscending,
    /// The clocks of more urgent levels are not shorter.
    #[error("the hours of a more urgent level are not fewer")]
    HoursNotAscending,
    /// A reason is missing in one language.
    #[error("{code}: there is no reason in {lang}")]
    TextMissing {
        /// The rule.
        code: String,
        /// `km` or `en`.
        lang: &'static str,
    },
    /// Both a level and points, or neither.
    #[error("{0} needs either a level or points")]
    NoEffect(String),
    /// A rule stands in for weightier ones, so that knowing more would count for less.
    #[error("{0} weighs less than what it replaces")]
    ReplacesMore(String),
    /// Signed by nobody.
    #[error("the status is signed, and nobody signed")]
    SignedByNobody,
}
