//! Who works at an event and what each role may do.

/// What somebody does at an event. One person may have several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Opens and closes the event, staff, backups.
    Administrator,
    /// Calls families, decides, prints, hands over.
    Officer,
    /// Types forms for those who cannot, sees the line.
    Helper,
    /// Named safeguarding person.
    Focal,
}

impl Role {
    /// Every role, in the order they are listed.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Officer, Self::Helper, Self::Focal];

    /// Stable code for forms and rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Officer => "officer",
            Self::Helper => "helper",
            Self::Focal => "focal",
        }
    }

    /// The role with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A room behind the staff door. Which role may enter which is this one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// The line and a family's form on one page.
    Entry,
    /// Desk: calling, correcting, deciding, receipts, search.
    Desk,
    /// Handing certificates over.
    Collect,
    /// Telling the focal what was seen. What was told is never shown there.
    Telling,
    /// Papers printed beforehand: blank receipts, application forms.
    Papers,
    /// Event, staff, keys, backups, journal.
    Administration,
    /// Who opens the sealed room, and with which passphrase; not what is in it.
    Focals,
    /// What the focals follow. It does not exist for anybody else.
    Follow,
}

/// Who may enter which room. What is not listed is refused.
const MAY: [(Room, &[Role]); 8] = [
    (Room::Entry, &[Role::Officer, Role::Helper, Role::Administrator]),
    (Room::Desk, &[Role::Officer]),
    (Room::Collect, &[Role::Officer]),
    (Room::Telling, &Role::ALL),
    (Room::Papers, &[Role::Officer, Role::Administrator]),
    (Room::Administration, &[Role::Administrator]),
    (Room::Focals, &[Role::Administrator, Role::Focal]),
    (Room::Follow, &[Role::Focal]),
];

/// Whether somebody with these roles may enter `room`.
pub fn may_enter(roles: &[Role], room: Room) -> bool {
    MAY.iter().any(|(listed, who)| *listed == room && who.iter().any(|role| roles.contains(role)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_helper_types_forms_and_decides_nothing() {
        assert!(may_enter(&[Role::Helper], Room::Entry));
        assert!(!may_enter(&[Role::Helper], Room::Desk));
        assert!(!may_enter(&[Role::Focal], Room::Administration));
        assert!(!may_enter(&[], Room::Entry));
        let others = [Role::Administrator, Role::Officer, Role::Helper];
        assert!(may_enter(&[Role::Focal], Room::Follow) && !may_enter(&others, Room::Follow));
    }
}
