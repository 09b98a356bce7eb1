//! The staff door: the laptop's own pages.

pub(crate) mod admin;
mod chosen;
pub(crate) mod clock;
pub(crate) mod collect;
pub(crate) mod damaged;
pub(crate) mod day;
pub(crate) mod desk;
pub(crate) mod entry;
mod entry_read;
pub(crate) mod focals;
pub(crate) mod forget;
mod hit;
pub(crate) mod home;
pub(crate) mod keys;
pub(crate) mod lead;
pub(crate) mod moon;
pub(crate) mod papers;
mod pdf;
pub(crate) mod places;
pub(crate) mod ready;
pub(crate) mod receipts;
pub(crate) mod register;
pub(crate) mod restore;
pub(crate) mod safeguarding;
pub(crate) mod search;
pub(crate) mod setup;
pub(crate) mod sheet;
pub(crate) mod sign_in;
pub(crate) mod tell;
mod typed;

use super::StaffDoor;
use super::limits::Trying;
use super::session::Signed;

/// Passphrases that somebody signed in may try. Each kind has tries of its own, so that knowing one gives none back for
/// another.
#[derive(Clone, Copy)]
pub(crate) enum Secret {
    /// Of a keyholder: opens the kit.
    Kit,
    /// Of any focal, or the code of their recovery sheet.
    Focals,
    /// One's own, which opens the room.
    Room,
}

impl Secret {
    fn source(self, me: &Signed) -> String {
        let kind = match self {
            Self::Kit => "kit",
            Self::Focals => "focals",
            Self::Room => "room",
        };
        format!("{kind} {}", me.session.staff)
    }

    /// Takes one try; `false` when there is none left. It slows down whoever tries, and nobody else.
    pub(crate) fn may_try(self, door: &StaffDoor, me: &Signed) -> bool {
        door.app().limits.take(Trying::Passphrase, &self.source(me), door.now())
    }

    /// It was right: all tries come back.
    pub(crate) fn was_right(self, door: &StaffDoor, me: &Signed) {
        door.app().limits.forgive(Trying::Passphrase, &self.source(me));
    }
}

/// The value of one field of a posted form.
pub(crate) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// Every value of a repeated field.
pub(crate) fn values(pairs: &[(String, String)], name: &str) -> Vec<String> {
    pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
}

/// A posted form.
pub(crate) type Pairs = axum::Form<Vec<(String, String)>>;

/// A whole number as people write it, in either digits.
pub(crate) fn number<T: std::str::FromStr>(pairs: &[(String, String)], name: &str) -> Option<T> {
    crate::khmer::digits::to_ascii(value(pairs, name)).parse().ok()
}
