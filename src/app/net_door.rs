//! The door for staff devices on the network: TLS, off until an administrator opens it.
//!
//! It has a port of its own. The first byte of a connection says whether TLS is spoken: behind TLS stands the staff
//! router, for devices that were let in; whoever speaks plainly gets pages that help to install the authority, and
//! nothing else.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum_server::Handle;
use axum_server::accept::Accept;
use tokio::net::TcpStream;
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinHandle;
use tokio_util::either::Either;
use tower::util::Either as Half;

use super::App;
use super::gate::{Asking, Gate};
use super::held::Held;
use super::pairing::Pairing;
use crate::acts::{NET_DOOR, OPEN};
use crate::config::Config;
use crate::domain::clock_doubt::NOT_BEFORE;
use crate::seal::authority::{self, Authority, AuthorityError, Leaf};
use crate::seal::tls::{Accepted, HANDSHAKE, Presented, TlsAcceptor, TlsError};
use crate::store::{StoreError, devices, settings};
use crate::{telemetry, web};

/// What devices can know the kit by.
pub struct Identity {
    /// The authority's certificate, DER.
    pub certificate: Vec<u8>,
    /// Its fingerprint in six words.
    pub words: Vec<&'static str>,
    /// Its fingerprint in hexadecimal, as tablets show it.
    pub fingerprint: String,
    /// The hash of the kit's public key, which joined laptops remember.
    pub pin: [u8; 32],
}

/// How the door stands.
pub struct NetDoor {
    /// Certificates that are presented.
    pub presented: Arc<Presented>,
    /// Codes that were shown and laptops that ask to join.
    pub pairing: Pairing,
    // Taken while the door opens or shuts, which awaits.
    standing: Mutex<Standing>,
    port: AtomicU16,
    identity: RwLock<Option<Arc<Identity>>>,
    taken: RwLock<Option<u16>>,
    call: Notify,
}

/// The server and its task, while it listens.
type Serving = (Handle<SocketAddr>, JoinHandle<()>);

#[derive(Default)]
struct Standing {
    authority: Option<Authority>,
    leaf: Option<Leaf>,
    serving: Option<Serving>,
}

/// Why the door does not open.
#[derive(Debug, thiserror::Error)]
enum LookError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    #[error(transparent)]
    Tls(#[from] TlsError),
}

impl NetDoor {
    /// Shut, with what the command line says.
    pub fn new(config: &Config) -> Self {
        let given = config.staff_cert.as_ref().map(|(chain, key)| (chain.as_path(), key.as_path()));
        let presented = Presented::new(given).or_else(|err| {
            tracing::error!(error = telemetry::chain(&err), "a certificate was not taken");
            Presented::new(None)
        });
        Self {
            // Without a file nothing can fail.
            presented: Arc::new(presented.unwrap_or_default()),
            pairing: Pairing::default(),
            standing: Mutex::default(),
            port: AtomicU16::new(0),
            identity: RwLock::default(),
            taken: RwLock::default(),
            call: Notify::new(),
        }
    }

    /// The port at which devices are answered; none while the door is shut.
    pub fn port(&self) -> Option<u16> {
        Some(self.port.load(Ordering::Relaxed)).filter(|port| *port != 0)
    }

