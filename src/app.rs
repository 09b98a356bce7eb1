//! Composition root: opens the kit, starts the doors, and keeps what they share.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use anyhow::Context as _;
use jiff::Timestamp;
use tokio::sync::{broadcast, watch};

use crate::config::Config;
use crate::domain::event::Event;
use crate::lan::{self, Address, SeenHosts};
use crate::seal::DatabaseKey;
use crate::seal::keyring::{Keyring, KeyringError};
use crate::store::backup::{self, DATABASE};
use crate::store::{Store, StoreError, events};
use crate::web::limits::Limits;
use crate::{acts, clock, telemetry, web};

/// How often the kit backs itself up while it is open.
const BACKUP_EVERY: Duration = Duration::from_mins(5);

/// How often the laptop's addresses are looked up again.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// How many automatic backups are kept beside the data.
const KEEP: usize = 6;

/// What both doors share. Each door sees it through its own state and takes only what it needs.
pub struct App {
    /// How it was started.
    pub config: Config,
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
    event: RwLock<Option<Arc<Event>>>,
    backup: RwLock<BackupState>,
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
}

impl App {
    /// The shared state over a data directory, locked or fresh.
    pub fn new(config: Config, now: fn() -> Timestamp) -> Arc<Self> {
        let there = config.data.join(DATABASE).is_file() && Keyring::exists(&config.data);
        let phase = if there { Phase::Locked } else { Phase::Fresh };
        Arc::new(Self {
            config,
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
    ) -> Result<crate::seal::recovery::RecoveryCode, FoundingError> {
        let _one_at_a_time = self.founding.lock().await;
        if !matches!(self.phase(), Phase::Fresh) {
            return Err(FoundingError::AlreadyThere);
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
        let event = events::current(&conn)?.map(Arc::new);
        let to = crate::store::settings::get(&conn, "backup_to")?.map(PathBuf::from);
        Ok(Self {
            store,
            key,
            keyring: Mutex::new(keyring),
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

/// Holds a data directory alone, so that two programs never write one kit.
pub struct DataLock {
    _file: File,
}

impl DataLock {
    /// Takes the directory, making it if need be.
    pub fn take(data: &std::path::Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(data).with_context(|| {
            format!(
                "the data directory {} cannot be made; choose another with --data",
                data.display()
            )
        })?;
        let path = data.join("kit.lock");
        let file = File::create(&path).with_context(|| {
            format!(
                "the data directory {} cannot be written; choose another with --data",
                data.display()
            )
        })?;
        file.try_lock().map_err(|_| {
            anyhow::anyhow!(
                "another outreach-kit is using {}; close it first, or choose another directory with --data",
                data.display()
            )
        })?;
        Ok(Self { _file: file })
    }
}

/// The doors' listeners, bound by the caller.
pub struct Listeners {
    /// For phones; the first is the one shown.
    pub family: Vec<TcpListener>,
    /// For staff, on the loopback address.
    pub staff: TcpListener,
}

impl Listeners {
    /// Binds both doors as configured. A port that is taken is said plainly, with what to do.
    pub fn bind(config: &Config) -> anyhow::Result<Self> {
        let take = |ip: Ipv4Addr, port: u16, option: &str| {
            TcpListener::bind(SocketAddr::from((ip, port))).with_context(|| {
                format!("port {port} is taken by another program; close it, or choose another with {option}")
            })
        };
        let mut family = vec![take(Ipv4Addr::UNSPECIFIED, config.family_port, "--family-port")?];
        if config.family_port == 8080 {
            // Shorter to type, and where phones ask whether there is internet; not everywhere allowed.
            family.extend(TcpListener::bind(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 80))).ok());
        }
        let staff = take(Ipv4Addr::LOCALHOST, config.staff_port, "--staff-port")?;
        Ok(Self { family, staff })
    }

    /// The ports they have.
    pub fn ports(&self) -> std::io::Result<Ports> {
        let family = self.family.iter().map(|listener| Ok(listener.local_addr()?.port()));
        Ok(Ports {
            family: family.collect::<std::io::Result<_>>()?,
            staff: self.staff.local_addr()?.port(),
        })
    }
}

/// Serves both doors until `shutdown` resolves.
pub async fn run(
    app: Arc<App>,
    listeners: Listeners,
    shutdown: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    app.set_ports(listeners.ports()?);
    let (stop, stopped) = watch::channel(false);
    let mut doors = tokio::task::JoinSet::new();
    for listener in listeners.family {
        doors.spawn(serve(listener, web::family_router(&app), stopped.clone()));
    }
    doors.spawn(serve(listeners.staff, web::staff_router(&app), stopped.clone()));
    let chores = tokio::spawn(do_chores(Arc::clone(&app)));
    shutdown.await;
    chores.abort();
    let _ = stop.send(true);
    while let Some(door) = doors.join_next().await {
        door.context("a door stopped")??;
    }
    Ok(())
}

async fn serve(
    listener: TcpListener,
    router: axum::Router,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    listener.set_nonblocking(true)?;
    let handle = axum_server::Handle::new();
    let closing = handle.clone();
    tokio::spawn(async move {
        let _ = stopped.wait_for(|stop| *stop).await;
        closing.graceful_shutdown(Some(Duration::from_secs(2)));
    });
    // HTTP/1 only: nothing else is spoken here, and the time-out for headers then covers the first byte too.
    let mut server = axum_server::from_tcp(listener)?.http1_only().handle(handle);
    server
        .http_builder()
        .http1()
        .timer(hyper_util::rt::TokioTimer::new())
        .header_read_timeout(web::limits::HEADER_TIME)
        .max_buf_size(web::limits::HEADER_BYTES);
    server.serve(router.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// Looks up addresses again and makes backups, until it is stopped.
async fn do_chores(app: Arc<App>) {
    let mut look = tokio::time::interval(LOOK_AGAIN);
    let mut backup = tokio::time::interval(BACKUP_EVERY);
    backup.tick().await;
    loop {
        tokio::select! {
            _ = look.tick() => {
                let found = tokio::task::spawn_blocking(lan::candidates).await.unwrap_or_default();
                if let Ok(mut addresses) = app.addresses.write() {
                    *addresses = found;
                }
            }
            _ = backup.tick() => {
                let Some(kit) = app.kit() else { continue };
                let at = (app.now)();
                let made = tokio::task::spawn_blocking(move || kit.back_up(at).map(drop)).await;
                if let Ok(Err(err)) = made {
                    tracing::warn!(error = telemetry::chain(&err), "an automatic backup failed");
                }
            }
        }
    }
}

/// The time by the laptop's clock.
pub fn laptop_clock() -> Timestamp {
    clock::now()
}
