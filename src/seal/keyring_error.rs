//! What can go wrong with the key file.

use super::passphrase::WeakPassphrase;

/// Why the kit's keys could not be read, opened or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// There is no key file in this folder.
    #[error("there is no key file beside the database")]
    Missing,
    /// The disk refused.
    #[error("the key file could not be read or written")]
    Io(#[source] std::io::Error),
    /// The key file is not one of ours, of a newer version, or damaged.
    #[error("the key file is damaged or from a newer version")]
    Damaged,
    /// No slot opens with what was typed.
    #[error("the passphrase does not open this kit")]
    WrongPassphrase,
    /// This was meant as the recovery code; these groups (1 to 8, as printed) are mistyped.
    #[error("some groups of the recovery code are mistyped")]
    MistypedGroups(Vec<u8>),
    /// There is no such slot, or it is the recovery sheet's and has no passphrase.
    #[error("there is no such key holder")]
    NoSuchSlot,
    /// The last passphrase cannot be removed.
    #[error("the last key holder cannot be removed")]
    LastSlot,
    /// The database key is not the one the other slots hold.
    #[error("this is another kit's key")]
    OtherKey,
    /// The new passphrase is not good enough.
    #[error(transparent)]
    Weak(#[from] WeakPassphrase),
    /// The cost asked for cannot be spent on this machine.
    #[error("the passphrase's cost cannot be spent on this machine")]
    Cost,
}
