//! Why a kit does not open, is not founded, or is not restored.

use super::choosing::Offered;
use crate::acts;
use crate::seal::keyring::KeyringError;
use crate::store::damage::Kind;
use crate::store::{StoreError, backup};

/// Why a kit does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key file or the passphrase.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The data cannot be read whole; nothing was changed.
    #[error("the data on this disk is damaged ({}); nothing was changed", .0.code())]
    Damaged(Kind),
    /// Setting up was interrupted before the first row was written.
    #[error("setting this kit up was interrupted")]
    Unfinished,
    /// There is a kit already.
    #[error("there is a kit in this data directory already")]
    AlreadyThere,
    /// The same passphrase opens the backups of several kits.
    #[error("the backups of several kits open with this passphrase")]
    Several(Vec<Offered>),
    /// A real kit where one for training is served, or the other way round.
    #[error("training and real kits do not mix")]
    OtherKind,
}

/// Why founding failed.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// There is a kit already.
    #[error("there is a kit in this data directory already")]
    AlreadyThere,
    /// What was asked for does not do.
    #[error(transparent)]
    Found(#[from] acts::FoundError),
    /// The work stopped half way.
    #[error("setting up stopped half way")]
    Stopped,
    /// The data directory.
    #[error("the data directory cannot be written")]
    Folder(#[from] std::io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Opening afterwards.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Why a backup was not restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The backup.
    #[error(transparent)]
    Backup(#[from] backup::BackupError),
    /// Its keys, or opening it afterwards.
    #[error(transparent)]
    Open(#[from] OpenError),
}
