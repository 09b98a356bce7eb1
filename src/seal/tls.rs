//! TLS with staff devices on the network: what the kit presents, and by what a joined laptop knows the kit.
//!
//! The only file that names rustls; others take acceptors, connectors and streams from here. Ring does the
//! arithmetic. The kit offers TLS 1.3 and, for tablets of 2018 and before, 1.2; a joined laptop speaks 1.3 only.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{CryptoProvider, ring, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::server::{ClientHello, ParsedCertificate, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, ServerConfig, SignatureScheme,
};
use tokio::net::TcpStream;

pub use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::authority::{Leaf, pin_of};
use super::mac::same;

/// A connection of the kit with a device.
pub type Accepted<T> = tokio_rustls::server::TlsStream<T>;

/// A connection of a joined laptop with its kit.
pub type Connected = tokio_rustls::client::TlsStream<TcpStream>;

/// The first byte of a TLS connection. A plain request begins with a letter.
pub const HANDSHAKE: u8 = 0x16;

/// Why nothing can be presented or no connection be made.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The library refused.
    #[error("TLS refused")]
    Refused(#[from] rustls::Error),
    /// A certificate or key file cannot be read, or holds none.
    #[error("the file {0} holds no certificate or key that can be used")]
    File(String, #[source] rustls::pki_types::pem::Error),
    /// The kit at this address has another key than the one that was pinned.
    #[error("this is another kit")]
    AnotherKit,
    /// The connection failed.
    #[error("the connection failed")]
    Broken(#[from] std::io::Error),
}

fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: OnceLock<Arc<CryptoProvider>> = OnceLock::new();
    Arc::clone(PROVIDER.get_or_init(|| Arc::new(ring::default_provider())))
}

/// What the kit presents: the certificate of its own key to whoever comes by address, and the one that an
/// administrator gave for a name to whoever comes by that name.
#[derive(Default)]
pub struct Presented {
    own: RwLock<Option<Arc<CertifiedKey>>>,
    given: Option<Arc<CertifiedKey>>,
}

impl std::fmt::Debug for Presented {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Presented(…)")
    }
}

impl Presented {
    /// Nothing yet but, perhaps, a certificate from a file (PEM, with its chain) and its key.
    pub fn new(given: Option<(&Path, &Path)>) -> Result<Self, TlsError> {
        let given = given.map(|(chain, key)| given_key(chain, key)).transpose()?;
        Ok(Self { own: RwLock::default(), given })
    }

    /// Presents this certificate from the next handshake on.
    pub fn set(&self, leaf: &Leaf) -> Result<(), TlsError> {
        let chain = leaf.chain.iter().map(|part| CertificateDer::from(part.clone())).collect();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(leaf.key.to_vec()));
        let key = Arc::new(CertifiedKey::from_der(chain, key, &provider())?);
        *self.own.write().unwrap_or_else(PoisonError::into_inner) = Some(key);
        Ok(())
    }

    /// Whether the certificate from the file is for this host name.
    pub fn is_given_for(&self, name: &str) -> bool {
        let Ok(name) = ServerName::try_from(name) else { return false };
        let given = self.given.as_ref().and_then(|given| given.end_entity_cert().ok());
        let parsed = given.and_then(|cert| ParsedCertificate::try_from(cert).ok());
        parsed.is_some_and(|parsed| verify_server_name(&parsed, &name).is_ok())
    }

    /// The first host name that the certificate from the file is for.
    pub fn given_name(&self) -> Option<String> {
        let given = self.given.as_ref()?.end_entity_cert().ok()?;
        let parsed = webpki::EndEntityCert::try_from(given).ok()?;
        let found = parsed.valid_dns_names().find(|name| self.is_given_for(name));
        found.map(str::to_owned)
    }

    /// What greets devices with this.
    pub fn acceptor(self: &Arc<Self>) -> Result<TlsAcceptor, TlsError> {
        let resolver: Arc<dyn ResolvesServerCert> = Arc::<Self>::clone(self);
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(resolver);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

impl ResolvesServerCert for Presented {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        // Whoever comes by an address names nobody.
        let given = self.given.as_ref().filter(|_| hello.server_name().is_some());
        let own = || self.own.read().unwrap_or_else(PoisonError::into_inner).clone();
        given.cloned().or_else(own)
    }
}

fn given_key(chain: &Path, key: &Path) -> Result<Arc<CertifiedKey>, TlsError> {
    let unreadable = |path: &Path| {
        let name = path.display().to_string();
        move |err| TlsError::File(name, err)
    };
    let certificates = CertificateDer::pem_file_iter(chain).map_err(unreadable(chain))?;
    let certificates = certificates.collect::<Result<Vec<_>, _>>().map_err(unreadable(chain))?;
    if certificates.is_empty() {
        return Err(unreadable(chain)(rustls::pki_types::pem::Error::NoItemsFound));
    }
    let key = PrivateKeyDer::from_pem_file(key).map_err(unreadable(key))?;
    // A key that does not belong to the certificate is refused here.
    Ok(Arc::new(CertifiedKey::from_der(certificates, key, &provider())?))
}

/// Knows a kit by the hash of its public key. Names and dates in the certificate say nothing to a joined laptop: the
/// address changes, and either clock may be wrong.
#[derive(Debug)]
struct ByKey {
    /// None while a laptop joins: then the key is learnt, and people compare digits made from it.
    pinned: Option<[u8; 32]>,
    seen: Mutex<Option<[u8; 32]>>,
}

impl ServerCertVerifier for ByKey {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _chain: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let parsed = ParsedCertificate::try_from(certificate)?;
        let seen = pin_of(&parsed.subject_public_key_info());
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
        match &self.pinned {
            Some(pinned) if !same(pinned, &seen) => {
                Err(CertificateError::ApplicationVerificationFailure.into())
            }
            Some(_) | None => Ok(ServerCertVerified::assertion()),
        }
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General("a kit speaks TLS 1.3".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = provider().signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, &algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        provider().signature_verification_algorithms.supported_schemes()
    }
}

/// Shakes hands over `tcp`. With a pin only the kit that has that key is spoken to, and [`TlsError::AnotherKit`] says
/// that another one answered; without, the key's hash is learnt. Gives the connection and the key's hash.
pub async fn connect(
    tcp: TcpStream,
    pinned: Option<[u8; 32]>,
) -> Result<(Connected, [u8; 32]), TlsError> {
    let address = tcp.peer_addr()?.ip();
    let verifier = Arc::new(ByKey { pinned, seen: Mutex::default() });
    let known: Arc<dyn ServerCertVerifier> = Arc::<ByKey>::clone(&verifier);
    let mut config = ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(known)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let connector = TlsConnector::from(Arc::new(config));
    let shaken = connector.connect(ServerName::from(address), tcp).await;
    let seen = *verifier.seen.lock().unwrap_or_else(PoisonError::into_inner);
    match (shaken, seen) {
        (Ok(stream), Some(seen)) => Ok((stream, seen)),
        (Err(_), Some(seen)) if pinned.is_some_and(|pinned| !same(&pinned, &seen)) => {
            Err(TlsError::AnotherKit)
        }
        (Err(err), _) => Err(err.into()),
        (Ok(_), None) => Err(TlsError::AnotherKit),
    }
}
