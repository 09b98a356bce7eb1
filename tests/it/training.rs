//! A kit for practice says so everywhere, never becomes a real one, and goes when it is told to.
#![allow(clippy::unwrap_used, reason = "a folder that cannot be made should stop the test")]

use std::path::Path;
use std::process::{Command, Output};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use outreach_kit::acts::Founding;
use outreach_kit::app::{App, DataLock};
use outreach_kit::config::Config;
use outreach_kit::rehearse;
use outreach_kit::store::{StoreError, backup, collections, tickets};

use crate::entered::enter_first;
use crate::harness::{
    self, Kit, NOW, PASSPHRASE, Page, STAFF_HOST, attribute, file, founding, mother_of_two, valued,
};

/// A training kit of the event of the story, open.
pub(crate) async fn training() -> Kit {
    let kit = fresh();
    kit.app.found(Founding { training: true, ..founding(true) }).await.unwrap();
    kit
}

/// A laptop on which the program was started for training.
pub(crate) fn fresh() -> Kit {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { training: true, ..harness::config(folder.path()) };
    Kit::with(App::new(config, harness::now), folder)
}

#[track_caller]
fn says_training(path: &str, page: &Page) {
    assert!(page.text.contains("<!doctype html>"), "{path} is no page: {}", page.status);
    assert!(page.text.contains("class=\"training\""), "{path}");
    assert!(page.text.contains("TRAINING") && page.text.contains("ការហ្វឹកហាត់"), "{path}");
}

#[tokio::test]
async fn training_stands_on_every_page_from_the_first_run_to_the_locked_one() {
    let kit = fresh();
    for path in ["/setup", "/restore", "/nowhere"] {
        says_training(path, &kit.laptop().get(path).await);
    }
    says_training("/", &kit.phone().get("/").await);
    let kit = training().await;
    let mut phone = kit.phone();
    phone.post("/start", &[]).await;
    harness::fill(&mut phone, &mother_of_two()).await;
    for path in ["/", "/form/name", "/check", "/photos", "/board", "/why", "/nowhere"] {
        says_training(path, &phone.get(path).await);
    }
    let ticket = phone.post("/send", &[]).await.location().to_owned();
    says_training("the ticket", &phone.get(&ticket).await);
    for path in ["/", "/poster", "/sign-in", "/board", "/why", "/nowhere"] {
        says_training(path, &kit.laptop().get(path).await);
    }
    let mut admin = kit.signed_in("Admin").await;
    for path in ["/entry", "/event", "/staff", "/keys", "/backup", "/journal", "/check"] {
        says_training(path, &admin.get(path).await);
    }
    let sheet = admin.post("/keys/recovery", &[("current", PASSPHRASE)]).await;
    says_training("the recovery sheet", &sheet);
    let mut officer = kit.officer("Officer One", "1").await;
    for path in ["/desk", "/search", "/receipts", "/collect", "/collect/ready"] {
        says_training(path, &officer.get(path).await);
    }
    says_training("a family", &officer.post_on("/desk/next", &[]).await);
    let foreign = Request::get("/").header(header::HOST, "evil.example");
    says_training("another's address", &kit.phone().send(foreign, Body::empty()).await);
    says_training("a form from elsewhere", &{
        let request = Request::post("/sign-in").header(header::ORIGIN, "http://evil.example");
        kit.laptop().send(request, Body::empty()).await
    });
    let kit = kit.restart();
    says_training("the locked page", &kit.laptop().get("/unlock").await);
    says_training("the locked door", &kit.phone().get("/").await);
    let wrong = kit.laptop().post("/unlock", &[("passphrase", "not this one at all")]).await;
    says_training("a wrong passphrase", &wrong);
}

#[tokio::test]
async fn a_real_kit_says_nothing_of_training() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    for page in
        [kit.phone().get("/").await, kit.laptop().get("/").await, officer.get("/desk").await]
    {
        assert!(!page.text.contains("class=\"training\""));
    }
}

/// The first child's receipt code, after the family came to the desk and the child was entered.
async fn receipt(kit: &Kit) -> (String, String) {
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = enter_first(&mut officer, &page).await;
    let preview = officer.post_on(&format!("/desk/child/{child}/receipt"), &[]).await;
    let frame = preview.text.split("<iframe").nth(1).unwrap();
    let file = valued(frame, "src").replace("&#38;", "&");
    (attribute(&preview.text, "data-code").unwrap(), file)
}

