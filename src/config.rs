//! What the command line and the environment mean; the only reader of the environment.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::cli::ServeArgs;
use crate::seal::Cost;
use crate::store::damage::AT_ONCE;

/// How a kit is served.
#[derive(Clone)]
pub struct Config {
    /// The data directory.
    pub data: PathBuf,
    /// Port for families; 0 is any free one.
    pub family_port: u16,
    /// Port for staff.
    pub staff_port: u16,
    /// Port for staff devices on the network; 0 is any free one.
    pub net_port: u16,
    /// The only address at which staff devices are answered; none is every address of this laptop.
    pub net_at: Option<Ipv4Addr>,
    /// A certificate and its key in files, for whoever comes by the name in it.
    pub staff_cert: Option<(PathBuf, PathBuf)>,
    /// Whether to open the laptop's browser.
    pub open_browser: bool,
    /// Whether a new kit is for training.
    pub training: bool,
    /// Up to so many bytes the data is read whole before a kit opens; less in tests.
    pub at_once: u64,
    /// What deriving a key costs; less in tests.
    pub cost: Cost,
    /// What hashing a PIN costs.
    pub pin_cost: Cost,
}

impl From<&ServeArgs> for Config {
    fn from(args: &ServeArgs) -> Self {
        Self {
            data: data_directory(args.data.as_deref(), args.training),
            family_port: args.family_port,
            staff_port: args.staff_port,
            net_port: args.staff_net_port,
            net_at: args.staff_net_address,
            staff_cert: args.staff_cert.clone().zip(args.staff_key.clone()),
            open_browser: !args.no_open,
            training: args.training,
            at_once: AT_ONCE,
            cost: Cost::field(),
            pin_cost: Cost::pin(),
        }
    }
}

/// Where a kit lies when nothing else is said.
const REAL: &str = "kit-data";

/// Where a training kit lies when nothing else is said: never beside or over a real one.
const TRAINING: &str = "kit-training";

/// The data directory that was named, or the usual one of this kind.
pub fn data_directory(named: Option<&Path>, training: bool) -> PathBuf {
    named.map_or_else(|| PathBuf::from(if training { TRAINING } else { REAL }), Path::to_owned)
}

/// The passphrase for unattended runs. Taken out of nothing else than this one variable.
pub fn passphrase() -> Option<Zeroizing<String>> {
    std::env::var("OUTREACH_KIT_PASSPHRASE")
        .ok()
        .filter(|text| !text.is_empty())
        .map(Zeroizing::new)
}

/// A secret for `init` by its name, for example `OUTREACH_KIT_KEYHOLDER_1`.
pub fn secret(name: &str) -> Option<Zeroizing<String>> {
    std::env::var(name).ok().filter(|text| !text.is_empty()).map(Zeroizing::new)
}

/// What is logged, for example `info` or `outreach_kit=debug`; warnings when nothing is said.
pub fn log_filter() -> Option<String> {
    std::env::var("OUTREACH_KIT_LOG").ok()
}

/// Whether a variable that others than this program read is set.
pub fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some()
}

/// The way to this program itself, for whoever starts it anew: a rehearsal, and `machine::share_heaps`.
pub fn own_program() -> std::io::Result<PathBuf> {
    std::env::current_exe()
}

/// A folder for things that are thrown away afterwards.
pub fn scratch_folder() -> PathBuf {
    std::env::temp_dir()
}
