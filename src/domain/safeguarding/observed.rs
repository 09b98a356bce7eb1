//! What staff may note: facts they saw, and that somebody told them something. Ticks only; no free text, no story,
//! no interpretation.

use crate::domain::documents::coded;

/// Something that can be seen at a desk. Noting one asks nobody anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// A visible serious injury, or a child who is acutely ill: health care first.
    HurtOrIll,
    /// The child has no grown-up with it.
    Alone,
    /// How the grown-up and the child belong together cannot be explained.
    RelationUnclear,
    /// The child or a grown-up asked for help, or is afraid to go home.
    AskedForHelp,
    /// The grown-up keeps the child from speaking.
    KeptFromSpeaking,
    /// Something worries whoever notes it.
    Worry,
}

coded!(Sign {
    HurtOrIll = "hurt_or_ill", "sign-hurt-or-ill";
    Alone = "alone", "sign-alone";
    RelationUnclear = "relation_unclear", "sign-relation-unclear";
    AskedForHelp = "asked_for_help", "sign-asked-for-help";
    KeptFromSpeaking = "kept_from_speaking", "sign-kept-from-speaking";
    Worry = "worry", "sign-worry";
});

impl Sign {
    /// Whether somebody has to come at once: the sign by itself stands for the highest level (rules R01 to R04).
    pub fn calls_at_once(self) -> bool {
        match self {
            Self::HurtOrIll | Self::Alone | Self::RelationUnclear | Self::AskedForHelp => true,
            Self::KeptFromSpeaking | Self::Worry => false,
        }
    }
}

/// Whether the child is safe right now, as far as whoever heard it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SafeNow {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known.
    Unknown,
}

coded!(SafeNow {
    Yes = "yes", "safe-now-yes";
    No = "no", "safe-now-no";
    Unknown = "unknown", "safe-now-unknown";
});

/// Who was called at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Told {
    /// The focal.
    Focal,
    /// A health worker.
    Health,
    /// The police.
    Police,
    /// The commune committee for women and children.
    Committee,
    /// The district office of social affairs.
    District,
    /// The child helpline.
    Helpline,
}

coded!(Told {
    Focal = "focal", "told-focal";
    Health = "health", "told-health";
    Police = "police", "told-police";
    Committee = "committee", "told-committee";
    District = "district", "told-district";
    Helpline = "helpline", "told-helpline";
});

/// That somebody told of harm, unasked. Only that it happened; when and who received it stand in the note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Whether the child is safe now.
    pub safe_now: SafeNow,
    /// Who was called.
    pub told: Vec<Told>,
}