#[tokio::test]
async fn training_receipts_have_codes_of_their_own_and_say_so_on_the_paper() {
    let (practised, real) = (training().await, Kit::start().await);
    let ((code, paper), (real_code, real_paper)) =
        (receipt(&practised).await, receipt(&real).await);
    assert!(code.starts_with("KT1") && real_code.starts_with("KB1"), "{code} {real_code}");
    for (kit, foreign) in [(&practised, &real_code), (&real, &code)] {
        let mut officer = kit.officer("Officer Two", "2").await;
        let page = officer.post("/collect", &[("code", foreign)]).await;
        assert_eq!(attribute(&page.text, "data-verdict").as_deref(), Some("training"));
    }
    let size = async |kit: &Kit, paper: &str| {
        kit.officer("Officer One", "1").await.get(paper).await.bytes.len()
    };
    // The mark's letters are embedded with the others, so a training receipt is never the smaller one.
    let (real, practised) = (size(&real, &real_paper).await, size(&practised, &paper).await);
    assert!(10_000 < real && real + 100 < practised, "{real} and {practised} bytes");
}

#[tokio::test]
async fn neither_kind_is_founded_or_restored_as_the_other() {
    let kit = Kit::fresh();
    assert!(kit.app.found(Founding { training: true, ..founding(false) }).await.is_err());
    assert!(fresh().app.found(founding(false)).await.is_err());
    let practised = training().await;
    let open = practised.open();
    let stick = practised.folder.path().join("stick");
    backup::make(&open.data, &open.key, &stick, NOW.parse().unwrap()).unwrap();
    let stick = stick.to_string_lossy().into_owned();
    let typed = [("from", stick.as_str()), ("passphrase", PASSPHRASE)];
    let mut laptop = kit.laptop();
    let refused = laptop.post("/restore", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("មិនប្រើលាយគ្នា"), "{}", refused.text);
    assert!(!kit.folder.path().join("kit-data").join("keys.json").exists());
    let again = fresh();
    assert_eq!(again.laptop().post("/restore", &typed).await.location(), "/");
    says_training("a restored kit", &again.laptop().get("/").await);
}

#[tokio::test]
async fn a_damaged_training_kit_says_so_before_it_is_repaired() {
    let kit = training().await;
    let open = kit.open();
    let at = NOW.parse().unwrap();
    let made = backup::make(&open.data, &open.key, kit.folder.path(), at).unwrap();
    let damaged = made.folder.join(backup::DATABASE);
    std::fs::write(&damaged, "nothing that can be read").unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::rename(made.folder, folder.path().join("kit-data")).unwrap();
    let kit = Kit::over(folder);
    let mut laptop = kit.laptop();
    let locked = laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(locked.location(), "/damaged");
    says_training("/damaged", &laptop.get("/damaged").await);
    says_training("a mistake there", &laptop.post("/damaged", &[("remedy", "left")]).await);
}

