//! Names of rows. Each noun has its own type, so that a child's id is never taken for a family's.

use std::fmt;

/// Why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of 32 hexadecimal digits")]
pub struct NotAnId;

fn parse_hex(text: &str) -> Result<[u8; 16], NotAnId> {
    if text.len() != 32 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(NotAnId);
    }
    u128::from_str_radix(text, 16).map(u128::to_be_bytes).map_err(|_| NotAnId)
}

macro_rules! row_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// The id written as 32 lower-case hexadecimal digits.
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                parse_hex(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", u128::from_be_bytes(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    )+};
}

row_ids! {
    /// One event: a day or several in one place.
    EventId,
    /// One form being filled in.
    DraftId,
    /// One filed form.
    FamilyId,
    /// One child of a family, and its way through the office.
    ChildId,
    /// One grown-up named on a form.
    PersonId,
    /// One member of the staff.
    StaffId,
    /// One receipt as it was issued.
    IssueId,
    /// Anything else that has a row: a note, a photo, a collection.
    RowId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_itself() {
        let id = ChildId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 254, 255]);
        assert_eq!(ChildId::parse(&id.to_string()), Ok(id));
    }

    #[test]
    fn what_is_not_32_digits_is_no_id() {
        for text in [
            "",
            "00",
            "zz010203040506070809000102030405",
            "+0010203040506070809000102030405",
            "000102030405060708090A0B0C0DFEFF",
        ] {
            assert_eq!(ChildId::parse(text), Err(NotAnId), "{text}");
        }
    }
}
