//! Composition root: opens the kit, starts the doors, and keeps what they share.

mod doors;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};

use jiff::Timestamp;
use tokio::sync::broadcast;

use crate::config::Config;
use crate::domain::event::Event;
use crate::lan::{self, Address, SeenHosts};
use crate::seal::DatabaseKey;
use crate::seal::keyring::{Keyring, KeyringError, SlotId};
use crate::seal::recovery::RecoveryCode;
use crate::store::backup::{self, DATABASE};
use crate::store::{Store, StoreError, events};
use crate::web::limits::Limits;
use crate::{acts, clock};

pub use doors::{DataLock, Listeners, run};

/// How many automatic backups are kept beside the data.
const KEEP: usize = 6;

/// What both doors share. Each door sees it through its own state and takes only what it needs.
pub struct App {
    /// How it was started.
    pub config: Config,
    /// Whether it is for training: what the key file says, and before there is one, how it was started.
    pub training: bool,
    /// The clock; stands still in tests.
    pub now: fn() -> Timestamp,
    phase: RwLock<Phase>,
    /// Addresses that phones were seen to reach.
    pub seen: SeenHosts,
    /// How often one source may try.
    pub limits: Limits,
    /// Told whenever the line changes.
    changes: broadcast::Sender<()>,
    addresses: RwLock<Vec<Address>>,
    ports: RwLock<Ports>,
    founding: tokio::sync::Mutex<()>,
}

/// The ports in use.
#[derive(Debug, Clone, Default)]
pub struct Ports {
    /// Of the family door, the one to show first.
    pub family: Vec<u16>,
    /// Of the staff door.
    pub staff: u16,
}

/// Whether there is a kit and whether it is open.
#[derive(Clone)]
pub enum Phase {
    /// Nothing there yet: the first-run page.
    Fresh,
    /// There is a kit, and nobody has opened it since the start.
    Locked,
    /// Open.
    Open(Arc<Kit>),
}

/// An open kit.
pub struct Kit {
    /// The database.
    pub store: Store,
    /// Its key; in memory only.
    pub key: DatabaseKey,
    /// The key file's content.
    pub keyring: Mutex<Keyring>,
    /// Whether it is for training.
    pub training: bool,
    /// The data directory.
    pub data: PathBuf,
    /// A new recovery sheet that nobody has typed back yet; in memory only.
    pub new_sheet: Mutex<Option<NewSheet>>,
    event: RwLock<Option<Arc<Event>>>,
    backup: RwLock<BackupState>,
}

/// A recovery sheet that was made and printed, while the one before still opens the kit.
pub struct NewSheet {
    /// Its place in the key file.
    pub slot: SlotId,
    /// What stands on it.
    pub code: RecoveryCode,
}

/// How the last backup went.
#[derive(Debug, Clone, Default)]
pub struct BackupState {
    /// When the last one was made and read back.
    pub last_good: Option<Timestamp>,
    /// Whether the one after it failed.
    pub failed: bool,
    /// Folder on another disk, if an administrator chose one.
    pub to: Option<PathBuf>,
}

/// Why a kit does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key file or the passphrase.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Setting up was interrupted before the first row was written.
    #[error("setting this kit up was interrupted")]
    Unfinished,
    /// There is a kit already.
    #[error("there is a kit in this data directory already")]
    AlreadyThere,
    /// A real kit where one for training is served, or the other way round.
    #[error("training and real kits do not mix")]
    OtherKind,
}

impl App {
    /// The shared state over a data directory, locked or fresh.
    pub fn new(config: Config, now: fn() -> Timestamp) -> Arc<Self> {
        let there = config.data.join(DATABASE).is_file() && Keyring::exists(&config.data);
        let phase = if there { Phase::Locked } else { Phase::Fresh };
        let training = Keyring::load(&config.data)
            .map_or(config.training, |keyring| keyring.is_for_training());
        Arc::new(Self {
            config,
            training,
            now,
            phase: RwLock::new(phase),
            seen: SeenHosts::default(),
            limits: Limits::default(),
            changes: broadcast::channel(16).0,
            addresses: RwLock::new(lan::candidates()),
            ports: RwLock::default(),
            founding: tokio::sync::Mutex::new(()),
        })
    }

    /// Where it stands now.
    pub fn phase(&self) -> Phase {
        self.phase.read().map_or(Phase::Locked, |phase| phase.clone())
    }

    /// The kit, if it is open.
    pub fn kit(&self) -> Option<Arc<Kit>> {
        match self.phase() {
            Phase::Open(kit) => Some(kit),
            Phase::Fresh | Phase::Locked => None,
        }
    }

    /// Addresses of this laptop, the likeliest first.
    pub fn addresses(&self) -> Vec<Address> {
        self.addresses.read().map(|addresses| addresses.clone()).unwrap_or_default()
    }

    /// The ports in use.
    pub fn ports(&self) -> Ports {
        self.ports.read().map(|ports| ports.clone()).unwrap_or_default()
    }

    /// Tells the app which ports its doors have.
    pub fn set_ports(&self, ports: Ports) {
        if let Ok(mut known) = self.ports.write() {
            *known = ports;
        }
    }

    /// Tells every live page that the line changed.
    pub fn line_changed(&self) {
        // Nobody listening is no fault.
        let _ = self.changes.send(());
    }

    /// Follows changes of the line.
    pub fn follow(&self) -> broadcast::Receiver<()> {
        self.changes.subscribe()
    }

