//! Who works at the rehearsed event, with secrets that live only as long as it.

use super::random::Random;
use crate::seal::passphrase::suggest_passphrase;

/// A member of the staff.
pub(super) struct Member {
    /// Name to sign in by.
    pub(super) name: &'static str,
    /// Code of the role.
    pub(super) role: &'static str,
    /// PIN.
    pub(super) pin: String,
}

/// Everybody.
pub(super) struct Cast {
    /// Names and passphrases of those who can open the kit.
    pub(super) keyholders: [(&'static str, String); 2],
    /// Staff in the order of the event's file.
    pub(super) staff: Vec<Member>,
    /// The focal's own passphrase.
    pub(super) focal: String,
}

/// Names of one word, since pages may break names at spaces, and roles; none of them is a family's name.
const STAFF: [(&str, &str); 4] = [
    ("DeskOne", "officer"),
    ("DeskTwo", "officer"),
    ("FrontOffice", "administrator"),
    ("QuietRoom", "focal"),
];

/// Who works at a kit for practice: a trainee finds the role in the name.
const PRACTICE: [(&str, &str); 5] = [
    ("Officer-1", "officer"),
    ("Officer-2", "officer"),
    ("Administrator", "administrator"),
    ("Focal", "focal"),
    ("Helper", "helper"),
];

/// Digits in a PIN.
const PIN: usize = 6;

impl Cast {
    /// Draws every secret.
    pub(super) fn new(random: &mut Random) -> Self {
        Self::of(&STAFF, random)
    }

    /// The same for a kit that stays behind for practice.
    pub(super) fn for_practice(random: &mut Random) -> Self {
        Self::of(&PRACTICE, random)
    }

    fn of(staff: &[(&'static str, &'static str)], random: &mut Random) -> Self {
        let staff =
            staff.iter().map(|&(name, role)| Member { name, role, pin: pin(random) }).collect();
        Self {
            keyholders: [
                ("First Keyholder", suggest_passphrase()),
                ("Second Keyholder", suggest_passphrase()),
            ],
            staff,
            focal: suggest_passphrase(),
        }
    }

    /// The environment for `init`.
    pub(super) fn secrets(&self) -> Vec<(String, String)> {
        let mut secrets = vec![("OUTREACH_KIT_FOCAL_1".to_owned(), self.focal.clone())];
        for (number, (_, passphrase)) in (1..).zip(&self.keyholders) {
            secrets.push((format!("OUTREACH_KIT_KEYHOLDER_{number}"), passphrase.clone()));
        }
        for (number, member) in (1..).zip(&self.staff) {
            secrets.push((format!("OUTREACH_KIT_PIN_{number}"), member.pin.clone()));
        }
        secrets
    }

    /// Whoever opens and closes the day.
    pub(super) fn administrator(&self) -> Option<&Member> {
        self.staff.iter().find(|member| member.role == "administrator")
    }

    /// Whoever follows children at risk.
    pub(super) fn focal_member(&self) -> Option<&Member> {
        self.staff.iter().find(|member| member.role == "focal")
    }

    /// Officers, by desk.
    pub(super) fn officers(&self) -> impl Iterator<Item = &Member> {
        self.staff.iter().filter(|member| member.role == "officer")
    }
}

/// Digits that do not repeat, so that no PIN is one that anyone tries first.
fn pin(random: &mut Random) -> String {
    let mut digits: Vec<char> = ('0'..='9').collect();
    random.shuffle(&mut digits);
    digits.into_iter().take(PIN).collect()
}
