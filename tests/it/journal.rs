//! The journal: what has to stand in it, pages of it, the printed mark that shows a cut tail, and what is opaque.
#![allow(clippy::unwrap_used, reason = "a kit that cannot be set up should stop the test")]

use axum::http::StatusCode;
use outreach_kit::store::StoreError;
use outreach_kit::store::journal::{self, By, Mark};

use crate::entered::enter_first;
use crate::faults::{data_of, terminal};
use crate::harness::{Kit, attribute, file, mother_of_two, now};
use crate::network::{self, Tablet};

/// Acts of the journal in their order.
pub(crate) async fn acts(kit: &Kit) -> Vec<String> {
    let open = kit.open();
    let all = open.store.read(|conn| {
        let mut statement = conn.prepare("SELECT act FROM journal ORDER BY seq")?;
        let acts = statement.query_map([], |row| row.get(0))?;
        Ok::<Vec<String>, StoreError>(acts.collect::<Result<_, _>>()?)
    });
    all.await.unwrap()
}

async fn note(kit: &Kit, act: &'static str, subject: String, detail: &'static str) {
    let by = By { staff: None, at: now() };
    let written =
        kit.open().store.write(move |sp| journal::append(sp, by, act, &subject, detail)).await;
    written.unwrap();
}

/// The mark as a day sheet prints it.
async fn mark(kit: &Kit) -> String {
    let (_, hash) = kit.open().store.read(journal::head_in_words).await.unwrap();
    let signs: Vec<char> = hash.chars().take(journal::MARK_SIGNS).collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn whatever_is_decided_printed_exported_set_or_entered_leaves_a_line() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = enter_first(&mut officer, &page).await;
    let made = officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    let receipt = made.location().split('?').next().unwrap().to_owned();
    officer.post(&format!("{receipt}/printed"), &[]).await;
    officer.post("/register/csv", &[("which", "all")]).await;
    officer.post("/register/sheet", &[("which", "all")]).await;
    officer.post("/sign-out", &[]).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.post("/backup", &[]).await;
    admin.post("/check", &[]).await;
    admin.post("/check/printed", &[]).await;
    let acts = acts(&kit).await;
    for act in [
        "found",
        "file",
        "sign_in",
        "call",
        "seat",
        "enter",
        "issue_receipt",
        "print",
        "export_register_csv",
        "export_register_sheet",
        "sign_out",
        "backup",
        "drill",
        "test_print",
    ] {
        assert!(acts.iter().any(|known| known == act), "{act} is not among {acts:?}");
    }
}

#[tokio::test]
async fn a_cut_tail_shows_by_the_mark_that_was_printed() {
    let kit = Kit::start().await;
    let early = mark(&kit).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let late = mark(&kit).await;
    let mut admin = kit.signed_in("Admin").await;
    let ask = async |admin: &mut crate::harness::Browser<'_>, typed: &str| {
        let page = admin.get(&format!("/journal?mark={}", typed.replace(' ', "+"))).await;
        assert_eq!(page.status, StatusCode::OK);
        attribute(&page.text, "data-mark")
    };
    assert_eq!(ask(&mut admin, &late).await.as_deref(), Some("there"));
    assert_eq!(ask(&mut admin, &late.to_uppercase()).await.as_deref(), Some("there"));
    assert_eq!(ask(&mut admin, "12ab").await.as_deref(), Some("unreadable"));
    assert_eq!(ask(&mut admin, "").await, None);
    // Somebody who has the key and the file takes the end of the journal off: what is left follows one from another.
    kit.open()
        .store
        .write(|sp| {
            sp.execute_batch(
                "DROP TRIGGER journal_is_append_only_delete;
                 DELETE FROM journal WHERE seq >= (SELECT min(seq) FROM journal WHERE act = 'file')",
            )
            .map_err(StoreError::from)
        })
        .await
        .unwrap();
    let chain = kit.open().store.read(journal::verify).await.unwrap();
    assert!(matches!(chain, journal::Chain::Whole { .. }), "the chain alone says nothing");
    assert_eq!(ask(&mut admin, &late).await.as_deref(), Some("gone"));
    let before = ask(&mut admin, &early).await;
    assert_eq!(before.as_deref(), Some("there"), "what was printed before is still there");
    // The terminal says the same.
    let (good, said) = terminal(&data_of(&kit), &["check", "--head", &late]);
    assert!(!good && said.contains("NOT  No entry has this mark"), "{said}");
    let (_, said) = terminal(&data_of(&kit), &["check", "--head", &early]);
    assert!(said.contains("ok   This is the mark of entry"), "{said}");
    let found = kit.open().store.read(|conn| journal::find_mark(conn, "%%%%%%%%%%%%%%%%")).await;
    assert_eq!(found.unwrap(), Mark::Unreadable);
}