    /// Opens the kit with a passphrase or a recovery code. Takes about a second and blocks.
    pub fn unlock(&self, typed: &str) -> Result<(), OpenError> {
        if matches!(self.phase(), Phase::Open(_)) {
            return Ok(());
        }
        let keyring = Keyring::load(&self.config.data)?;
        let (key, _) = keyring.open(typed)?;
        let kit = Kit::open(self.config.data.clone(), key, keyring)?;
        self.set_phase(Phase::Open(Arc::new(kit)));
        Ok(())
    }

    /// Puts the newest backup in a folder into the empty data directory and opens it. Blocks.
    pub fn restore(&self, from: &std::path::Path, typed: &str) -> Result<(), RestoreError> {
        // Neither a second restore nor a first run may work in the same directory meanwhile.
        let _one_at_a_time = self.founding.blocking_lock();
        if !matches!(self.phase(), Phase::Fresh) {
            return Err(OpenError::AlreadyThere.into());
        }
        let folder = backup::newest_in(from)?;
        let keyring = Keyring::load(&folder).map_err(OpenError::from)?;
        if keyring.is_for_training() != self.training {
            return Err(OpenError::OtherKind.into());
        }
        let (key, _) = keyring.open(typed).map_err(OpenError::from)?;
        backup::restore(&folder, &self.config.data, &key, (self.now)())?;
        let kit = Kit::open(self.config.data.clone(), key, keyring)?;
        self.set_phase(Phase::Open(Arc::new(kit)));
        Ok(())
    }

    /// Founds a kit in the empty data directory and opens it. Gives the recovery code, once.
    pub async fn found(
        self: &Arc<Self>,
        founding: acts::Founding,
    ) -> Result<RecoveryCode, FoundingError> {
        let _one_at_a_time = self.founding.lock().await;
        if !matches!(self.phase(), Phase::Fresh) {
            return Err(FoundingError::AlreadyThere);
        }
        if founding.training != self.training {
            return Err(OpenError::OtherKind.into());
        }
        let at = (self.now)();
        let (cost, pin_cost) = (self.config.cost, self.config.pin_cost);
        let prepared =
            tokio::task::spawn_blocking(move || acts::prepare(founding, cost, pin_cost, at)).await;
        let acts::Founded { recovery, key, keyring, rows } =
            prepared.map_err(|_| FoundingError::Stopped)??;
        let data = self.config.data.clone();
        std::fs::create_dir_all(&data)?;
        keyring.save(&data).map_err(acts::FoundError::from)?;
        let store = Store::open(&data.join(DATABASE), &key)?;
        store.write(move |sp| acts::found(sp, &rows, acts::By { staff: None, at })).await?;
        let kit = Kit::with_store(store, data, key, keyring)?;
        self.set_phase(Phase::Open(Arc::new(kit)));
        Ok(recovery)
    }

    fn set_phase(&self, phase: Phase) {
        if let Ok(mut current) = self.phase.write() {
            *current = phase;
        }
    }
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

impl Kit {
    /// Opens the database under `key`.
    pub fn open(data: PathBuf, key: DatabaseKey, keyring: Keyring) -> Result<Self, OpenError> {
        let store = Store::open(&data.join(DATABASE), &key)?;
        Self::with_store(store, data, key, keyring)
    }

    fn with_store(
        store: Store,
        data: PathBuf,
        key: DatabaseKey,
        keyring: Keyring,
    ) -> Result<Self, OpenError> {
        let conn = crate::store::open_for_reading(&data.join(DATABASE), &key)?;
        let row = events::kit(&conn)?.ok_or(OpenError::Unfinished)?;
        if row.training != keyring.is_for_training() {
            return Err(OpenError::OtherKind);
        }
        let event = events::current(&conn)?.map(Arc::new);
        let to = crate::store::settings::get(&conn, "backup_to")?.map(PathBuf::from);
        Ok(Self {
            store,
            key,
            keyring: Mutex::new(keyring),
            new_sheet: Mutex::default(),
            training: row.training,
            data,
            event: RwLock::new(event),
            backup: RwLock::new(BackupState { to, ..BackupState::default() }),
        })
    }

    /// The open event.
    pub fn event(&self) -> Option<Arc<Event>> {
        self.event.read().ok().and_then(|event| event.clone())
    }

    /// Reads the open event again, after a setting changed.
    pub async fn event_changed(&self) -> Result<(), StoreError> {
        let event = self.store.read(events::current).await?;
        if let Ok(mut known) = self.event.write() {
            *known = event.map(Arc::new);
        }
        Ok(())
    }

    /// How backups stand.
    pub fn backup_state(&self) -> BackupState {
        self.backup.read().map(|state| state.clone()).unwrap_or_default()
    }

    /// Where further backups go.
    pub fn set_backup_place(&self, to: Option<PathBuf>) {
        if let Ok(mut state) = self.backup.write() {
            state.to = to;
        }
    }

    /// Makes a backup, reads it back and remembers how it went. Blocks.
    pub fn back_up(&self, at: Timestamp) -> Result<backup::Made, backup::BackupError> {
        let own = self.data.join("backups");
        let to = self.backup_state().to.unwrap_or_else(|| own.clone());
        let made = backup::make(&self.data, &self.key, &to, at);
        if let Ok(mut state) = self.backup.write() {
            state.failed = made.is_err();
            if made.is_ok() {
                state.last_good = Some(at);
            }
        }
        if let Ok(made) = &made {
            backup::thin_out(&to, &self.data, &made.folder, KEEP);
        }
        made
    }
}

/// The time by the laptop's clock.
pub fn laptop_clock() -> Timestamp {
    clock::now()
}
