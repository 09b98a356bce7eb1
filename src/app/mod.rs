//! Composition root: opens the kit, starts the doors, and keeps what they share.

pub mod backups;
pub mod choosing;
pub mod damaged;
mod doors;
mod errors;
pub mod forgetting;
pub mod gate;
mod held;
pub mod net_door;
pub mod own_pins;
pub mod pairing;
pub mod photos;
mod rest;
mod rings;
pub mod room;
mod time;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Instant;

use jiff::Timestamp;
use tokio::sync::broadcast;

use crate::check::Drilled;
use crate::config::Config;
use crate::domain::clock_doubt::Watch;
use crate::domain::event::Event;
use crate::domain::ids::{RowId, StaffId};
use crate::lan::{self, Address, SeenHosts};
use crate::photo::turns::Turns;
use crate::seal::DatabaseKey;
use crate::seal::keyring::{Keyring, SlotId};
use crate::seal::recovery::RecoveryCode;
use crate::store::backup::{self, DATABASE};
use crate::store::journal::{self, Chain};
use crate::store::{Store, StoreError, events, followed, signed_in, unfinished};
use crate::web::limits::{Limits, SOURCES, Streams};
use crate::web::waiting::Line;
use crate::{acts, clock, machine, store};

pub use backups::BackupState;
use choosing::{Chosen, Wanted};
pub use doors::{DataLock, Listeners, run};
pub use errors::{FoundingError, OpenError, RestoreError};
pub use rest::Rest;

/// What both doors share. Each door sees it through its own state and takes only what it needs.
pub struct App {
    /// How it was started.
    pub config: Config,
    /// Whether it is for training: what the key file says, and before there is one, how it was started.
    pub training: bool,
    /// The clock; stands still in tests.
    pub now: fn() -> Timestamp,
    /// When the program began, by a clock that nobody sets.
    pub started: Instant,
    phase: RwLock<Phase>,
    /// Addresses that phones were seen to reach.
    pub seen: SeenHosts,
    /// How often one source may try.
    pub limits: Limits,
    /// How many live pages each door may hold.
    pub streams: Streams,
    /// Photos of families on their way.
    pub photos: Arc<Line>,
    /// Whose picture is unpacked when.
    pub pictures: Turns,
    /// How much room a disk has; says something else in tests.
    pub free_bytes: fn(&Path) -> Option<u64>,
    /// Told whenever the line changes.
    changes: broadcast::Sender<()>,
    addresses: RwLock<Vec<Address>>,
    ports: RwLock<Ports>,
    founding: tokio::sync::Mutex<()>,
    rings: rings::Rings,
    damaged: RwLock<Option<Arc<damaged::Found>>>,
    /// Rooms that focals have opened.
    pub rooms: room::Rooms,
    /// When whoever is signed in last typed their own PIN.
    pub own_pins: own_pins::OwnPins,
    /// The door for staff devices on the network.
    pub net: net_door::NetDoor,
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
    event: RwLock<Option<AtHand>>,
    backup: RwLock<BackupState>,
    backing_up: Mutex<()>,
    /// How many wait for a backup: one that is being made by itself then rests no more.
    backup_wanted: Arc<AtomicUsize>,
    /// How the last drill of backup and restore went, since the kit was opened.
    pub drilled: Mutex<Option<Drilled>>,
    /// The entry of the journal that does not follow from the one before, as found when the kit was opened.
    pub broken_journal: Option<i64>,
    /// The journal's last entry before the kit was opened: its number, and when it was written.
    last_entry: Option<(i64, Timestamp)>,
    /// Rows of the family that was filed last and of the last correction before the kit was opened.
    last_filed: (i64, i64),
    /// Who had signed in on which device before the kit was opened.
    homes: Vec<(StaffId, RowId)>,
    /// The newest time before the kit was opened at which nobody doubted the clock.
    pub(super) last_sure: Option<Timestamp>,
    watch: Mutex<Option<Watch>>,
    /// Whether the pages that a start leaves out have been read.
    pub(super) rest: RwLock<Rest>,
}

/// The event at hand.
#[derive(Clone)]
struct AtHand {
    event: Arc<Event>,
    open: bool,
}

impl AtHand {
    fn of((event, open): (Event, bool)) -> Self {
        Self { event: Arc::new(event), open }
    }
}

/// A recovery sheet that was made and printed, while the one before still opens the kit.
pub struct NewSheet {
    /// Its place in the key file.
    pub slot: SlotId,
    /// What stands on it.
    pub code: RecoveryCode,
}

