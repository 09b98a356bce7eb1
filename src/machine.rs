//! What the laptop says of itself: room on the disk, battery.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// Makes sure that a file is there and that nobody but its owner reads or writes it, where the system knows owners. On
/// a disk that knows none, as a stick often is, it is only made.
pub fn keep_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    shut(path);
    Ok(file)
}

/// Takes the rights of everybody but the owner from a file, if it is there.
pub fn shut(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Writes a file that only its owner reads.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = keep_private(path)?;
    file.set_len(0)?;
    file.write_all(bytes)
}

/// Lets the program hold as many files and connections as the system allows at all. Two doors full of connections are
/// 2,048; what a program begins with is often 1,024, and the doors would stand still before they refuse anybody.
#[cfg(unix)]
pub fn hold_many_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // Where the system takes no such number, as one without bounds, what there was goes on.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
}

/// Lets the program hold as many files and connections as the system allows at all.
#[cfg(not(unix))]
pub fn hold_many_files() {}

/// Keeps the program's memory, in which the open key lies, out of files: none is written where it crashes, and no other
/// program of the same user looks into it. What is swapped out is the system's; `check` says whether that is sealed.
#[cfg(unix)]
pub fn keep_memory_in() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// Keeps the program's memory out of files, where the system can be told so.
#[cfg(not(unix))]
pub fn keep_memory_in() -> io::Result<()> {
    Ok(())
}

/// How far work that nobody waits for at a counter steps back: it gets a quarter of a processor that others want too,
/// and all of one that is idle.
#[cfg(target_os = "linux")]
const STEP_BACK: i32 = 6;

/// Lets whoever else wants the processor go first, from now on. For no process in particular Linux takes the thread that
/// asks; what cannot be had is gone without.
#[cfg(target_os = "linux")]
fn step_back() {
    use rustix::process::{getpriority_process, setpriority_process};
    let behind = getpriority_process(None).unwrap_or(0).saturating_add(STEP_BACK);
    let _ = setpriority_process(None, behind.min(19));
}

#[cfg(not(target_os = "linux"))]
fn step_back() {}

/// Does long work on a thread of its own that steps back behind whatever else there is to do, and waits for it. Where
/// the system knows of no such thing for a thread, it is done as anything else.
pub fn yielding<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let done = std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            step_back();
            work()
        });
        worker.join()
    });
    done.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked))
}

/// Free bytes on the disk that holds `path`; nothing where the system does not tell.
#[cfg(unix)]
pub fn free_bytes(path: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Free bytes on the disk that holds `path`; nothing where the system does not tell.
#[cfg(not(unix))]
pub fn free_bytes(_: &Path) -> Option<u64> {
    None
}

/// Whether two places lie on the same disk; nothing where the system does not tell or one is not there.
///
/// The folder at which a stick appears stays when the stick is pulled out, and is then on the laptop's own disk.
#[cfg(unix)]
pub fn same_disk(one: &Path, other: &Path) -> Option<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let disk = |path: &Path| std::fs::metadata(path).ok().map(|about| about.dev());
    Some(disk(one)? == disk(other)?)
}

/// Whether two places lie on the same disk; nothing where the system does not tell or one is not there.
#[cfg(not(unix))]
pub fn same_disk(_: &Path, _: &Path) -> Option<bool> {
    None
}

/// Asks the system to forget what it remembers of a file, so that reading it back asks the disk itself.
pub fn forget_cached(file: &std::fs::File) {
    // Advice only: where it is not taken, what is read back may come from memory.
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

/// Less than this on the disk needs attention: a day with photos takes about this much.
pub const LITTLE_ROOM: u64 = 2 << 30;

/// With less than this on the disk no photos are taken any more: what is left is for forms, receipts and backups, and is
/// enough for as many families as ever come.
pub const ROOM_FOR_FORMS: u64 = 1 << 30;

/// Charge of the battery in per cent and whether it is being charged; nothing without a battery or elsewhere than Linux.
pub fn battery() -> Option<(u8, bool)> {
    let supplies = std::fs::read_dir("/sys/class/power_supply").ok()?;
    for supply in supplies.filter_map(Result::ok) {
        let read = |name: &str| std::fs::read_to_string(supply.path().join(name)).ok();
        if let Some(charge) = read("capacity").and_then(|text| text.trim().parse().ok()) {
            let charging = read("status").is_some_and(|status| status.trim() != "Discharging");
            return Some((charge, charging));
        }
    }
    None
}

/// What glibc reads at the start of a program: how many heaps its threads share.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const HEAPS: &str = "MALLOC_ARENA_MAX";

/// What glibc reads at the start of a program: from how many bytes on memory is taken from the system by itself.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const BY_ITSELF: &str = "MALLOC_MMAP_THRESHOLD_";

/// Starts this program anew with two heaps for all its threads, unless somebody has set how many.
///
/// By itself glibc gives nearly every thread a heap of its own and keeps in each what was freed there; with two
/// hundred phones that is a quarter of the memory. What is taken by itself goes back as soon as it is freed; how large that
/// has to be grows with use up to 32 MB, and an unpacked picture would be kept after it is gone, so it is set to one. Both
/// can be told only before the program begins. Does nothing elsewhere than on Linux with glibc, and nothing where the
/// program cannot be started anew.
pub fn share_heaps() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::os::unix::process::CommandExt as _;

        use crate::config;
        let mut arguments = std::env::args_os();
        let Some(name) = arguments.next() else { return };
        if config::is_set(HEAPS) {
            return;
        }
        let Ok(program) = config::own_program() else { return };
        // Comes back only if it failed; then the program goes on as it is.
        let err = std::process::Command::new(program)
            .arg0(name)
            .args(arguments)
            .env(HEAPS, "2")
            .env(BY_ITSELF, "1048576")
            .exec();
        tracing::debug!(%err, "the program could not be started anew");
    }
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(target_os = "linux")]
    fn work_that_yields_steps_back_and_nothing_else_does() {
        let now = || rustix::process::getpriority_process(None).unwrap();
        let before = now();
        assert_eq!(super::yielding(now), (before + super::STEP_BACK).min(19));
        assert_eq!(now(), before);
    }
}
