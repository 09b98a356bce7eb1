//! Whom a note from another laptop means here. People have another id on each laptop; what they share is a name.

use std::collections::BTreeMap;

use crate::domain::ids::StaffId;
use crate::khmer;
use crate::store::{Reading, StoreError, staff};

/// Everybody this laptop knows by the key of their name, and who of them belongs to another laptop.
///
/// Somebody of this laptop whose name sounds like that of a colleague who is kept out elsewhere is kept out as well:
/// that it is the same person is likelier, and the safe side. Whoever else follows the child lets them in.
#[derive(Default)]
pub(super) struct Namesakes(BTreeMap<StaffId, (String, bool)>);

impl Namesakes {
    /// Reads who there is.
    pub(super) fn read(conn: &Reading) -> Result<Self, StoreError> {
        let known = staff::known(conn)?.into_iter();
        Ok(Self(known.map(|(id, name, elsewhere)| (id, (key(&name), elsewhere))).collect()))
    }

    /// Whether `reader` is one of `kept_out`, or has the name of one of them who is of another laptop.
    pub(super) fn hold(&self, kept_out: &[StaffId], reader: StaffId) -> bool {
        kept_out.contains(&reader)
            || kept_out.iter().any(|one| match (self.0.get(one), self.0.get(&reader)) {
                (Some((theirs, true)), Some((name, _))) => !name.is_empty() && theirs == name,
                _ => false,
            })
    }

    /// Everybody here whom `kept_out` means.
    pub(super) fn of(&self, kept_out: &[StaffId]) -> Vec<StaffId> {
        self.0.keys().copied().filter(|id| self.hold(kept_out, *id)).collect()
    }
}

/// A name as it sounds, whichever of its words comes first.
fn key(name: &str) -> String {
    let key = khmer::search_key(name);
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_elsewhere_means_whoever_is_called_so_here_and_one_of_here_nobody_else() {
        let all = [
            (1, "Sok Dara", true),
            (2, "DARA Sok", false),
            (3, "សុខ ដារា", true),
            (4, "សុខ\u{200b} ដារា", false),
            (5, "Sok Dary Two", false),
            (6, "", true),
            (7, "·", false),
        ];
        let id = |number: u8| StaffId([number; 16]);
        let known = all.map(|(number, name, elsewhere)| (id(number), (key(name), elsewhere)));
        let known = Namesakes(known.into_iter().collect());
        for (kept_out, means) in
            [(1, &[1, 2][..]), (2, &[2]), (3, &[3, 4]), (5, &[5]), (6, &[6]), (9, &[])]
        {
            let means: Vec<StaffId> = means.iter().map(|number| id(*number)).collect();
            assert_eq!(known.of(&[id(kept_out)]), means, "{kept_out}");
        }
    }
}