#[tokio::test]
async fn a_journal_that_was_changed_is_told_on_the_start_page_and_in_the_bar() {
    let kit = Kit::start().await;
    kit.open()
        .store
        .write(|sp| {
            sp.execute_batch(
                "DROP TRIGGER journal_is_append_only_update; UPDATE journal SET act = 'other' WHERE seq = 2",
            )
            .map_err(StoreError::from)
        })
        .await
        .unwrap();
    let kit = kit.restart();
    kit.laptop().post("/unlock", &[("passphrase", crate::harness::PASSPHRASE)]).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let start = admin.get("/").await.text;
    assert!(start.contains("data-journal=\"broken\""), "{start}");
    assert!(start.contains("Keep this laptop and the backups as they are"), "what to do");
    assert!(admin.get("/event").await.text.contains("journal broken at 2"));
}

#[tokio::test]
async fn the_journal_has_pages_and_each_entry_stands_on_one() {
    let kit = Kit::start().await;
    for _ in 0..450 {
        note(&kit, "test_print", String::new(), "").await;
    }
    let mut admin = kit.signed_in("Admin").await;
    let (mut address, mut seen) = ("/journal?day=2026-11-21".to_owned(), 0);
    let mut pages = 0;
    while !address.is_empty() {
        let page = admin.get(&address).await.text;
        seen += page.matches("data-act=\"test_print\"").count();
        pages += 1;
        let next = page.split("rel=\"next\" href=\"").nth(1);
        address = next.and_then(|rest| rest.split('"').next()).unwrap_or("").replace("&#38;", "&");
        assert!(address.is_empty() || address.contains("day=2026-11-21"), "{address}");
    }
    assert_eq!((pages, seen), (3, 450));
}

#[tokio::test]
async fn the_journal_is_narrowed_to_a_child_by_its_place_or_its_id() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = enter_first(&mut officer, &page).await;
    officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    let mut admin = kit.signed_in("Admin").await;
    let acts = async |admin: &mut crate::harness::Browser<'_>, number: &str| {
        let page = admin.get(&format!("/journal?number={number}")).await.text;
        for field in ["staff", "number"] {
            assert!(page.contains(&format!("<label class=\"label\" for=\"{field}\">")), "{field}");
        }
        crate::harness::attributes(&page, "data-act")
    };
    let its = acts(&mut admin, &child).await;
    assert!(its.contains(&"enter".to_owned()) && !its.contains(&"file".to_owned()), "{its:?}");
    assert_eq!(acts(&mut admin, "1/1").await, its);
    assert_eq!(acts(&mut admin, "១/១").await, its);
    assert!(acts(&mut admin, "1/2").await.is_empty());
    assert!(acts(&mut admin, "1").await.len() > its.len());
}

#[tokio::test]
async fn the_sealed_rooms_entries_tell_neither_child_nor_kind() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let open = kit.open();
    let child = open.store.read(|conn| {
        Ok::<String, StoreError>(conn.query_row(
            "SELECT lower(hex(id)) FROM children LIMIT 1",
            [],
            |row| row.get(0),
        )?)
    });
    let child = child.await.unwrap();
    note(&kit, "sealed", String::new(), "").await;
    // Even if an entry said more than it should.
    note(&kit, "sealed", child.clone(), "desk 2").await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = admin.get("/journal").await.text;
    let entries: Vec<&str> = page
        .split("<li data-act=\"sealed\">")
        .skip(1)
        .map(|rest| rest.split("<small").next().unwrap())
        .collect();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries.first(), entries.last(), "the two cannot be told apart");
    assert!(
        !page.contains(&child) && entries.iter().all(|entry| !entry.contains("number")),
        "{entries:?}"
    );
    for number in ["1", "1/1", child.as_str()] {
        let narrowed = admin.get(&format!("/journal?number={number}")).await.text;
        assert!(!narrowed.contains("data-act=\"sealed\""), "{number}");
    }
}

#[tokio::test]
async fn a_backup_that_the_kit_makes_leaves_one_line_and_makes_no_further_one_due() {
    let kit = Kit::start().await;
    let open = kit.open();
    let at = |seconds: i64| now() + jiff::SignedDuration::from_secs(seconds);
    let lines = async || {
        let acts = acts(&kit).await;
        ["backup_by_itself", "backup_failed"]
            .map(|act| acts.iter().filter(|known| *known == act).count())
    };
    assert!(open.back_up_by_itself(at(0)).await.unwrap());
    assert_eq!(lines().await, [1, 0]);
    assert!(!open.back_up_by_itself(at(3600)).await.unwrap(), "its own line is no change");
    assert_eq!(lines().await, [1, 0]);
    // The stick is gone for a while.
    let stick = kit.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    open.choose_backup_place(Some(stick.clone())).await.unwrap();
    std::fs::remove_dir(&stick).unwrap();
    assert!(open.back_up_by_itself(at(4000)).await.is_err());
    assert!(open.back_up_by_itself(at(4100)).await.is_err());
    assert_eq!(lines().await, [2, 1], "one line, however often it is tried again");
    std::fs::create_dir(&stick).unwrap();
    assert!(open.back_up_by_itself(at(4200)).await.unwrap());
    assert_eq!(lines().await, [3, 1]);
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = admin.get("/journal").await.text;
    assert!(page.contains("makes a backup by itself") && page.contains("a backup failed"));
}

