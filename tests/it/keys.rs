//! Keys: the first run, a locked start, changed passphrases, the recovery sheet, backup and restore, the journal.
#![allow(clippy::unwrap_used, reason = "a folder that cannot be read should stop the test")]

use axum::http::StatusCode;
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::store::backup::{self, DATABASE};
use outreach_kit::store::journal::{self, Chain};
use outreach_kit::store::{StoreError, tally};

use crate::harness::{
    FOCAL, Kit, NOW, PASSPHRASE, PIN, SECOND, event_answers, file, mother_of_two,
};

pub(crate) fn first_run() -> Vec<(&'static str, &'static str)> {
    let mut answers: Vec<_> = event_answers().into_iter().collect();
    answers.extend([
        ("papers", "birth_letter"),
        ("papers", "family_book"),
        ("keyholder_1_name", "one"),
        ("keyholder_1_passphrase", PASSPHRASE),
        ("keyholder_2_name", "two"),
        ("keyholder_2_passphrase", SECOND),
        ("staff_1_name", "Admin"),
        ("staff_1_pin", PIN),
        ("staff_2_name", "Officer One"),
        ("staff_2_pin", "៥១៩៣"),
        ("staff_3_name", "Officer Two"),
        ("staff_3_pin", PIN),
        ("staff_4_name", "Focal"),
        ("staff_4_pin", PIN),
        ("staff_4_passphrase", FOCAL),
    ]);
    answers
}

/// The recovery code as the sheet shows it: groups of five, somewhere between tags.
pub(crate) fn recovery_code(page: &str) -> String {
    let plain: String = page
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ");
    let groups: Vec<&str> = plain
        .split_whitespace()
        .filter(|word| {
            word.len() == 5 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        })
        .collect();
    groups.get(..8).map(|groups| groups.join("-")).unwrap_or_default()
}

