//! The real program in a folder of its own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use jiff::Span;
use outreach_kit::clock;
use tempfile::TempDir;

pub(crate) const PASSPHRASE: &str = "rice field morning kettle";
const SECOND: &str = "yellow lantern river stone";
const FOCAL: &str = "quiet mango harbour pencil";
pub(crate) const PIN: &str = "407193";

/// Who signs in under which name.
pub(crate) const OFFICER: &str = "Officer";
pub(crate) const HELPER: &str = "Helper";
pub(crate) const ADMINISTRATOR: &str = "Administrator";

/// A running program; killed when dropped.
pub(crate) struct Kit {
    child: Child,
    /// Goes with it.
    _folder: TempDir,
    family_port: u16,
    staff_port: u16,
}

fn program(folder: &Path, verb: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outreach-kit"));
    command.arg(verb).arg("--data").arg(folder.join("data")).stdin(Stdio::null());
    for name in ["OUTREACH_KIT_PASSPHRASE", "OUTREACH_KIT_LOG"] {
        command.env_remove(name);
    }
    command
}

/// The event of the story, today, as `init` reads it.
fn event_file() -> String {
    let today = clock::civil_day(clock::now());
    let last = today.saturating_add(Span::new().days(1));
    let collect = today.saturating_add(Span::new().days(14));
    let staff: String = [
        (ADMINISTRATOR, "administrator"),
        (OFFICER, "officer"),
        (HELPER, "helper"),
        ("Focal", "focal"),
    ]
    .map(|(name, role)| format!("\n[[staff]]\nname = \"{name}\"\nroles = [\"{role}\"]\n"))
    .concat();
    format!(
        r#"laptop = 3
training = false
keyholders = ["First keyholder", "Second keyholder"]

[event]
name_km = "ចុះបញ្ជីកំណើតឃុំក្រពើពីរ"
name_en = "Birth registration Krapeu Pir"
commune_code = "150602"
commune_km = "ក្រពើពីរ"
commune_en = "Krapeu Pir"
place_km = "សាលាបឋមសិក្សា"
place_en = "Primary school"
starts_on = "{today}"
ends_on = "{last}"
issuer = "commune"
issuer_km = "ឃុំក្រពើពីរ"
issuer_en = "Krapeu Pir commune"
authority = ""
signatory = "commune_chief"
electronic = false
collect_km = "សាលាឃុំក្រពើពីរ"
collect_en = "Krapeu Pir commune hall"
collect_from = "{collect}"
helpline = "1280"
free_line = false
photos = true
wifi_name = "KIT-KRAPEU"
wifi_password = "born;here:2026"
papers = ["birth_letter", "yellow_card", "family_book", "id_cards"]
{staff}"#
    )
}

/// A folder with a kit that was set up once; tests start from copies of it.
fn set_up() -> &'static Path {
    static ONCE: OnceLock<TempDir> = OnceLock::new();
    let folder = ONCE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let event = folder.path().join("event.toml");
        std::fs::write(&event, event_file()).unwrap();
        let mut secrets = BTreeMap::from([
            ("OUTREACH_KIT_KEYHOLDER_1".to_owned(), PASSPHRASE),
            ("OUTREACH_KIT_KEYHOLDER_2".to_owned(), SECOND),
            ("OUTREACH_KIT_FOCAL_1".to_owned(), FOCAL),
        ]);
        secrets.extend((1..=4).map(|number| (format!("OUTREACH_KIT_PIN_{number}"), PIN)));
        let done = program(folder.path(), "init").arg("--event").arg(&event).envs(secrets).output();
        let done = done.unwrap();
        assert!(done.status.success(), "init: {}", String::from_utf8_lossy(&done.stderr));
        folder
    });
    folder.path()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Kit {
    /// A kit that is set up and open.
    pub(crate) fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&set_up().join("data"), &folder.path().join("data"));
        Self::serve(folder, Some(PASSPHRASE))
    }

    /// A kit that is set up and locked, as after a power cut.
    pub(crate) fn locked() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&set_up().join("data"), &folder.path().join("data"));
        Self::serve(folder, None)
    }

    /// An empty folder: the first-run page.
    pub(crate) fn fresh() -> Self {
        Self::serve(tempfile::tempdir().unwrap(), None)
    }

    fn serve(folder: TempDir, passphrase: Option<&str>) -> Self {
        let mut command = program(folder.path(), "serve");
        command.args(["--family-port", "0", "--staff-port", "0", "--no-open"]);
        command.envs(passphrase.map(|words| ("OUTREACH_KIT_PASSPHRASE", words)));
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let (mut family_port, mut staff_port) = (0, 0);
        let mut is_open = passphrase.is_none();
        while family_port == 0 || staff_port == 0 || !is_open {
            let Some(line) = lines.next() else { panic!("the program ended before it served") };
            let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
            if line.starts_with("families ") {
                family_port = port.unwrap();
            } else if line.starts_with("staff ") {
                staff_port = port.unwrap();
            }
            is_open |= line.contains("The kit is open");
        }
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, _folder: folder, family_port, staff_port }
    }

    /// A page as a phone asks for it.
    pub(crate) fn family(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.family_port)
    }

    /// The same page at the laptop's other address.
    pub(crate) fn family_elsewhere(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.family_port)
    }

    /// A page of the laptop.
    pub(crate) fn staff(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.staff_port)
    }
}

impl Drop for Kit {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
