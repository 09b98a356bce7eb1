//! Whether what the system writes to its disk is sealed: the kit's own files are, what it swaps out of memory may not be.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Finding, Grade};

/// Looks at the disk under `data` and at what memory is swapped to.
pub(super) fn look(data: &Path) -> Finding {
    said(System::default().disk(data), System::default().swap())
}

fn said(disk: Option<bool>, swap: Option<bool>) -> Finding {
    match (disk, swap) {
        // Sealed memory on an open disk is what there is to lose; open memory on a sealed disk does not exist.
        (_, Some(false)) => Finding::new("sealed", Grade::Attend, "swap"),
        (Some(false), _) => Finding::new("sealed", Grade::Attend, "bad"),
        (Some(true), Some(true)) => Finding::new("sealed", Grade::Good, "good"),
        (None, _) | (_, None) => Finding::new("sealed", Grade::Attend, "unknown"),
    }
}

/// Where the system tells of its disks; elsewhere than on Linux it tells nothing there.
struct System {
    devices: PathBuf,
    blocks: PathBuf,
    swaps: PathBuf,
}

impl Default for System {
    fn default() -> Self {
        Self {
            devices: "/sys/dev/block".into(),
            blocks: "/sys/block".into(),
            swaps: "/proc/swaps".into(),
        }
    }
}

impl System {
    /// Whether the disk that holds `path` is sealed; nothing where that cannot be told.
    fn disk(&self, path: &Path) -> Option<bool> {
        let (held_by, _) = devices_of(path)?;
        is_sealed(&self.devices.join(held_by))
    }

    /// Whether all that memory is swapped to is sealed, or lies in memory itself.
    fn swap(&self) -> Option<bool> {
        let swaps = std::fs::read_to_string(&self.swaps).ok()?;
        let places = swaps.lines().skip(1).filter_map(|line| line.split_whitespace().next());
        // What is told as a path may have blanks in it, written as octal numbers; then it cannot be told.
        let mut sealed = Some(true);
        for place in places {
            let one = match place.strip_prefix("/dev/zram") {
                Some(number) => self.packed(number),
                None => self.place(place),
            };
            sealed = match (sealed, one) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (all, one) => all.and(one),
            };
        }
        sealed
    }
}

impl System {
    /// Whether packed memory stays in memory, or goes to a sealed place where it does not fit.
    fn packed(&self, number: &str) -> Option<bool> {
        let block = self.blocks.join(format!("zram{number}"));
        match std::fs::read_to_string(block.join("backing_dev")) {
            Ok(behind) if behind.trim() == "none" => Some(true),
            Ok(behind) => self.place(behind.trim()),
            // Without such a file the system writes none of it out.
            Err(err) => (err.kind() == ErrorKind::NotFound && block.is_dir()).then_some(true),
        }
    }

    /// Whether a device or a file that memory goes to is sealed.
    fn place(&self, place: &str) -> Option<bool> {
        let (held_by, itself) = devices_of(Path::new(place))?;
        is_sealed(&self.devices.join(itself.unwrap_or(held_by)))
    }
}

/// Whether a device, or everything that it is made of, is sealed by the system.
fn is_sealed(device: &Path) -> Option<bool> {
    if !device.is_dir() {
        return None;
    }
    let mapped = std::fs::read_to_string(device.join("dm/uuid")).unwrap_or_default();
    if mapped.starts_with("CRYPT-") {
        return Some(true);
    }
    let below = std::fs::read_dir(device.join("slaves")).ok();
    let below: Vec<_> = below.into_iter().flatten().filter_map(Result::ok).collect();
    // A partition or a disk as it is.
    if below.is_empty() {
        return Some(false);
    }
    Some(below.iter().all(|part| is_sealed(&part.path()) == Some(true)))
}

/// The number of the device that holds a path, and its own where it is a device.
#[cfg(target_os = "linux")]
fn devices_of(path: &Path) -> Option<(String, Option<String>)> {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    let about = std::fs::metadata(path).ok()?;
    let number = |device| format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device));
    let itself = about.file_type().is_block_device().then(|| number(about.rdev()));
    Some((number(about.dev()), itself))
}

/// The number of the device that holds a path, and its own where it is a device.
#[cfg(not(target_os = "linux"))]
fn devices_of(_: &Path) -> Option<(String, Option<String>)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    /// What a system tells whose disk is made of these: under `disk` what maps it, and of what each part is.
    fn system(folder: &Path, maps: &str, parts: &[&str], swaps: &str) -> System {
        let system = System {
            devices: folder.join("block"),
            blocks: folder.join("blocks"),
            swaps: folder.join("swaps"),
        };
        let (held_by, _) = devices_of(folder).unwrap();
        let disk = system.devices.join(held_by);
        std::fs::create_dir_all(disk.join("dm")).unwrap();
        std::fs::write(disk.join("dm/uuid"), maps).unwrap();
        for (number, part) in parts.iter().enumerate() {
            let part_of = disk.join("slaves").join(format!("part{number}"));
            std::fs::create_dir_all(part_of.join("dm")).unwrap();
            std::fs::write(part_of.join("dm/uuid"), part).unwrap();
        }
        std::fs::write(&system.swaps, format!("Filename Type Size Used Priority\n{swaps}"))
            .unwrap();
        system
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_disk_is_sealed_if_it_or_all_it_is_made_of_is() {
        for (maps, parts, sealed) in [
            ("", [].as_slice(), false),
            ("CRYPT-LUKS2-00", &[], true),
            ("LVM-00", &["CRYPT-LUKS2-00"], true),
            ("LVM-00", &["CRYPT-LUKS2-00", "LVM-01"], false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let system = system(folder.path(), maps, parts, "");
            assert_eq!(system.disk(folder.path()), Some(sealed), "{maps} {parts:?}");
            assert_eq!(system.swap(), Some(true), "there is none");
            let packed = system.blocks.join("zram1");
            std::fs::create_dir_all(&packed).unwrap();
            // A file on that disk that memory is swapped to.
            let file = folder.path().join("swapfile");
            std::fs::write(&file, "").unwrap();
            let line = format!("{} file 1 0 -2\n/dev/zram1 partition 1 0 5\n", file.display());
            std::fs::write(&system.swaps, format!("Filename\n{line}")).unwrap();
            assert_eq!(system.swap(), Some(sealed), "{maps} {parts:?}");
            // Packed memory that overflows to that disk.
            std::fs::write(&system.swaps, "Filename\n/dev/zram1 partition 1 0 5\n").unwrap();
            for (behind, sealed) in
                [("none\n".to_owned(), true), (file.display().to_string(), sealed)]
            {
                std::fs::write(packed.join("backing_dev"), behind).unwrap();
                assert_eq!(system.swap(), Some(sealed), "{maps} {parts:?}");
            }
        }
        let nowhere = tempfile::tempdir().unwrap();
        let [devices, blocks, swaps] = ["/nowhere"; 3].map(PathBuf::from);
        let nothing = System { devices, blocks, swaps };
        assert_eq!((nothing.disk(nowhere.path()), nothing.swap()), (None, None));
    }

    #[test]
    fn each_of_them_is_said_in_both_languages() {
        let all = [Some(true), Some(false), None];
        for (disk, swap) in all.into_iter().flat_map(|disk| all.map(|swap| (disk, swap))) {
            let finding = said(disk, swap);
            let is_good = (disk, swap) == (Some(true), Some(true));
            assert_eq!(finding.grade == Grade::Good, is_good, "{disk:?} {swap:?}");
            for lang in Lang::ALL {
                assert!(!finding.sentence(lang).starts_with("check-"), "{}", finding.said);
            }
        }
    }
}