#[tokio::test]
async fn a_day_of_the_journal_is_asked_for_as_every_day_is() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    for (asked, entries, mistake) in [
        ("", true, false),
        ("day_day=21&day_month=11&day_year=2026", true, false),
        (
            "day_day=%E1%9F%A2%E1%9F%A1&day_month=11&day_year=%E1%9F%A2%E1%9F%A0%E1%9F%A2%E1%9F%A6",
            true,
            false,
        ),
        ("day_day=20&day_month=11&day_year=2026", false, false),
        ("day_day=21&day_month=&day_year=", true, true),
        ("day_day=%00&day_month=x&day_year=99999999999", true, true),
    ] {
        let page = admin.get(&format!("/journal?{asked}")).await;
        assert_eq!(page.status, StatusCode::OK, "{asked}");
        assert_eq!(page.text.contains("<li data-act="), entries, "{asked}");
        assert!(!page.text.contains("There is no such day"), "{asked}");
        assert_eq!(page.text.contains("Write the day, the month and the year"), mistake, "{asked}");
        // The browser's own box would say month and day the other way round.
        assert!(!page.text.contains("type=\"date\""), "{asked}");
    }
    let none = admin.get("/journal?day_day=31&day_month=2&day_year=2026").await.text;
    assert!(none.contains("There is no such day") && none.contains("<li data-act="));
    let page = admin.get("/journal?day_day=21&day_month=11&day_year=2026").await.text;
    assert_eq!(attribute(page.split("id=\"day\"").nth(1).unwrap(), "value").as_deref(), Some("21"));
}

/// Entries of a page as `act: sentence`, without tags.
fn entries(page: &str) -> Vec<String> {
    let all = page.split("<li data-act=\"").skip(1).map(|rest| {
        let (act, rest) = rest.split_once('"').unwrap();
        let told = rest.split("</time>").nth(1).unwrap().split("<small").next().unwrap();
        let bare: String = told
            .split('<')
            .map(|part| part.split_once('>').unwrap_or(("", part)).1)
            .collect::<Vec<_>>()
            .join("|");
        format!("{act} {bare}")
    });
    all.collect()
}

#[tokio::test]
async fn the_journal_names_the_device_and_a_wrong_pin_has_no_doer() {
    let kit = network::open_kit().await;
    let mut tablet = Tablet::signed_in(&kit, "Officer One").await;
    tablet.post("/next-person", &[]).await;
    assert_eq!(tablet.sign_in("Focal", "0000").await.status, 422);
    kit.laptop().post("/sign-out", &[]).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let devices = admin.get("/devices").await.text;
    let off = devices.split("action=\"/devices/").find(|part| part.contains("/off\"")).unwrap();
    admin.post(&format!("/devices/{}/off", off.split('/').next().unwrap()), &[]).await;
    let told = entries(&admin.get("/journal").await.text);
    let on = "on “Tablet of the second desk”";
    for (act, who, about) in [
        ("pair_device", "Admin", "put a device on the list: Tablet of the second desk"),
        ("revoke_device", "Admin", "took a device off the list: Tablet of the second desk"),
        ("sign_in", "Officer One", on),
        ("hand_on", "Officer One", on),
        ("wrong_pin", "Somebody", "a wrong PIN was typed: Focal, on “Tablet of the second desk”"),
    ] {
        let found = told.iter().any(|entry| {
            entry.starts_with(&format!("{act} ")) && entry.contains(who) && entry.contains(about)
        });
        assert!(found, "{act}: {told:#?}");
    }
    let at_the_laptop =
        told.iter().find(|entry| entry.starts_with("sign_in") && entry.contains("Admin"));
    assert!(!at_the_laptop.unwrap().contains("on “"), "{at_the_laptop:?}");
    // By person: what they did, and what was done to them.
    let select = admin.get("/journal").await.text;
    let focal = select.split("<option value=\"").find(|part| part.contains(">Focal<")).unwrap();
    let focal = focal.split('"').next().unwrap();
    admin.post(&format!("/staff/{focal}/pin"), &[("pin", "8264")]).await;
    let its = entries(&admin.get(&format!("/journal?staff={focal}")).await.text);
    let begins = |act: &str| its.iter().any(|entry| entry.starts_with(act));
    assert!(begins("wrong_pin ") && begins("new_pin "), "{its:#?}");
    assert!(!begins("pair_device ") && !begins("hand_on "), "{its:#?}");
}

#[tokio::test]
async fn a_number_that_is_none_is_said() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    for (typed, mistake) in [
        ("", false),
        ("1", false),
        ("%E1%9F%A1", false),
        ("1/2", false),
        ("0123456789abcdef0123456789abcdef", false),
        ("abc", true),
        ("1/x", true),
        ("-1", true),
        ("99999999999999", true),
        ("%00", true),
    ] {
        let page = admin.get(&format!("/journal?number={typed}")).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        let said = attribute(&page.text, "data-number").is_some();
        assert_eq!(said, mistake, "{typed}");
        assert_eq!(page.text.contains("That is no number of the line"), mistake, "{typed}");
    }
}
