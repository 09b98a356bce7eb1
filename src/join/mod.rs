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
use axum::http::Method;
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::Timestamp;
use tokio::sync::Notify;

use crate::i18n::{self, Lang};
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
    /// What somebody types to join anew.
    pub command: String,
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
    let mut kept = if joining.again { None } else { Known::load(&joining.data) };
    if let Some(known) = &mut kept {
        known.found_at(joining.address);
        known.port = joining.port;
    }
    loop {
        let known = match kept.take() {
            Some(known) => known,
            None => let_in(&joining, &laptop).await,
        };
        known.save(&joining.data).with_context(|| {
            let data = joining.data.display();
            format!("the folder {data} cannot be written; choose another with --data")
        })?;
        let reach = Reach::new(known, Some(joining.data.clone()));
        let relay = Relay::new(reach, laptop.port, joining.now, joining.command.clone());
        let relay = Arc::new(relay);
        laptop.set(Phase::Joined(Arc::clone(&relay)));
        (joining.say)("This laptop has joined the kit.");
        let mut again = tokio::time::interval(ASK_AGAIN);
        loop {
            tokio::select! {
                _ = again.tick() => relay.ask_where().await,
                // Only a laptop that was taken off has to be let in again.
                () = laptop.again.notified() => {
                    if relay.is_taken_off() {
                        break;
                    }
                    // An answer that came late found it on the list: its pages go on.
                    laptop.set(Phase::Joined(Arc::clone(&relay)));
                }
            }
        }
        laptop.says("", "looking");
    }
}

/// Asks to be let in until somebody says yes.
async fn let_in(joining: &Joining, laptop: &Laptop) -> Known {
    loop {
        match knock::knock(joining, laptop).await {
            Ok(known) => return known,
            Err(knock::Failed(says)) => {
                laptop.says("", says);
                (joining.say)(&i18n::text(Lang::En, &format!("join-{says}")));
            }
        }
        laptop.again.notified().await;
        laptop.says("", "looking");
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
    let asks_again = request.uri().path() == "/join-again" && request.method() == Method::POST;
    match laptop.phase() {
        Phase::Joined(relay) if asks_again && relay.is_taken_off() => {
            laptop.says("", "looking");
            laptop.again.notify_one();
            Redirect::to("/").into_response()
        }
        Phase::Joined(relay) => relay.relay(request).await,
        Phase::Asking { .. } if asks_again => {
            laptop.again.notify_one();
            Redirect::to("/").into_response()
        }
        Phase::Asking { digits, says } => joined::asking(request.headers(), &digits, says),
    }
}
