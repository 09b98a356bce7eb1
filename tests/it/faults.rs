//! What goes wrong with disks and sticks: a stick pulled out, no room, a damaged file found at the start.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a folder that cannot be read should stop the test"
)]

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use outreach_kit::store::backup::{self, DATABASE, Faults, Step, Trouble};
use outreach_kit::store::{StoreError, tally};

use crate::damaged::change;
use crate::harness::{Kit, PASSPHRASE, Patience, file, mother_of_two, now};

/// One more mother with one more pair of children.
pub(crate) async fn one_more(kit: &Kit) -> String {
    file(&mut kit.phone(), &mother_of_two()).await
}

pub(crate) fn folders(place: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(place)
        .map(|entries| {
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}

#[tokio::test]
async fn a_stick_pulled_out_at_any_moment_leaves_no_half_backup() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    let before = backup::make(&open.data, &open.key, &stick, now()).unwrap();
    one_more(&kit).await;
    let later = now() + jiff::SignedDuration::from_secs(60);
    for moment in Step::ALL {
        let elsewhere = kit.folder.path().join("pulled-out");
        let mut pull = |step: Step| {
            if step == moment {
                std::fs::rename(&stick, &elsewhere).unwrap();
            }
        };
        let mut faults = Faults { pages: None, after: &mut pull };
        let made = backup::make_with(&open.data, &open.key, &stick, later, &mut faults);
        let Err(err) = made else { panic!("{moment:?}: a backup without a stick") };
        assert_eq!(Trouble::of(&err, &stick), Trouble::Gone, "{moment:?}");
        assert!(!stick.exists(), "no folder of the same name took its place");
        // Plugged in again: only the earlier one is a backup, and the next one goes on.
        std::fs::rename(&elsewhere, &stick).unwrap();
        assert_eq!(backup::newest_in(&stick).unwrap(), before.folder, "{moment:?}");
    }
    let next = backup::make(&open.data, &open.key, &stick, later).unwrap();
    assert_eq!(backup::newest_in(&stick).unwrap(), next.folder);
    assert_eq!(next.manifest.rows_of("families"), 2);
    assert!(
        folders(&stick).iter().all(|name| !name.contains("unfinished")),
        "{:?}",
        folders(&stick)
    );
}

#[tokio::test]
async fn a_full_stick_is_said_and_nothing_half_stays() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    for pages in [1, 20, 60] {
        let mut faults = Faults { pages: Some(pages), after: &mut |_| {} };
        let made = backup::make_with(&open.data, &open.key, &stick, now(), &mut faults);
        let Err(err) = made else { panic!("{pages} pages are not enough") };
        assert_eq!(Trouble::of(&err, &stick), Trouble::Full, "{pages}: {err:?}");
        assert!(backup::newest_in(&stick).is_err());
        assert!(folders(&stick).is_empty(), "{:?}", folders(&stick));
    }
    assert!(backup::make(&open.data, &open.key, &stick, now()).is_ok());
}

#[tokio::test]
async fn a_half_written_manifest_is_no_backup() {
    let kit = Kit::start().await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    let good = backup::make(&open.data, &open.key, &stick, now()).unwrap();
    let later = now() + jiff::SignedDuration::from_secs(60);
    let torn = backup::make(&open.data, &open.key, &stick, later).unwrap();
    let manifest = torn.folder.join("manifest.json");
    let text = std::fs::read(&manifest).unwrap();
    std::fs::write(&manifest, &text[..text.len() / 2]).unwrap();
    assert_eq!(backup::newest_in(&stick).unwrap(), good.folder);
}

/// A stick that is chosen, vanishes, and comes back, as the pages tell it.
#[tokio::test]
async fn the_pages_say_that_the_stick_is_gone_and_that_it_is_back() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let stick = kit.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let place = stick.display().to_string();
    let chosen = admin.post("/backup/place", &[("place", &place)]).await;
    assert_eq!(chosen.location(), "/backup?first=yes", "{}", chosen.text);
    let patience = Patience::with("the first backup in the place that was chosen");
    while admin.get("/backup").await.text.contains("data-being-made") {
        patience.wait().await;
    }
    assert_eq!(folders(&stick).len(), 1, "the place got its first one by being named");

    // The numbers that were backed up, with nothing hanging after the last.
    let made = admin.post("/backup", &[]).await.text;
    let told = made.split("data-focus").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(told.contains(" · ") && !told.contains("· </p>"), "{told}");

    std::fs::rename(&stick, kit.folder.path().join("pocket")).unwrap();
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let gone = admin.post("/backup", &[]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(gone.text.contains("The stick or folder is not there"), "{}", gone.text);
    assert!(gone.text.contains("stick not there"), "the bar says it too");
    assert!(!stick.exists(), "no folder of the same name took its place");
    // One on the laptop's own disk is better than none.
    assert!(gone.text.contains("own disk instead"), "{}", gone.text);
    let own = kit.open().data.join("backups");
    assert!(backup::newest_in(&own).is_ok());

    std::fs::rename(kit.folder.path().join("pocket"), &stick).unwrap();
    let back = admin.post("/backup", &[]).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(!back.text.contains("stick not there"));
}

