//! What was typed on the command line. What it means is `config`'s business.

use std::net::Ipv4Addr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Where staff devices are answered on the network when nothing else is said.
pub const NET_PORT: u16 = 8443;

/// The port of the pages on a joined laptop, when nothing else is said.
pub const LOCAL_PORT: u16 = 8082;

/// Where a joined laptop remembers its kit, when nothing else is said.
pub const JOINED: &str = "kit-joined";

/// What `--version` says: two kits of one version need not be of one day.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("OUTREACH_KIT_BUILT"), ")");

/// Registers births where the families live.
#[derive(Parser)]
#[command(name = "outreach-kit", version = VERSION, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do; serves when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to serve, when nothing else is to be done.
    #[command(flatten)]
    pub serve: ServeArgs,
}

/// A verb.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the kit: the form for phones and the desk for staff.
    Serve(ServeArgs),
    /// Set a new kit up from a file; secrets are asked on standard input or taken from the environment.
    Init(InitArgs),
    /// Play a whole event with invented families through the real doors.
    Rehearse(RehearseArgs),
    /// Look whether everything is sound.
    Check(CheckArgs),
    /// Check one receipt code: exit code 0 only if it is genuine.
    Verify(VerifyArgs),
    /// Make a backup and read it back.
    Backup(BackupArgs),
    /// Put a backup into an empty data directory.
    Restore(RestoreArgs),
    /// Set up a training kit full of invented families, and serve it: one step for a trainee.
    Practice(PracticeArgs),
    /// Show the staff's pages of a kit on another laptop, on this one.
    Join(JoinArgs),
    /// Take a training kit away, with its backups; a real kit is never touched.
    Wipe(WipeArgs),
    /// Put the focal's room of the event into a sealed file, to go on with it on another laptop.
    HandOver(HandOverArgs),
    /// Take such a file into this laptop's kit; twice changes nothing.
    TakeIn(TakeInArgs),
    /// Read what the other laptop gave back: that it has the file.
    Acknowledge(AcknowledgeArgs),
    /// Write confirmed, agreed records for Primero or OSCaR into a sealed file.
    ExportCases(ExportArgs),
    /// Open a sealed file of records and write them one by one, for an office that imports them itself.
    Unpack(UnpackArgs),
    /// Send a sealed file of records to a Primero server; can be stopped and run again.
    SendPrimero(SendArgs),
}

/// What to look at.
#[derive(Args, Clone)]
pub struct CheckArgs {
    /// The data directory.
    #[arg(long, value_name = "DIR", default_value = "kit-data")]
    pub data: PathBuf,
    /// Also look whether this mark, printed on a day sheet, is still in the journal.
    #[arg(long, value_name = "MARK")]
    pub head: Option<String>,
    /// Say it in Khmer, where the terminal can show it.
    #[arg(long)]
    pub khmer: bool,
}

/// How to serve.
#[derive(Args, Clone)]
pub struct ServeArgs {
    /// The data directory; `kit-data`, or `kit-training` with `--training`, when nothing is said.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Port for families' phones; 0 is any free one.
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    pub family_port: u16,
    /// Port for staff on this laptop; 0 is any free one.
    #[arg(long, value_name = "PORT", default_value_t = 8081)]
    pub staff_port: u16,
    /// Port for staff devices on the network, once an administrator lets them in; 0 is any free one.
    #[arg(long, value_name = "PORT", default_value_t = NET_PORT)]
    pub staff_net_port: u16,
    /// Answer staff devices at this address of the laptop only.
    #[arg(long, value_name = "ADDRESS")]
    pub staff_net_address: Option<Ipv4Addr>,
    /// A certificate with its chain (PEM), for staff devices that come by the name in it.
    #[arg(long, value_name = "FILE", requires = "staff_key")]
    pub staff_cert: Option<PathBuf>,
    /// The key of that certificate (PEM).
    #[arg(long, value_name = "FILE", requires = "staff_cert")]
    pub staff_key: Option<PathBuf>,
    /// Do not open the laptop's browser.
    #[arg(long)]
    pub no_open: bool,
    /// Serve a kit for practice: TRAINING stands on every page and paper, and it can never become a real one.
    #[arg(long)]
    pub training: bool,
}

