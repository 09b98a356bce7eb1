//! The real program as a child process: set up, started, killed without warning, started again.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use jiff::Span;
use jiff::civil::Date;

use super::cast::{Cast, Member};

/// How long the program may take to say its addresses.
const START: Duration = Duration::from_secs(30);

/// How often the server's memory is looked at.
const SAMPLE: Duration = Duration::from_millis(50);

/// Variables of our own surroundings that must not reach the program.
const HIDDEN: [&str; 2] = ["OUTREACH_KIT_PASSPHRASE", "OUTREACH_KIT_LOG"];

/// The program and its places.
pub(super) struct Program {
    /// The executable.
    pub(super) path: PathBuf,
    /// Where everything of this rehearsal lies.
    pub(super) folder: PathBuf,
    /// The data directory.
    pub(super) data: PathBuf,
    /// Whether the kit is for training.
    pub(super) training: bool,
}

/// The doors' ports.
#[derive(Clone, Copy, Default)]
pub(super) struct Ports {
    /// For families; 0 is any.
    pub(super) family: u16,
    /// For staff.
    pub(super) staff: u16,
}

/// A running server, killed when dropped.
pub(super) struct Server {
    child: Child,
    /// Where it listens.
    pub(super) ports: Ports,
}

impl Program {
    /// What the server wrote to its standard error and output.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    fn command(&self, verb: &str) -> Command {
        let mut command = Command::new(&self.path);
        command.arg(verb).arg(OsStr::new("--data")).arg(&self.data).stdin(Stdio::null());
        for name in HIDDEN {
            command.env_remove(name);
        }
        command
    }

    /// The last line the server wrote to its log.
    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        log.lines().last().unwrap_or("the server said nothing").to_owned()
    }

    /// Sets the kit up and gives the recovery code it prints.
    pub(super) fn init(&self, cast: &Cast, today: Date) -> anyhow::Result<String> {
        let event = self.folder.join("event.toml");
        std::fs::write(&event, event_file(cast, today, self.training))
            .context("the event's file cannot be written")?;
        let mut command = self.command("init");
        command.arg("--event").arg(&event).envs(cast.secrets());
        let output = command.output().context("the program itself cannot be started")?;
        if !output.status.success() {
            bail!("init failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let code = said
            .split_whitespace()
            .find(|word| word.split('-').filter(|group| group.len() == 5).count() == 8);
        code.map(str::to_owned).context("init printed no recovery code")
    }

    /// Starts the server, locked, and waits until it says where it listens.
    pub(super) fn start(&self, ports: Ports) -> anyhow::Result<Server> {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log())
            .context("the log cannot be written")?;
        let mut command = self.command("serve");
        if self.training {
            command.arg("--training");
        }
        command.args([
            "--family-port",
            &ports.family.to_string(),
            "--staff-port",
            &ports.staff.to_string(),
        ]);
        command.arg("--no-open").env("OUTREACH_KIT_LOG", "info").stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().context("the program itself cannot be started")?;
        let lines = lines_of(&mut child);
        let mut server = Server { child, ports: Ports::default() };
        server.ports = said_ports(&lines).with_context(|| self.last_words())?;
        Ok(server)
    }
}

impl Server {
    /// Kills it without warning, as a power cut does.
    pub(super) fn kill(mut self) {
        self.end();
    }

    /// Its process.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    fn end(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// Lines of the server's standard output; a thread keeps reading, so that the server never waits for us.
fn lines_of(child: &mut Child) -> Receiver<String> {
    let (said, lines) = channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // Nobody listens any more once the ports are known.
                let _ = said.send(line);
            }
        });
    }
    lines
}