#[tokio::test]
async fn backups_come_by_themselves_and_only_when_something_changed() {
    let kit = Kit::start().await;
    let open = kit.open();
    let at = |seconds: i64| now() + jiff::SignedDuration::from_secs(seconds);
    let back_up_if_due = async |seconds| open.back_up_by_itself(at(seconds)).await.unwrap();
    // Founding the kit is the first change.
    assert!(back_up_if_due(0).await);
    assert!(!back_up_if_due(3600).await);
    for _ in 0..19 {
        one_more(&kit).await;
    }
    assert!(!back_up_if_due(10).await, "nineteen families wait for the clock");
    one_more(&kit).await;
    assert!(back_up_if_due(10).await, "twenty do not");
    one_more(&kit).await;
    assert!(!back_up_if_due(309).await);
    assert!(back_up_if_due(310).await, "after five minutes");
    assert!(!back_up_if_due(7000).await);
    let made = backup::all_in(&open.data.join("backups")).unwrap();
    assert_eq!(made.len(), 3, "no more were made");
    assert!(!open.backups_need_somebody(at(90_000)));
    one_more(&kit).await;
    assert!(open.backups_need_somebody(at(90_000)));
}

/// The program was killed: the files of a kit as they lie on the disk, its write-ahead log included.
pub(crate) async fn killed(families: usize) -> (Kit, Vec<String>) {
    let kit = Kit::start().await;
    let mut tickets = Vec::new();
    for _ in 0..families {
        tickets.push(one_more(&kit).await);
    }
    (kit, tickets)
}