/// Runs the real program where `folder` is, without a terminal.
fn program(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(words)
        .current_dir(folder)
        .env_remove("OUTREACH_KIT_PASSPHRASE")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

/// What it said, after it refused.
#[track_caller]
fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn the_program_serves_neither_kind_as_the_other() {
    let (practised, real) = (training().await, Kit::start().await);
    let serve =
        ["serve", "--no-open", "--family-port", "0", "--staff-port", "0", "--data", "kit-data"];
    let said = refusal(&program(practised.folder.path(), &serve));
    assert!(said.contains("is a training kit") && said.contains("--training"), "{said}");
    let mut for_training = serve.to_vec();
    for_training.push("--training");
    let said = refusal(&program(real.folder.path(), &for_training));
    assert!(said.contains("is a real kit"), "{said}");
}

#[tokio::test]
async fn a_training_kit_lies_in_a_directory_of_its_own() {
    let named = |training| outreach_kit::config::data_directory(None, training);
    assert_eq!(named(false), Path::new("kit-data"));
    assert_eq!(named(true), Path::new("kit-training"));
}

/// The training kit's folder after the program was closed, with a backup and somebody's own file in it.
async fn closed() -> tempfile::TempDir {
    let kit = training().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.post("/backup", &[]).await;
    let Kit { app, folder, .. } = kit;
    drop(app);
    std::fs::write(folder.path().join("kit-data/notes.odt"), "mine").unwrap();
    folder
}

#[tokio::test]
async fn wiping_removes_what_the_kit_made_and_nothing_else() {
    let folder = closed().await;
    let data = folder.path().join("kit-data");
    let said = refusal(&program(folder.path(), &["wipe", "--data", "kit-data"]));
    assert!(said.contains("WIPE was not typed"), "{said}");
    assert!(data.join("kit.db").exists());
    let lock = DataLock::take(&data).unwrap();
    let said = refusal(&program(folder.path(), &["wipe", "--data", "kit-data", "--yes"]));
    assert!(said.contains("close it first"), "{said}");
    drop(lock);
    let wiped = program(folder.path(), &["wipe", "--data", "kit-data", "--yes"]);
    assert!(wiped.status.success(), "{wiped:?}");
    let said = String::from_utf8_lossy(&wiped.stdout).into_owned();
    assert!(said.contains("Backups removed: 1.") && said.contains("notes.odt"), "{said}");
    let left: Vec<_> =
        std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["notes.odt"]);
}

#[tokio::test]
async fn wiping_takes_the_backups_on_a_stick_and_leaves_those_of_other_kits() {
    let (practised, real, other) = (training().await, Kit::start().await, training().await);
    let stick = practised.folder.path().join("stick");
    for kit in [&practised, &real, &other] {
        let open = kit.open();
        backup::make(&open.data, &open.key, &stick, NOW.parse().unwrap()).unwrap();
    }
    let Kit { app, folder, .. } = practised;
    drop(app);
    let words = ["wipe", "--data", "kit-data", "--backups", "stick", "--yes"];
    assert!(program(folder.path(), &words).status.success());
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 2);
    assert!(!folder.path().join("kit-data").exists(), "an empty directory goes too");
}

#[tokio::test]
async fn a_real_kit_is_never_wiped() {
    let real = Kit::start().await;
    let said = refusal(&program(real.folder.path(), &["wipe", "--data", "kit-data", "--yes"]));
    assert!(said.contains("is a real kit, so nothing was removed"), "{said}");
    let nothing = refusal(&program(real.folder.path(), &["wipe", "--data", "nowhere", "--yes"]));
    assert!(nothing.contains("there is no kit in nowhere"), "{nothing}");
    assert!(!real.folder.path().join("nowhere").exists());
    assert!(real.folder.path().join("kit-data/kit.db").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_practice_kit_is_left_as_a_morning_leaves_a_real_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kit");
    let program = env!("CARGO_BIN_EXE_outreach-kit").into();
    let filled = rehearse::fill_with(program, &data, 14, 105).await.unwrap();
    assert_eq!(filled.staff.len(), 5);
    let config = Config { data, ..harness::config(folder.path()) };
    let kit = Kit::with(App::new(config, harness::now), folder);
    let opened = kit.laptop().post("/unlock", &[("passphrase", &filled.passphrase)]).await;
    assert_eq!(opened.location(), "/");
    let event = kit.open().event().unwrap().id;
    let (places, (ready, collected)) = kit
        .open()
        .store
        .read(move |conn| {
            Ok::<_, StoreError>((tickets::counts(conn, event)?, collections::counts(conn, event)?))
        })
        .await
        .unwrap();
    // Waiting, called, at a desk, missed, parked, done.
    assert_eq!(places, [3, 1, 1, 1, 2, 6]);
    assert!(2 <= ready && collected == 1, "{ready} ready, {collected} collected");
    let (name, _, pin) = filled.staff.first().unwrap();
    let mut laptop = kit.laptop();
    let page = laptop.get("/sign-in").await;
    let before_name = page.text.split(&format!("<span>{name} ")).next().unwrap();
    let id = harness::attributes(before_name, "value").into_iter().rfind(|id| id.len() == 32);
    let signed = laptop.post("/sign-in", &[("staff", &id.unwrap()), ("pin", pin)]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "on {STAFF_HOST}: {}", signed.text);
    says_training("/desk", &laptop.get("/desk").await);
}
