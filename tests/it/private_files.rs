//! On a laptop that several people use, the kit's files are their owner's alone.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::harness::{Kit, file, mother_of_two};

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn the_database_and_what_lies_beside_it_are_readable_by_their_owner_only() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let data = kit.open().data.clone();
    let files = || std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
    let beside: Vec<_> = files()
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("kit.db"))
        .collect();
    assert!(beside.len() >= 3, "database, log and index: {beside:?}");
    for path in &beside {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
    // As an older program left them: shut when the kit is opened the next time.
    for path in &beside {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    let kit = kit.restart();
    kit.laptop().post("/unlock", &[("passphrase", crate::harness::PASSPHRASE)]).await;
    for path in &beside {
        assert!(!path.exists() || mode(path) == 0o600, "{}", path.display());
    }
}

#[test]
fn a_file_with_logins_is_readable_by_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("practice.txt");
    std::fs::write(&path, "an older and longer one").unwrap();
    outreach_kit::machine::write_private(&path, b"TRAINING").unwrap();
    assert_eq!((mode(&path), std::fs::read(&path).unwrap()), (0o600, b"TRAINING".to_vec()));
}