/// How to set a kit up from a file.
#[derive(Args, Clone)]
pub struct InitArgs {
    /// The data directory, which must be empty; `kit-data`, or `kit-training` where the file says `training = true`.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The event in TOML: the same answers as on the first-run page, without secrets.
    #[arg(long, value_name = "FILE")]
    pub event: PathBuf,
}

/// How to rehearse.
#[derive(Args, Clone)]
pub struct RehearseArgs {
    /// How many families come.
    #[arg(long, default_value_t = 53, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    pub families: u32,
    /// How many phones they have between them.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=500))]
    pub phones: u32,
    /// The same seed invents the same families.
    #[arg(long, default_value_t = 105)]
    pub seed: u64,
    /// Keep receipts, board and pages in this folder.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print one JSON object instead of sentences.
    #[arg(long)]
    pub json: bool,
    /// How often the program is killed in the middle; every acknowledged family is looked up afterwards.
    #[arg(long, default_value_t = 1)]
    pub kills: u32,
    /// So many children are in the register before the first family comes.
    #[arg(long, value_name = "CHILDREN", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub stored: u32,
    /// How many bad phones are among the good ones: slow sockets, giant bodies, garbage, guesses.
    #[arg(long, value_name = "PHONES", default_value_t = 4, value_parser = clap::value_parser!(u32).range(0..=20))]
    pub hostile: u32,
    /// Only press *Send*: the forms are filled in beforehand, each phone is one connection, and no desk works.
    #[arg(long)]
    pub only_send: bool,
}

/// Which code to check.
#[derive(Args, Clone)]
pub struct VerifyArgs {
    /// The code as printed or scanned.
    pub code: String,
    /// The data directory.
    #[arg(long, value_name = "DIR", default_value = "kit-data")]
    pub data: PathBuf,
}

/// Where a backup goes.
#[derive(Args, Clone)]
pub struct BackupArgs {
    /// The data directory.
    #[arg(long, value_name = "DIR", default_value = "kit-data")]
    pub data: PathBuf,
    /// Folder for the backup, best on a USB stick.
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
}