pub(crate) fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            copy_all(&path, &to.join(name));
        } else if name != *format!("{DATABASE}-shm") {
            std::fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// The files of a kit after a power cut, in another folder: what was only in memory is gone. The program that is
/// still open on the first ones can touch these no more.
pub(crate) fn after_the_power_cut(kit: &Kit) -> Kit {
    let folder = tempfile::tempdir().unwrap();
    copy_all(&data_of(kit), &folder.path().join("kit-data"));
    Kit::over(folder)
}

/// Closed properly: everything is in the one file, as after the log was taken in.
pub(crate) fn closed(kit: &Kit) -> Kit {
    let open = kit.open();
    let whole =
        backup::make(&open.data, &open.key, &kit.folder.path().join("whole"), now()).unwrap();
    let kit = after_the_power_cut(kit);
    std::fs::copy(whole.folder.join(DATABASE), data_of(&kit).join(DATABASE)).unwrap();
    std::fs::remove_file(data_of(&kit).join(format!("{DATABASE}-wal"))).unwrap();
    kit
}

pub(crate) fn data_of(kit: &Kit) -> PathBuf {
    kit.folder.path().join("kit-data")
}

/// A kit that nobody watches runs for days on a small laptop: its threads share two heaps.
#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn the_serving_program_shares_its_heaps() {
    use std::io::BufRead as _;
    let folder = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(["serve", "--no-open", "--family-port", "0", "--staff-port", "0", "--data"])
        .arg(folder.path())
        .env_remove("MALLOC_ARENA_MAX")
        .env_remove("OUTREACH_KIT_PASSPHRASE")
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    // It speaks when both doors are open.
    std::io::BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let surroundings = std::fs::read(format!("/proc/{}/environ", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let mut variables = surroundings.split(|byte| *byte == 0);
    assert!(variables.any(|variable| variable == b"MALLOC_ARENA_MAX=2"), "{said}");
}

/// What the terminal says, with its exit code.
pub(crate) fn terminal(data: &Path, arguments: &[&str]) -> (bool, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .env("OUTREACH_KIT_PASSPHRASE", PASSPHRASE)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[tokio::test]
async fn the_check_page_says_the_worst_first_and_drills_a_restore() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = admin.get("/check").await;
    let grades = crate::harness::attributes(&page.text, "data-grade");
    let rank = |grade: &String| ["stop", "attend", "good"].iter().position(|known| known == grade);
    assert!(grades.len() >= 11 && grades.is_sorted_by_key(rank), "{grades:?}");
    // One family filed and no backup: red. The founding made the recovery sheet and two keyholders.
    assert!(page.text.contains("data-finding=\"backup\" data-grade=\"stop\""), "{}", page.text);
    assert!(page.text.contains("data-finding=\"keyholders\" data-grade=\"good\""));
    assert!(page.text.contains("data-finding=\"paper\" data-grade=\"good\""));
    assert!(page.text.contains("data-finding=\"drill\" data-grade=\"attend\""));
    let drilled = admin.post_on("/check", &[]).await;
    assert!(
        drilled.text.contains("data-finding=\"drill\" data-grade=\"good\""),
        "{}",
        drilled.text
    );
    assert!(drilled.text.contains("1 family came back"));
    assert!(folders(&data_of(&kit)).iter().all(|name| !name.starts_with("drill-")), "taken away");
    admin.post("/backup", &[]).await;
    let page = admin.get("/check").await;
    assert!(page.text.contains("data-finding=\"backup\" data-grade=\"attend\""), "{}", page.text);

    let print = admin.get("/check/print").await;
    assert!(print.bytes.starts_with(b"%PDF"));
    let measured = admin.post_on("/check/printed", &[]).await;
    assert!(measured.text.contains("data-finding=\"print\" data-grade=\"good\""));
    // Nobody else enters.
    let mut helper = kit.signed_in("Helper").await;
    assert_eq!(helper.post("/check", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(helper.get("/check/print").await.status, StatusCode::NOT_FOUND);
    assert_eq!(helper.post("/check/printed", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_journal_that_does_not_hold_together_is_red_on_the_page_and_in_the_terminal() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    kit.open()
        .store
        .write(|sp| {
            sp.execute_batch(
                "DROP TRIGGER journal_is_append_only_update; UPDATE journal SET act = 'other' WHERE seq = 3",
            )
            .map_err(StoreError::from)
        })
        .await
        .unwrap();
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/check").await;
    assert!(page.text.contains("data-finding=\"journal\" data-grade=\"stop\""), "{}", page.text);
    // Beside the running server, the same sentence.
    let (good, said) = terminal(&data_of(&kit), &["check"]);
    assert!(!good && said.contains("NOT  The journal: Entry 3 does not follow"), "{said}");
    let (_, khmer) = terminal(&data_of(&kit), &["check", "--khmer"]);
    assert!(khmer.contains("កំណត់ហេតុទី ៣ មិនតគ្នា"), "{khmer}");
}

#[tokio::test]
async fn the_terminal_finds_damage_and_restores_over_it_but_never_over_what_is_whole() {
    let (kit, _) = killed(2).await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    backup::make(&open.data, &open.key, &stick, now()).unwrap();
    one_more(&kit).await;
    let kit = closed(&kit);
    let data = data_of(&kit);
    let from = stick.display().to_string();
    let (_, said) = terminal(&data, &["check"]);
    assert!(said.contains("ok   The data: It reads back whole."), "{said}");
    assert!(said.contains("ok   Backup and restore, tried out"), "{said}");
    let (good, said) = terminal(&data, &["restore", "--from", &from]);
    assert!(!good && said.contains("it is whole"), "{said}");

    change(&data.join(DATABASE), |bytes| bytes.truncate(bytes.len() / 3));
    let (good, said) = terminal(&data, &["check"]);
    assert!(!good && said.contains("NOT  The data: It does not read back whole."), "{said}");
    let (good, said) = terminal(&data, &["restore", "--from", &from]);
    assert!(good && said.contains("families: 2"), "{said}");
    let (_, said) = terminal(&data, &["check"]);
    assert!(said.contains("ok   The data: It reads back whole."), "{said}");
    assert!(said.contains("look Restored data"), "{said}");
}

/// A phone that loses its signal takes its handler with it, but not what that handler was reading: the connection
/// stays in use until the read is done. Others wait for it instead of being turned away.
#[tokio::test]
async fn a_phone_that_hangs_up_while_it_reads_turns_nobody_away() {
    let kit = Kit::start().await;
    let store = kit.open().store.clone();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let wait = std::sync::Arc::new(std::sync::Mutex::new(wait));
    // As many as there are connections.
    for _ in 0..3 {
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let wait = std::sync::Arc::clone(&wait);
        let reading = store.read(move |_| {
            let _ = begun.send(());
            let _ = wait.lock().unwrap().recv();
            Ok::<_, StoreError>(())
        });
        // The phone is gone as soon as its page is being read.
        tokio::select! {
            _ = reading => panic!("nobody let it go on"),
            _ = has_begun => {}
        }
    }
    let (next, ()) = tokio::join!(store.read(tally::families), async {
        tokio::task::yield_now().await;
        drop(go);
    });
    assert_eq!(next.unwrap(), 0);
}