fn said_ports(lines: &Receiver<String>) -> anyhow::Result<Ports> {
    let until = Instant::now() + START;
    let (mut family, mut staff) = (None, None);
    loop {
        if let (Some(family), Some(staff)) = (family, staff) {
            return Ok(Ports { family, staff });
        }
        let line = match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => {
                bail!("the program did not say its addresses in time")
            }
            Err(RecvTimeoutError::Disconnected) => {
                bail!("the program ended before it served")
            }
        };
        let port =
            line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        if line.contains("families http://") {
            family = family.or(port);
        } else if line.contains("staff http://") {
            staff = staff.or(port);
        }
    }
}

/// The event as a file for `init`: everything invented, nothing secret.
fn event_file(cast: &Cast, today: Date, training: bool) -> String {
    let member = |member: &Member| {
        format!("\n[[staff]]\nname = \"{}\"\nroles = [\"{}\"]\n", member.name, member.role)
    };
    let staff = cast.staff.iter().map(member).collect::<Vec<_>>().concat();
    let [first, second] = &cast.keyholders;
    // Bad phones send bad photos, too.
    let photos = !training;
    let last = today.saturating_add(Span::new().days(1));
    let collect = today.saturating_add(Span::new().days(30));
    format!(
        "laptop = 0\ntraining = {training}\nkeyholders = [\"{}\", \"{}\"]\n\n[event]\n\
         name_km = \"ចុះបញ្ជីកំណើតចល័ត\"\nname_en = \"Birth registration rehearsal\"\n\
         commune_code = \"150602\"\ncommune_km = \"ក្រពើពីរ\"\ncommune_en = \"Krapeu Pir\"\n\
         place_km = \"សាលាបឋមសិក្សា\"\nplace_en = \"Primary school\"\n\
         starts_on = \"{today}\"\nends_on = \"{last}\"\nissuer = \"organiser\"\n\
         issuer_km = \"អ្នករៀបចំ\"\nissuer_en = \"The organiser\"\nauthority = \"\"\nsignatory = \"clerk\"\n\
         electronic = false\ncollect_km = \"សាលាឃុំក្រពើពីរ\"\ncollect_en = \"Krapeu Pir commune hall\"\n\
         collect_from = \"{collect}\"\nhelpline = \"\"\nfree_line = false\nphotos = {photos}\n\
         wifi_name = \"REHEARSAL\"\nwifi_password = \"\"\n\
         papers = [\"birth_letter\", \"yellow_card\", \"postnatal_certificate\", \"family_book\", \
         \"marriage_certificate\", \"id_cards\", \"witnesses\"]\n{staff}",
        first.0, second.0,
    )
}

/// The highest memory seen of a process that may change.
#[derive(Default)]
pub(super) struct Memory {
    process: AtomicU32,
    peak: AtomicU64,
    opening: AtomicU32,
}

impl Memory {
    /// Which process to look at; 0 for none.
    pub(super) fn watch(&self, process: u32) {
        self.process.store(process, Ordering::Relaxed);
    }

    /// Does something while nobody looks: what a passphrase costs is meant to be much and is given back, so that the
    /// kit's own unlocking is not counted either.
    pub(super) async fn unwatched<T>(&self, opening: impl Future<Output = T>) -> T {
        self.opening.fetch_add(1, Ordering::Relaxed);
        let answer = opening.await;
        self.opening.fetch_sub(1, Ordering::Relaxed);
        answer
    }

    /// The highest so far, in bytes.
    pub(super) fn peak(&self) -> u64 {
        self.peak.load(Ordering::Relaxed)
    }

    /// Looks again and again, until it is stopped.
    pub(super) async fn sample(&self) {
        let mut again = tokio::time::interval(SAMPLE);
        loop {
            again.tick().await;
            let process = self.process.load(Ordering::Relaxed);
            let is_watched = process != 0 && self.opening.load(Ordering::Relaxed) == 0;
            if is_watched
                && let Some(bytes) =
                    resident(Path::new("/proc").join(process.to_string()).join("status").as_path())
            {
                self.peak.fetch_max(bytes, Ordering::Relaxed);
            }
        }
    }
}

/// Resident memory in bytes, where the system says it.
fn resident(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
