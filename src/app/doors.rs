//! The doors themselves: who holds the data directory, which ports, and serving until told to stop.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::sync::watch;

use super::gate::Gate;
use super::{App, Ports, net_door};
use crate::config::Config;
use crate::store::wipe;
use crate::{lan, telemetry, web};

/// How often the kit looks whether a backup is due.
const BACKUP_LOOK: Duration = Duration::from_secs(15);

/// How often rooms that were left alone are looked for.
const SWEEP: Duration = Duration::from_secs(5);

/// How often the laptop's addresses are looked up again.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

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
        let path = data.join(wipe::LOCK);
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
    let families = Gate::default();
    for listener in listeners.family {
        doors.spawn(serve(families.clone(), listener, web::family_router(&app), stopped.clone()));
    }
    doors.spawn(serve(Gate::default(), listeners.staff, web::staff_router(&app), stopped.clone()));
    let chores = tokio::spawn(do_chores(Arc::clone(&app)));
    shutdown.await;
    chores.abort();
    app.net.shut().await;
    let _ = stop.send(true);
    while let Some(door) = doors.join_next().await {
        door.context("a door stopped")??;
    }
    Ok(())
}

/// Serves one listener until told to stop; those of one door share its gate.
async fn serve(
    gate: Gate,
    listener: TcpListener,
    router: axum::Router,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let handle = axum_server::Handle::new();
    let closing = handle.clone();
    tokio::spawn(async move {
        let _ = stopped.wait_for(|stop| *stop).await;
        closing.graceful_shutdown(Some(Duration::from_secs(2)));
    });
    // HTTP/1 only: nothing else is spoken here, and the time-out for headers then covers the first byte too. An acceptor
    // forgets it, so it is said after.
    let server = server(listener, handle)?.acceptor(gate).http1_only();
    server.serve(router.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// A server with the limits that every door has. Whoever gives it an acceptor says after that it is for HTTP/1 only.
pub(super) fn server(
    listener: TcpListener,
    handle: axum_server::Handle<SocketAddr>,
) -> std::io::Result<axum_server::Server<SocketAddr>> {
    listener.set_nonblocking(true)?;
    let mut server = axum_server::from_tcp(listener)?.handle(handle);
    server
        .http_builder()
        .http1()
        .timer(hyper_util::rt::TokioTimer::new())
        .header_read_timeout(web::limits::HEADER_TIME)
        .max_buf_size(web::limits::READ_BYTES);
    Ok(server)
}

/// Looks up addresses again, lets old photos go and makes backups, until it is stopped.
async fn do_chores(app: Arc<App>) {
    let mut look = tokio::time::interval(LOOK_AGAIN);
    let mut backup = tokio::time::interval(BACKUP_LOOK);
    backup.tick().await;
    let mut sweep = tokio::time::interval(SWEEP);
    let mut backing_up = tokio::spawn(async {});
    loop {
        tokio::select! {
            _ = look.tick() => {
                let found = tokio::task::spawn_blocking(lan::candidates).await.unwrap_or_default();
                app.set_addresses(found);
                look_at_clock(&app).await;
                read_rest(&app);
                app.ring_if_due().await;
                net_door::look(&app).await;
            }
            () = app.net.called() => net_door::look(&app).await,
            _ = sweep.tick() => {
                app.rooms.sweep((app.now)());
                app.write_sign_outs().await;
            }
            _ = backup.tick() => {
                let_photos_go(&app).await;
                // Beside everything else: in a rush it takes its time, and whoever has left is signed out meanwhile.
                if backing_up.is_finished() {
                    backing_up = tokio::spawn(back_up_if_due(Arc::clone(&app)));
                }
            }
        }
    }
}

/// Reads what the start left out of a large file, beside everything else, if anything is left to read or to write down.
fn read_rest(app: &Arc<App>) {
    let Some(kit) = app.kit() else { return };
    let now = app.now;
    tokio::spawn(async move {
        if let Err(err) = kit.read_rest(now).await {
            tracing::warn!(
                error = telemetry::chain(&err),
                "what is left of a large file was not read, or not written down"
            );
        }
    });
}

/// Whether the clock still goes as it went; a disk that is full does not keep the kit from serving.
async fn look_at_clock(app: &App) {
    let Some(kit) = app.kit() else { return };
    if let Err(err) = kit.look_at_clock((app.now)(), app.started.elapsed()).await {
        tracing::warn!(
            error = telemetry::chain(&err),
            "a doubt about the clock was not written down"
        );
    }
}

/// Photos that nobody will send; where they stay, the next look tries again.
async fn let_photos_go(app: &App) {
    let Some(kit) = app.kit() else { return };
    if let Err(err) = kit.let_photos_go((app.now)()).await {
        tracing::warn!(error = telemetry::chain(&err), "old photos were not let go");
    }
}

/// A backup that fails is said on every staff page and in the log; the next look tries again.
async fn back_up_if_due(app: Arc<App>) {
    let Some(kit) = app.kit() else { return };
    if let Err(err) = kit.back_up_by_itself((app.now)()).await {
        tracing::warn!(error = telemetry::chain(&err), "an automatic backup failed");
    }
}
