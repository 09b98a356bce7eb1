//! The commands by which a room leaves, is taken in and comes back, as a terminal runs them.
#![allow(clippy::unwrap_used, reason = "a kit that cannot be read should stop the test")]

use std::path::Path;
use std::process::{Command, Output};

use outreach_kit::domain::safeguarding::{Agreed, IN_A_FILE, IN_RECORDS, Level, What};

use crate::hand_over::{agreed, first, level, note, notes, there};
use crate::harness::{FOCAL, Kit, PASSPHRASE, SECOND};
use crate::room::staff;

const WORDS: &str = "three grey herons waiting";

/// Runs a command on a folder that nobody else holds.
fn run(data: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(args)
        .arg("--data")
        .arg(data)
        .env("OUTREACH_KIT_PASSPHRASE", PASSPHRASE)
        .env("OUTREACH_KIT_FOCAL", FOCAL)
        .env("OUTREACH_KIT_KEEPER", SECOND)
        .env("OUTREACH_KIT_FILE", WORDS)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

#[track_caller]
fn went(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The only file of a folder with that ending.
fn file_in(folder: &Path, ending: &str) -> String {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found = names.filter(|path| path.extension().is_some_and(|it| it == ending));
    let path = found.next().unwrap();
    assert_eq!(found.next(), None, "more than one .{ending}");
    path.to_str().unwrap().to_owned()
}

/// Runs something while nobody serves the kit, and serves it again.
async fn meanwhile(kit: Kit, work: impl FnOnce(&Path)) -> Kit {
    let data = kit.open().data.clone();
    let closed = kit.restart();
    work(&data);
    closed.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    closed
}

/// How often it is noted that a record was looked at for that reason, and by whom.
async fn looked_at(kit: &Kit, reason: &str) -> usize {
    let focal = staff(kit, "Focal").await;
    let event = there(kit).await.0;
    let all = notes(kit, event, FOCAL).await;
    let is_it = |what: &What| matches!(what, What::Viewed { reason: why } if why == reason);
    let seen: Vec<_> = all.iter().filter(|note| is_it(&note.what)).collect();
    assert!(seen.iter().all(|note| note.by == Some(focal)), "in the name of who typed");
    seen.len()
}

#[tokio::test]
async fn a_room_leaves_is_taken_in_and_comes_back_by_commands() {
    let (kit, _) = first().await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().to_str().unwrap().to_owned();
    let kit = meanwhile(kit, |data| went(&run(data, &["hand-over", "--to", &to]))).await;
    assert_eq!(looked_at(&kit, IN_A_FILE).await, 4, "each child that the file holds");

    let sealed = file_in(folder.path(), "sealed");
    let take_in = ["take-in", "--file", &sealed, "--member", "Focal"];
    let second = meanwhile(Kit::start().await, |data| {
        let nobody = run(data, &["take-in", "--file", &sealed, "--member", "Nobody"]);
        assert_eq!(nobody.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&nobody.stderr).contains("nobody of that name"));
        went(&run(data, &take_in));
    });
    let second = second.await;
    let event = there(&kit).await.0;
    assert_eq!(notes(&second, event, SECOND).await.len(), notes(&kit, event, FOCAL).await.len());

    let answer = file_in(folder.path(), "received");
    meanwhile(kit, |data| {
        let read = run(data, &["acknowledge", "--file", &answer]);
        went(&read);
        assert!(String::from_utf8_lossy(&read.stdout).contains("It has everything"));
    })
    .await;
}

#[tokio::test]
async fn records_leave_by_a_command_and_each_of_them_says_so() {
    let (kit, _) = first().await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().to_str().unwrap().to_owned();
    let export = ["export-cases", "--profile", "mosvy-kh", "--to", &to];
    let kit = meanwhile(kit, |data| {
        let none = run(data, &export);
        assert_eq!(none.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&none.stderr).contains("no record may leave yet"));
    });
    let kit = kit.await;
    assert_eq!(looked_at(&kit, IN_RECORDS).await, 0, "nothing left");
    let family = there(&kit).await.1[0];
    note(&kit, family, Some(0), level(Level::High)).await;
    note(&kit, family, Some(0), agreed(Agreed::ShareMinistry, true)).await;
    let kit = meanwhile(kit, |data| went(&run(data, &export))).await;
    assert_eq!(looked_at(&kit, IN_RECORDS).await, 1);
    let sealed = file_in(folder.path(), "sealed");
    let clear = folder.path().join("clear");
    let unpacked = Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(["unpack", "--file", &sealed, "--to", clear.to_str().unwrap()])
        .env("OUTREACH_KIT_FILE", WORDS)
        .output()
        .unwrap();
    went(&unpacked);
    assert_eq!(std::fs::read_dir(&clear).unwrap().count(), 2, "one record and the manifest");
}