impl App {
    /// The shared state over a data directory, locked or fresh.
    pub fn new(config: Config, now: fn() -> Timestamp) -> Arc<Self> {
        // One without the other is a kit that lost something, never an empty directory.
        let there = config.data.join(DATABASE).is_file() || Keyring::exists(&config.data);
        let there = there && !unfinished::is_there(&config.data);
        let phase = if there { Phase::Locked } else { Phase::Fresh };
        let training = Keyring::load(&config.data)
            .map_or(config.training, |keyring| keyring.is_for_training());
        let net = net_door::NetDoor::new(&config);
        Arc::new(Self {
            config,
            training,
            net,
            now,
            started: Instant::now(),
            phase: RwLock::new(phase),
            seen: SeenHosts::default(),
            limits: Limits::default(),
            streams: Streams::default(),
            photos: Arc::default(),
            pictures: Turns::default(),
            free_bytes: machine::free_bytes,
            changes: broadcast::channel(16).0,
            addresses: RwLock::new(lan::candidates()),
            ports: RwLock::default(),
            founding: tokio::sync::Mutex::new(()),
            rings: rings::Rings::default(),
            damaged: RwLock::default(),
            rooms: room::Rooms::default(),
            own_pins: own_pins::OwnPins::default(),
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

    /// Tells the app which addresses the laptop has now.
    pub fn set_addresses(&self, found: Vec<Address>) {
        if let Ok(mut addresses) = self.addresses.write() {
            *addresses = found;
        }
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

    /// Puts the newest backup in a folder that `typed` opens into the empty data directory and opens it; only of `kit`,
    /// where somebody chose one. Blocks.
    pub fn restore(&self, from: &Path, typed: &str, kit: Option<&str>) -> Result<(), RestoreError> {
        // Neither a second restore nor a first run may work in the same directory meanwhile.
        let _one_at_a_time = self.founding.blocking_lock();
        if !matches!(self.phase(), Phase::Fresh) {
            return Err(OpenError::AlreadyThere.into());
        }
        let wanted = Wanted { training: Some(self.training), kit };
        let Chosen { folder, keyring, key, .. } = choosing::choose(from, wanted, typed)?;
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
        unfinished::begin(&data, at)?;
        keyring.save(&data).map_err(acts::FoundError::from)?;
        let store = Store::open(&data.join(DATABASE), &key)?;
        store.write(move |sp| acts::found(sp, &rows, acts::By { staff: None, at })).await?;
        unfinished::end(&data)?;
        let kit = Kit::with_store(store, data, key, keyring)?;
        self.set_phase(Phase::Open(Arc::new(kit)));
        Ok(recovery)
    }

    fn set_phase(&self, phase: Phase) {
        if let Phase::Open(kit) = &phase {
            for (staff, device) in &kit.homes {
                self.limits.knows(&staff.to_string(), &device.to_string());
            }
        }
        if let Ok(mut current) = self.phase.write() {
            *current = phase;
        }
        // Devices of the staff may be waiting for the kit to be opened.
        self.net.call();
    }
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
        let event = events::at_hand(&conn)?.map(AtHand::of);
        let broken_journal = match journal::verify(&conn)? {
            Chain::Whole { .. } => None,
            Chain::BrokenAt(seq) => Some(seq),
        };
        let setting = |name: &str| crate::store::settings::get(&conn, name);
        let to = setting(backups::PLACE)?.filter(|to| !to.is_empty()).map(PathBuf::from);
        let other_disk = setting(backups::OTHER_DISK)?.is_some_and(|yes| yes == "yes");
        let backup = BackupState::at_start(&data, to, other_disk);
        Ok(Self {
            store,
            key,
            keyring: Mutex::new(keyring),
            new_sheet: Mutex::default(),
            training: row.training,
            data,
            event: RwLock::new(event),
            backup: RwLock::new(backup),
            backing_up: Mutex::new(()),
            backup_wanted: Arc::default(),
            drilled: Mutex::new(None),
            broken_journal,
            last_entry: journal::last(&conn)?,
            last_filed: followed::last_filed(&conn)?,
            homes: signed_in::homes(&conn, SOURCES)?,
            last_sure: store::clock_doubt::last_sure(&conn, broken_journal)?,
            watch: Mutex::default(),
            rest: RwLock::default(),
        })
    }

    /// The event at hand: the open one or, when it was closed, the last. Collecting, checking and searching go on.
    pub fn event(&self) -> Option<Arc<Event>> {
        self.at_hand().map(|at_hand| at_hand.event)
    }

    /// The open event: what new forms, tickets and days belong to.
    pub fn open_event(&self) -> Option<Arc<Event>> {
        self.at_hand().filter(|at_hand| at_hand.open).map(|at_hand| at_hand.event)
    }

    fn at_hand(&self) -> Option<AtHand> {
        self.event.read().ok().and_then(|event| event.clone())
    }

    /// Reads the event at hand again, after a setting changed, or it was closed, or the next one opened.
    pub async fn event_changed(&self) -> Result<(), StoreError> {
        let event = self.store.read(events::at_hand).await?;
        if let Ok(mut known) = self.event.write() {
            *known = event.map(AtHand::of);
        }
        Ok(())
    }
}

/// The time by the laptop's clock.
pub fn laptop_clock() -> Timestamp {
    clock::now()
}
