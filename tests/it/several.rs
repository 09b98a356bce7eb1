//! Backups of several kits on one stick: which one is meant.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a folder that cannot be read should stop the test"
)]

use std::path::Path;

use axum::http::StatusCode;
use outreach_kit::acts::Founding;
use outreach_kit::domain::event::Bilingual;
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::store::{backup, tally};

use crate::faults::{closed, data_of, terminal};
use crate::harness::{
    Kit, PASSPHRASE, SECOND, attribute, file, fill, founding, mother_of_two, now,
};
use crate::training;

const OTHER: &str = "broken bicycle under mango tree";

/// A kit of another commune, with a passphrase of its own or the same.
async fn of_rumlech(passphrase: &str) -> Kit {
    let mut founding: Founding = founding(false);
    founding.event.name = Bilingual::new("ចុះបញ្ជីកំណើតឃុំរំលេច", "Birth registration Rumlech");
    for keyholder in &mut founding.keyholders {
        passphrase.clone_into(&mut keyholder.passphrase);
    }
    Kit::start_with(founding).await
}

/// A backup of `kit` as it is after so many families.
async fn backed_up(kit: &Kit, families: usize, to: &Path) {
    for _ in 0..families {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    backup::make(&kit.open().data, &kit.open().key, to, now()).unwrap();
}

/// How many families the open kit has, and the English name of its event.
async fn what_is_there(kit: &Kit) -> (i64, String) {
    let families = kit.open().store.read(tally::families).await.unwrap();
    (families, kit.open().event().unwrap().name.en.clone())
}

fn krapeu_pir(families: i64) -> (i64, String) {
    (families, "Birth registration Krapeu Pir".to_owned())
}

#[tokio::test]
async fn the_kit_is_restored_that_the_passphrase_opens() {
    let stick = tempfile::tempdir().unwrap();
    let (mine, other) = (Kit::start().await, of_rumlech(OTHER).await);
    backed_up(&mine, 1, stick.path()).await;
    backed_up(&other, 3, stick.path()).await;
    let from = stick.path().display().to_string();
    for (passphrase, found) in
        [(SECOND, krapeu_pir(1)), (OTHER, (3, "Birth registration Rumlech".to_owned()))]
    {
        let fresh = Kit::fresh();
        let typed = [("from", from.as_str()), ("passphrase", passphrase)];
        let restored = fresh.laptop().post("/restore", &typed).await;
        assert_eq!(restored.location(), "/", "{}", restored.text);
        assert_eq!(what_is_there(&fresh).await, found);
    }
    let fresh = Kit::fresh();
    let typed = [("from", from.as_str()), ("passphrase", "no words of either kit")];
    let refused = fresh.laptop().post("/restore", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The terminal finds it as well.
    let folder = tempfile::tempdir().unwrap();
    let (good, said) = terminal(&folder.path().join("kit-data"), &["restore", "--from", &from]);
    assert!(good && said.contains("families: 1"), "{said}");
}

#[tokio::test]
async fn a_kit_for_training_is_not_in_the_way_of_a_real_one() {
    let stick = tempfile::tempdir().unwrap();
    let (real, practised) = (Kit::start().await, training::training().await);
    backed_up(&real, 1, stick.path()).await;
    let mut phone = practised.phone();
    for _ in 0..3 {
        // Practice asks for photos too; they may be left out.
        phone.post_on("/start", &[]).await;
        fill(&mut phone, &mother_of_two()).await;
        phone.post("/send", &[]).await;
    }
    backed_up(&practised, 0, stick.path()).await;
    let from = stick.path().display().to_string();
    let typed = [("from", from.as_str()), ("passphrase", PASSPHRASE)];
    for (fresh, families) in [(Kit::fresh(), 1), (training::fresh(), 3)] {
        let restored = fresh.laptop().post("/restore", &typed).await;
        assert_eq!(restored.location(), "/", "{}", restored.text);
        assert_eq!(what_is_there(&fresh).await.0, families);
    }
}

#[tokio::test]
async fn where_several_kits_open_they_are_named_and_somebody_chooses() {
    let stick = tempfile::tempdir().unwrap();
    let (mine, other) = (Kit::start().await, of_rumlech(PASSPHRASE).await);
    backed_up(&mine, 1, stick.path()).await;
    backed_up(&mine, 1, stick.path()).await;
    backed_up(&other, 5, stick.path()).await;
    let from = stick.path().display().to_string();
    let fresh = Kit::fresh();
    let mut laptop = fresh.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    let typed = [("from", from.as_str()), ("passphrase", PASSPHRASE)];
    let asked = laptop.post("/restore", &typed).await;
    assert_eq!(asked.status, StatusCode::CONFLICT, "{}", asked.text);
    assert!(asked.text.contains("Birth registration Rumlech"), "{}", asked.text);
    assert!(!asked.text.contains(PASSPHRASE) && !fresh.folder.path().join("kit-data").exists());
    let choices: Vec<&str> = asked.text.split("name=\"kit\"").skip(1).collect();
    let [_, _] = choices[..] else { panic!("one choice for each kit: {}", asked.text) };
    let chosen = choices.into_iter().find(|choice| choice.contains("Krapeu Pir")).unwrap();
    let first = chosen.split("</label>").next().unwrap();
    assert!(first.contains("Primary school") && first.contains("2 families"), "{first}");
    assert!(first.contains("21 November 2026"), "{first}");
    let kit = attribute(chosen, "value").unwrap();
    let restored = laptop.post("/restore", &[&typed[..], &[("kit", &kit)]].concat()).await;
    assert_eq!(restored.location(), "/", "{}", restored.text);
    assert_eq!(what_is_there(&fresh).await, krapeu_pir(2));
    // In the terminal nothing is guessed either.
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kit-data");
    let (good, said) = terminal(&data, &["restore", "--from", &from]);
    assert!(!good && said.contains("Krapeu Pir") && said.contains("Rumlech"), "{said}");
    assert!(said.contains("--from") && !data.join(backup::DATABASE).exists(), "{said}");
}

/// The key file is lost and the stick has longer backups of another kit under the same passphrase.
#[tokio::test]
async fn keys_are_taken_from_a_backup_of_this_kit() {
    let stick = tempfile::tempdir().unwrap();
    let (mine, other) = (Kit::start().await, of_rumlech(PASSPHRASE).await);
    let place = stick.path().to_owned();
    mine.open().choose_backup_place(Some(place)).await.unwrap();
    backed_up(&mine, 1, stick.path()).await;
    backed_up(&other, 5, stick.path()).await;
    let whole = closed(&mine);
    std::fs::remove_file(data_of(&whole).join(Keyring::FILE_NAME)).unwrap();
    let opened = whole.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(opened.location(), "/");
    assert_eq!(what_is_there(&whole).await, krapeu_pir(1));
    // Where the data cannot say whose keys it wants, somebody does, and the repair goes on with that.
    let lost = closed(&mine);
    std::fs::remove_file(data_of(&lost).join(Keyring::FILE_NAME)).unwrap();
    std::fs::write(data_of(&lost).join(backup::DATABASE), "").unwrap();
    let mut laptop = lost.laptop();
    laptop.cookies.insert("lang".to_owned(), "en".to_owned());
    let asked = laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT, "{}", asked.text);
    let chosen = asked.text.split("name=\"kit\"").skip(1).find(|one| one.contains("Krapeu Pir"));
    let kit = attribute(chosen.unwrap(), "value").unwrap();
    let opened = laptop.post("/unlock", &[("passphrase", PASSPHRASE), ("kit", &kit)]).await;
    assert_eq!(opened.location(), "/damaged", "{}", opened.text);
    let page = laptop.get("/damaged").await.text;
    assert!(page.contains("1 family") && !page.contains("5 families"), "{page}");
    assert!(!page.contains("that are not whole"), "another kit's backup is not a bad one: {page}");
    laptop.post_on("/damaged", &[("remedy", "newest"), ("passphrase", PASSPHRASE)]).await;
    assert_eq!(what_is_there(&lost).await, krapeu_pir(1));
}
