//! What the laptop says of itself: room on the disk, battery.

use std::path::Path;

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

/// Less than this on the disk needs attention: a day with photos takes about this much.
pub const LITTLE_ROOM: u64 = 2 << 30;

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
