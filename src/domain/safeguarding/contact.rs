//! Whom to call when no focal is there, or when the focal is the person concerned.

use crate::domain::documents::coded;

/// Somebody on the card, in the order in which they are called. The commune is never told by the kit itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contact {
    /// The focal, by phone.
    Focal,
    /// The commune committee for women and children.
    Committee,
    /// The district office of social affairs.
    District,
    /// The provincial department of social affairs.
    Province,
    /// The police, when a life is in danger.
    Police,
    /// The child helpline.
    Helpline,
}

coded!(Contact {
    Focal = "focal", "told-focal";
    Committee = "committee", "told-committee";
    District = "district", "told-district";
    Province = "province", "told-province";
    Police = "police", "told-police";
    Helpline = "helpline", "told-helpline";
});

impl Contact {
    /// The number that is the same in all of Cambodia, until somebody writes another: the police's emergency number,
    /// and the child helpline's, free of charge at any hour. Everybody else is of the place.
    pub fn known_phone(self) -> &'static str {
        match self {
            Self::Police => "117",
            Self::Helpline => crate::domain::event::CHILD_HELPLINE,
            Self::Focal | Self::Committee | Self::District | Self::Province => "",
        }
    }
}

/// How somebody on the card is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Whose line it is.
    pub contact: Contact,
    /// A name or an office, as it was typed; may be empty.
    pub who: String,
    /// The number, as it was typed; may be empty.
    pub phone: String,
}