/// Where a backup comes from.
#[derive(Args, Clone)]
pub struct RestoreArgs {
    /// A backup, or a folder of backups: the newest that the passphrase opens is taken.
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
    /// The data directory, which must be empty; `kit-data`, or `kit-training` for a backup of a training kit.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// Which kit to join.
#[derive(Args, Clone)]
pub struct JoinArgs {
    /// The first laptop's address, as its page "Devices" shows it.
    pub address: Ipv4Addr,
    /// The port there.
    #[arg(long, value_name = "PORT", default_value_t = NET_PORT)]
    pub port: u16,
    /// Where this laptop remembers the kit: its key, and nothing of what is in it.
    #[arg(long, value_name = "DIR", default_value = JOINED)]
    pub data: PathBuf,
    /// Port for the pages on this laptop; 0 is any free one.
    #[arg(long, value_name = "PORT", default_value_t = LOCAL_PORT)]
    pub local_port: u16,
    /// Forget the kit that was joined and join anew.
    #[arg(long)]
    pub again: bool,
    /// Do not open the laptop's browser.
    #[arg(long)]
    pub no_open: bool,
}

/// How to practise.
#[derive(Args, Clone)]
pub struct PracticeArgs {
    /// The training kit's directory; filled if there is none yet, and served as it was left if there is.
    #[arg(long, value_name = "DIR", default_value = "kit-training")]
    pub data: PathBuf,
    /// How many invented families come.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(14..=500))]
    pub families: u32,
    /// The same seed invents the same families.
    #[arg(long, default_value_t = 105)]
    pub seed: u64,
    /// Fill it and say how to serve it, but do not serve it now.
    #[arg(long)]
    pub only_fill: bool,
    /// Port for phones; 0 is any free one.
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    pub family_port: u16,
    /// Port for staff on this laptop; 0 is any free one.
    #[arg(long, value_name = "PORT", default_value_t = 8081)]
    pub staff_port: u16,
    /// Do not open the laptop's browser.
    #[arg(long)]
    pub no_open: bool,
}

/// Which training kit to take away.
#[derive(Args, Clone)]
pub struct WipeArgs {
    /// The training kit's directory.
    #[arg(long, value_name = "DIR", default_value = "kit-training")]
    pub data: PathBuf,
    /// A stick or folder with backups of this training kit, which go too.
    #[arg(long, value_name = "DIR")]
    pub backups: Vec<PathBuf>,
    /// Do not ask.
    #[arg(long)]
    pub yes: bool,
}

/// What to hand over. `OUTREACH_KIT_FOCAL` or standard input gives a focal's passphrase or the recovery code.
#[derive(Args, Clone)]
pub struct HandOverArgs {
    /// The data directory; the program must not be serving it.
    #[arg(long, value_name = "DIR", default_value = "kit-data")]
    pub data: PathBuf,
    /// Folder for the file, best on a USB stick.
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// Public key of somebody who may open it too, 64 hexadecimal digits.
    #[arg(long, value_name = "KEY")]
    pub also: Vec<String>,
}

/// What to take in. `OUTREACH_KIT_FOCAL` opens the file, `OUTREACH_KIT_KEEPER` is the member's passphrase here.
#[derive(Args, Clone)]
pub struct TakeInArgs {
    /// The data directory; the program must not be serving it.
    #[arg(long, value_name = "DIR", default_value = "kit-data")]
    pub data: PathBuf,
    /// The sealed file; the acknowledgement is written beside it.
    #[arg(long, value_name = "FILE")]
    pub file: PathBuf,
    /// Name of the member of staff here who goes on with it.
    #[arg(long, value_name = "NAME")]
    pub member: String,
    /// The room's key was changed since the last file; you asked whoever made this one.
    #[arg(long)]
    pub key_changed: bool,
}

/// What came back.
#[derive(Args, Clone)]
pub struct AcknowledgeArgs {
    /// The data directory; the program must not be serving it.
    #[arg(long, value_name = "DIR", default_value = "kit-data")]
    pub data: PathBuf,
    /// The acknowledgement.
    #[arg(long, value_name = "FILE")]
    pub file: PathBuf,
}

/// For whom to write records. `OUTREACH_KIT_FILE` is the passphrase that the recipient is told.
#[derive(Args, Clone)]
pub struct ExportArgs {
    /// The data directory; the program must not be serving it.
    #[arg(long, value_name = "DIR", default_value = "kit-data")]
    pub data: PathBuf,
    /// Folder for the file.
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// `primero-core-2.15`, `mosvy-kh` or `oscar`.
    #[arg(long, value_name = "PROFILE")]
    pub profile: String,
    /// Who refers, for OSCaR: the organisation.
    #[arg(long, default_value = "")]
    pub organisation: String,
    /// Who refers, for OSCaR: the person.
    #[arg(long, default_value = "")]
    pub referrer: String,
    /// Who refers, for OSCaR: their phone.
    #[arg(long, default_value = "")]
    pub phone: String,
}

/// What to open.
#[derive(Args, Clone)]
pub struct UnpackArgs {
    /// The sealed file.
    #[arg(long, value_name = "FILE")]
    pub file: PathBuf,
    /// An empty folder for the records; they lie there in the clear.
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
}

/// Where to send. `OUTREACH_KIT_PRIMERO` or standard input gives the password.
#[derive(Args, Clone)]
pub struct SendArgs {
    /// The sealed file; what was sent is written down beside it, by ids only.
    #[arg(long, value_name = "FILE")]
    pub file: PathBuf,
    /// The server, beginning with https://
    #[arg(long, value_name = "ADDRESS")]
    pub to: String,
    /// The user there.
    #[arg(long, value_name = "USER")]
    pub user: String,
}
