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
    focal: String,
}

/// Names of one word, since pages may break names at spaces, and roles; none of them is a family's name.
const STAFF: [(&str, &str); 4] = [
    ("DeskOne", "officer"),
    ("DeskTwo", "officer"),
    ("FrontOffice", "administrator"),
    ("QuietRoom", "focal"),
];

/// Digits in a PIN.
const PIN: usize = 6;

impl Cast {
    /// Draws every secret.
    pub(super) fn new(random: &mut Random) -> Self {
        let staff = STAFF.map(|(name, role)| Member { name, role, pin: pin(random) });
        Self {
            keyholders: [
                ("First Keyholder", suggest_passphrase()),
                ("Second Keyholder", suggest_passphrase()),
            ],
            staff: staff.into(),
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
