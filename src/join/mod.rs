//! The program on a second laptop: it joins a kit once, and from then on shows the kit's staff pages on its own
//! loopback address. Its browser speaks plainly with it, it speaks TLS with the kit and knows the kit by its key, so
//! that no certificate is installed and no browser warns. Nothing of what passes is kept.

mod knock;
mod known;
mod reach;
mod relay;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::Timestamp;
use tokio::sync::Notify;

use crate::web::joined;
use known::Known;
use reach::Reach;
use relay::Relay;

/// How often a joined laptop asks where the kit is found now.
const ASK_AGAIN: Duration = Duration::from_mins(1);

/// Which kit to join, and how.
pub struct Joining {
    /// The first laptop's address.
    pub address: Ipv4Addr,
    /// The port there.
    pub port: u16,
    /// The folder in which this laptop remembers the kit.
    pub data: PathBuf,
    /// Whether the kit that was joined before is forgotten.
    pub again: bool,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// Says a sentence to whoever started the program.
    pub say: fn(&str),
}

/// How far this laptop is.
#[derive(Clone)]
enum Phase {
    /// Asking; the page shows the digits once there are any, and what to do.
    Asking { digits: String, says: &'static str },
    /// Joined.
    Joined(Arc<Relay>),
}

/// What the pages of this laptop share.
struct Laptop {
    port: u16,
    phase: RwLock<Phase>,
    again: Notify,
}

impl Laptop {
    fn set(&self, phase: Phase) {
        *self.phase.write().unwrap_or_else(PoisonError::into_inner) = phase;
    }

    fn says(&self, digits: &str, says: &'static str) {
        self.set(Phase::Asking { digits: digits.to_owned(), says });
    }

    fn phase(&self) -> Phase {
        self.phase.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Joins, or goes on with the kit that was joined before, and serves until told to stop.
pub async fn run(
    joining: Joining,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let port = listener.local_addr()?.port();
    let phase = RwLock::new(Phase::Asking { digits: String::new(), says: "looking" });
    let laptop = Arc::new(Laptop { port, phase, again: Notify::new() });
    let router = Router::new().fallback(answer).with_state(Arc::clone(&laptop));
    let handle = axum_server::Handle::<SocketAddr>::new();
    listener.set_nonblocking(true)?;
    let server = axum_server::from_tcp(listener)?.http1_only().handle(handle.clone());
    let serving = tokio::spawn(server.serve(router.into_make_service()));
    let joined = tokio::spawn(join(joining, laptop));
    tokio::pin!(shutdown);
    tokio::select! {
        () = &mut shutdown => {}
        failed = joined => {
            if let Ok(Err(err)) = failed {
                return Err(err);
            }
            shutdown.await;
        }
    }
    handle.graceful_shutdown(Some(Duration::from_secs(1)));
    serving.await.context("the pages stopped")??;
    Ok(())
}

/// Joins if need be, then keeps up where the kit is found. Ends only by a failure to write the folder.
async fn join(joining: Joining, laptop: Arc<Laptop>) -> anyhow::Result<()> {
    let kept = if joining.again { None } else { Known::load(&joining.data) };
    let known = match kept {
        Some(mut known) => {
            known.found_at(joining.address);
            known.port = joining.port;
            known
        }
        None => loop {
            match knock::knock(&joining, &laptop).await {
                Ok(known) => break known,
                Err(knock::Failed(says)) => laptop.says("", says),
            }
            laptop.again.notified().await;
            laptop.says("", "looking");
        },
    };
    known.save(&joining.data).with_context(|| {
        let data = joining.data.display();
        format!("the folder {data} cannot be written; choose another with --data")
    })?;
    let relay =
        Arc::new(Relay::new(Reach::new(known, Some(joining.data)), laptop.port, joining.now));
    laptop.set(Phase::Joined(Arc::clone(&relay)));
    (joining.say)("This laptop has joined the kit.");
    let mut again = tokio::time::interval(ASK_AGAIN);
    loop {
        again.tick().await;
        relay.ask_where().await;
    }
}

/// Whatever this laptop's browser asks for.
async fn answer(State(laptop): State<Arc<Laptop>>, request: Request) -> Response {
    if let Some(refused) = joined::refuse(&request, laptop.port) {
        return refused;
    }
    if let Some(asset) = joined::own_asset(request.uri().path()).await {
        return asset;
    }
    match laptop.phase() {
        Phase::Joined(relay) => relay.relay(request).await,
        Phase::Asking { .. } if request.uri().path() == "/join-again" => {
            laptop.again.notify_one();
            Redirect::to("/").into_response()
        }
        Phase::Asking { digits, says } => joined::asking(request.headers(), &digits, says),
    }
}