#[tokio::test]
async fn the_first_run_page_sets_everything_up_and_shows_the_recovery_sheet() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    assert_eq!(laptop.get("/").await.location(), "/setup");
    assert_eq!(kit.phone().get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(laptop.get("/setup").await.status, StatusCode::OK);
    let sheet = laptop.post("/setup", &first_run()).await;
    assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.text);
    let code = recovery_code(&sheet.text);
    assert_eq!(code.len(), 47, "{code}");
    assert_eq!(kit.phone().get("/").await.status, StatusCode::OK);
    let start = laptop.get("/").await;
    assert!(
        start.text.contains("KIT-KRAPEU") && start.text.contains("<svg"),
        "Wi-Fi as text and as QR"
    );
    // After a power cut the recovery sheet opens it as well.
    let kit = kit.restart();
    let mut laptop = kit.laptop();
    assert_eq!(laptop.get("/").await.location(), "/unlock");
    assert_eq!(
        laptop.post("/unlock", &[("passphrase", &code.to_lowercase())]).await.location(),
        "/"
    );
    assert_eq!(kit.phone().get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_first_run_with_mistakes_says_them_all_and_keeps_the_words() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    let page = laptop
        .post(
            "/setup",
            &[("name_km", "ព្រឹត្តិការណ៍"), ("keyholder_1_passphrase", "short"), ("staff_1_pin", "1234")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("ព្រឹត្តិការណ៍"));
    assert!(page.text.matches("class=\"mistake\"").count() > 5, "{}", page.text);
    assert!(!kit.folder.path().join("kit-data").join(DATABASE).exists());
}

#[tokio::test]
async fn a_wrong_passphrase_opens_nothing_and_says_so() {
    let kit = Kit::start().await.restart();
    let mut laptop = kit.laptop();
    let page = laptop.post("/unlock", &[("passphrase", "quite another set of words")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(laptop.get("/desk").await.location(), "/unlock");
    assert_eq!(laptop.post("/unlock", &[("passphrase", SECOND)]).await.location(), "/");
}

#[tokio::test]
async fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/keys").await;
    let slot = crate::harness::attributes(&page.text, "action")
        .into_iter()
        .find(|path| path.ends_with("/change"));
    let new = "green papaya seven lanterns";
    let changed = admin.post(&slot.unwrap_or_default(), &[("old", PASSPHRASE), ("new", new)]).await;
    assert_eq!(changed.location(), "/keys", "{}", changed.text);
    let kit = kit.restart();
    let mut laptop = kit.laptop();
    assert_eq!(
        laptop.post("/unlock", &[("passphrase", PASSPHRASE)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(laptop.post("/unlock", &[("passphrase", new)]).await.location(), "/");
}

#[tokio::test]
async fn two_keyholders_always_remain() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/keys").await;
    for slot in crate::harness::attributes(&page.text, "action")
        .into_iter()
        .filter(|path| path.ends_with("/remove"))
    {
        let refused = admin.post(&slot, &[("current", PASSPHRASE)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{slot}");
    }
}

#[tokio::test]
async fn no_invented_name_lies_in_clear_in_any_file() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    file(&mut kit.phone(), &mother_of_two()).await;
    admin.post("/backup", &[]).await;
    let mut folders = vec![kit.folder.path().to_owned()];
    let mut looked = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            looked += 1;
            let bytes = std::fs::read(&path).unwrap();
            for name in ["ស្រីមុំ", "ដារា", "SREYMOM", "BOPHA", "ក្រពើពីរលើ", "12345678"]
            {
                let found = bytes.windows(name.len()).any(|window| window == name.as_bytes());
                assert!(!found, "{name} in {}", path.display());
            }
        }
    }
    assert!(looked >= 6, "database, WAL, keys, backup: {looked} files");
}

#[tokio::test]
async fn a_backup_is_restored_with_each_key_and_no_number_is_given_twice() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let open = kit.open();
    let to = kit.folder.path().join("stick");
    let made = backup::make(&open.data, &open.key, &to, NOW.parse().unwrap()).unwrap();
    assert_eq!(backup::newest_in(&to).unwrap(), made.folder);
    for passphrase in [PASSPHRASE, SECOND] {
        let (key, _) = Keyring::load(&made.folder).unwrap().open(passphrase).unwrap();
        let data = kit.folder.path().join(format!("restored-{}", passphrase.len()));
        backup::restore(&made.folder, &data, &key, NOW.parse().unwrap()).unwrap();
        let again = backup::restore(&made.folder, &data, &key, NOW.parse().unwrap());
        assert!(matches!(again, Err(backup::BackupError::Occupied)));
        let restored =
            outreach_kit::app::Kit::open(data.clone(), key, Keyring::load(&data).unwrap()).unwrap();
        let event = restored.event().unwrap();
        let standing =
            restored.store.read(move |conn| tally::standing(conn, event.id)).await.unwrap();
        assert_eq!((standing.families, standing.children), (1, 2));
        let next: u32 = restored
            .store
            .read(|conn| {
                conn.query_row("SELECT next_ticket FROM events", [], |row| row.get(0))
                    .map_err(StoreError::from)
            })
            .await
            .unwrap();
        assert!(next > 100, "numbers skip ahead: {next}");
    }
}

#[tokio::test]
async fn a_backup_with_one_byte_changed_is_refused() {
    let kit = Kit::start().await;
    let open = kit.open();
    let to = kit.folder.path().join("stick");
    let made = backup::make(&open.data, &open.key, &to, NOW.parse().unwrap()).unwrap();
    let file = made.folder.join(DATABASE);
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let data = kit.folder.path().join("restored");
    assert!(backup::restore(&made.folder, &data, &open.key, NOW.parse().unwrap()).is_err());
    assert!(!data.join(DATABASE).exists(), "nothing half restored is left");
}

#[tokio::test]
async fn a_changed_line_of_the_journal_shows() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let open = kit.open();
    let chain = open.store.read(journal::verify).await.unwrap();
    assert!(matches!(chain, Chain::Whole { entries, .. } if entries > 5), "{chain:?}");
    open.store
        .write(|sp| {
            sp.execute_batch("DROP TRIGGER journal_is_append_only_update; UPDATE journal SET act = 'other' WHERE seq = 3")
                .map_err(StoreError::from)
        })
        .await
        .unwrap();
    let chain = open.store.read(journal::verify).await.unwrap();
    assert_eq!(chain, Chain::BrokenAt(3));
}

#[tokio::test]
async fn the_check_page_looks_at_everything() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/check").await;
    assert_eq!(page.status, StatusCode::OK);
    let journal = admin.get("/journal").await;
    assert!(journal.text.contains("class=\"journal\"") || journal.text.contains("journal"));
}

#[tokio::test]
async fn a_fresh_laptop_restores_a_backup_by_button() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let open = kit.open();
    let to = kit.folder.path().join("stick");
    backup::make(&open.data, &open.key, &to, NOW.parse().unwrap()).unwrap();
    let stick = to.display().to_string();
    let fresh = Kit::fresh();
    let mut laptop = fresh.laptop();
    assert_eq!(laptop.get("/restore").await.status, StatusCode::OK);
    for (from, passphrase) in
        [("/no/such/folder", PASSPHRASE), (stick.as_str(), "other words entirely here")]
    {
        let page = laptop.post("/restore", &[("from", from), ("passphrase", passphrase)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(from), "what was typed is kept");
    }
    let restored = laptop.post("/restore", &[("from", &stick), ("passphrase", SECOND)]).await;
    assert_eq!(restored.location(), "/");
    let mut officer = fresh.officer("Officer One", "1").await;
    assert!(officer.post("/search", &[("q", "ដារា")]).await.text.contains("/desk/family/"));
}