    /// By what devices know the kit; none before the door was first opened.
    pub fn identity(&self) -> Option<Arc<Identity>> {
        self.identity.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The port that another program has, when the door was to be opened and was not.
    pub fn taken(&self) -> Option<u16> {
        *self.taken.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks whoever looks after the doors to [`look`].
    pub fn call(&self) {
        self.call.notify_one();
    }

    /// Resolves when somebody called.
    pub(super) async fn called(&self) {
        self.call.notified().await;
    }

    /// Shuts it; connections end at once.
    pub async fn shut(&self) {
        self.shut_standing(&mut *self.standing.lock().await).await;
    }

    async fn shut_standing(&self, standing: &mut Standing) {
        self.port.store(0, Ordering::Relaxed);
        if let Some((handle, serving)) = standing.serving.take() {
            handle.shutdown();
            // A server that panicked is shut as well.
            let _ = serving.await;
        }
    }
}

impl App {
    /// The addresses at which staff devices reach this laptop.
    pub fn net_addresses(&self) -> Vec<Ipv4Addr> {
        match self.config.net_at {
            Some(only) => vec![only],
            None => self.addresses().iter().map(|address| address.ip).collect(),
        }
    }
}

/// Opens or shuts the door as the kit's setting says, and presents a certificate for the addresses of the moment.
/// Doing it again changes nothing.
pub async fn look(app: &Arc<App>) {
    let mut standing = app.net.standing.lock().await;
    if let Err(err) = look_at(app, &mut standing).await {
        tracing::error!(error = telemetry::chain(&err), "the door for staff devices did not open");
    }
}

async fn look_at(app: &Arc<App>, standing: &mut Standing) -> Result<(), LookError> {
    let net = &app.net;
    let Some(kit) = app.kit() else { return Ok(()) };
    let (open, kept) = kit
        .store
        .read(|conn| {
            let open = settings::get(conn, NET_DOOR)?.is_some_and(|value| value == OPEN);
            Ok::<_, StoreError>((open, devices::authority(conn)?))
        })
        .await?;
    let (true, Some(kept)) = (open, kept) else {
        *net.taken.write().unwrap_or_else(PoisonError::into_inner) = None;
        net.shut_standing(standing).await;
        return Ok(());
    };
    let known = standing.authority.take();
    let known = known.filter(|known| known.certificate() == kept.certificate);
    let authority = if let Some(authority) = known {
        authority
    } else {
        // What another authority signed is good no longer.
        standing.leaf = None;
        Authority::open(&kept)?
    };
    let authority = standing.authority.insert(authority);
    // Tablets know the date whatever the laptop's clock forgot: a certificate never speaks for the years before the
    // program was made, or before the kit was last sure of the time.
    let now = (app.now)().max(NOT_BEFORE).max(kit.last_sure.unwrap_or(NOT_BEFORE));
    let addresses = app.net_addresses();
    if !standing.leaf.as_ref().is_some_and(|leaf| leaf.does_for(&addresses, now)) {
        let leaf = authority.issue(&addresses, now)?;
        net.presented.set(&leaf)?;
        standing.leaf = Some(leaf);
        *net.identity.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(Identity {
            words: authority::words(authority.certificate()),
            fingerprint: authority::fingerprint(authority.certificate()),
            certificate: authority.certificate().to_vec(),
            pin: authority.pin(),
        }));
    }
    if standing.serving.as_ref().is_none_or(|(_, serving)| serving.is_finished()) {
        standing.serving = open_door(app)?;
    }
    Ok(())
}

/// Binds and serves. None: another program has the port.
fn open_door(app: &Arc<App>) -> Result<Option<Serving>, LookError> {
    let net = &app.net;
    let at = app.config.net_at.unwrap_or(Ipv4Addr::UNSPECIFIED);
    let bound = TcpListener::bind(SocketAddr::from((at, app.config.net_port)));
    *net.taken.write().unwrap_or_else(PoisonError::into_inner) =
        bound.is_err().then_some(app.config.net_port);
    let Ok(listener) = bound else { return Ok(None) };
    let port = listener.local_addr().map_err(TlsError::from)?.port();
    let (handle, router) = (Handle::new(), web::net_router(app));
    let (tls, plain) = (net.presented.acceptor()?, web::plain_router(app));
    let acceptor = BothSchemes { gate: Gate::default(), tls, plain };
    let server = super::doors::server(listener, handle.clone()).map_err(TlsError::from)?;
    let server = server.acceptor(acceptor).http1_only();
    net.port.store(port, Ordering::Relaxed);
    let serving = tokio::spawn(async move {
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        if let Err(err) = server.serve(service).await {
            tracing::error!(error = telemetry::chain(&err), "the door for staff devices stopped");
        }
    });
    Ok(Some((handle, serving)))
}

/// TLS begins with one byte, a plain request with a letter.
#[derive(Clone)]
struct BothSchemes {
    gate: Gate,
    tls: TlsAcceptor,
    plain: Router,
}

impl<S: Send + 'static> Accept<TcpStream, S> for BothSchemes {
    type Stream = Either<Accepted<Held<TcpStream>>, Held<TcpStream>>;
    type Service = Half<Asking<S>, Asking<Router>>;
    type Future =
        Pin<Box<dyn Future<Output = std::io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, tcp: TcpStream, service: S) -> Self::Future {
        let Self { gate, tls, plain } = self.clone();
        Box::pin(async move {
            let greeting = async move {
                tcp.set_nodelay(true)?;
                let (mut tcp, service) = gate.accept(tcp, service).await?;
                let mut first = [0];
                let heard = tcp.peek(&mut first).await?;
                if heard != 1 || first != [HANDSHAKE] {
                    return Ok((Either::Right(tcp), Half::Right(service.instead(plain))));
                }
                Ok((Either::Left(tls.accept(tcp).await?), Half::Left(service)))
            };
            // A silent phone holds its own connection and nobody else's.
            tokio::time::timeout(web::limits::HEADER_TIME, greeting).await?
        })
    }
}
