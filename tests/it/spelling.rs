//! Whatever way a Khmer text comes in, it is kept in its normal form, and what was typed is kept beside it; a spelling
//! that looks wrong is asked about, and a name in the other letters is offered.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;
use outreach_kit::khmer;
use outreach_kit::store::{StoreError, as_typed};

use crate::harness::{Kit, attribute, event_answers, file, mother_of_two};

/// As some keyboards leave it: U for a shifter, a zero width space, coeng DA.
const MESSY: &str =
    "\u{179F}\u{17BB}\u{17B8}\u{1798}\u{200B} \u{1785}\u{17B7}\u{1793}\u{17B6}\u{17D2}\u{178A}";
const TIDY: &str = "ស៊ីម ចិន្តា";

/// Columns that hold what was typed, character for character, and nothing that is compared.
const AS_TYPED: [(&str, &str); 7] = [
    ("drafts", "answers"),
    ("families", "answers"),
    ("families", "phone_typed"),
    ("revisions", "before"),
    ("revisions", "after"),
    ("as_typed", "typed"),
    // Folds and skeletons, which are keys and no spelling.
    ("finding_rows", "words"),
];

/// Every text of the kit's file that is not in its normal form, by table and column.
async fn untidy(kit: &Kit) -> Vec<String> {
    let open = kit.open();
    let found = open.store.read(|conn| {
        let mut found = Vec::new();
        let mut tables = conn.prepare(
            "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p
             WHERE m.type = 'table' AND p.type = 'TEXT' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1, 2",
        )?;
        let columns = tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (table, column) in columns.collect::<Result<Vec<(String, String)>, _>>()? {
            let is_key = column.contains("fold") || column.contains("search") || column.contains("json");
            if is_key || AS_TYPED.contains(&(table.as_str(), column.as_str())) {
                continue;
            }
            let mut texts = conn.prepare(&format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL"))?;
            let texts = texts.query_map([], |row| row.get::<_, String>(0))?;
            for text in texts.collect::<Result<Vec<_>, _>>()? {
                let is_tidy = |line: &str| !line.chars().any(khmer::is_khmer) || khmer::normalize(line) == line;
                // A place stands with what is around it, a line each.
                if !text.lines().all(is_tidy) {
                    found.push(format!("{table}.{column}: {text:?}"));
                }
            }
        }
        Ok::<_, StoreError>(found)
    });
    found.await.unwrap()
}

#[tokio::test]
async fn every_way_in_leads_to_the_normal_form() {
    let kit = Kit::start().await;
    let mut family = mother_of_two();
    for (_, fields) in &mut family {
        for (name, value) in fields {
            if name.contains("khmer_") && !name.starts_with("c2_")
                || name.ends_with("_name")
                || *name == "home_village"
            {
                *value = MESSY;
            }
        }
    }
    file(&mut kit.phone(), &family).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = attribute(&page.text, "data-child").unwrap();
    let at = page.text.find("/name\"").unwrap();
    let version = attribute(page.text.get(at..).unwrap(), "value").unwrap();
    let named = [("version", &*version), ("c1_khmer_given", MESSY)];
    assert_eq!(
        officer.post(&format!("/desk/child/{child}/name"), &named).await.status,
        StatusCode::SEE_OTHER
    );
    let mut admin = kit.signed_in("Admin").await;
    admin.post("/staff", &[("name", MESSY), ("pin", "5823"), ("role", "helper")]).await;
    let mut event: Vec<(&str, &str)> = event_answers().into_iter().collect();
    event.retain(|(name, _)| !matches!(*name, "place_km" | "issuer_km"));
    event.extend([("place_km", MESSY), ("issuer_km", MESSY)]);
    let saved = admin.post("/event", &event).await;
    assert!(saved.status.is_redirection(), "{}", saved.text);
    assert_eq!(untidy(&kit).await, [""; 0]);
    let open = kit.open();
    let kept_once = open.store.read(|conn| {
        let known = "SELECT count(*) FROM staff WHERE name = ?1";
        Ok::<i64, StoreError>(conn.query_row(known, [TIDY], |row| row.get(0))?)
    });
    assert_eq!(kept_once.await.unwrap(), 1);
}

#[tokio::test]
async fn what_was_typed_is_kept_where_the_kit_spells_otherwise() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.post("/staff", &[("name", MESSY), ("pin", "5823"), ("role", "helper")]).await;
    admin.post("/staff", &[("name", "សុខ ដារា "), ("pin", "5823"), ("role", "helper")]).await;
    // Nobody is signed in: nothing is written down for a stranger.
    kit.laptop().post("/staff", &[("name", MESSY), ("pin", "5823"), ("role", "helper")]).await;
    let kept = kit.open().store.read(as_typed::all).await.unwrap();
    let kept: Vec<_> =
        kept.iter().map(|text| (&*text.page, &*text.field, &*text.typed, &*text.kept)).collect();
    assert_eq!(kept, [("/staff", "name", MESSY, TIDY)]);

    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    phone.post("/form/name", &[("khmer_given", MESSY)]).await;
    let answers: String = kit
        .open()
        .store
        .read(|conn| {
            Ok::<_, StoreError>(conn.query_row("SELECT answers FROM drafts", [], |row| row.get(0))?)
        })
        .await
        .unwrap();
    let typed: std::collections::BTreeMap<String, String> = serde_json::from_str(&answers).unwrap();
    assert_eq!(typed.get("khmer_given").map(String::as_str), Some(MESSY));
}

/// A given name with a vowel too many, in its normal form.
const SLIP: &str = "ដ\u{17B7}\u{17B6}រា";
/// What a page says that has shown it.
const DOUBTED: &str = "c1_khmer_given=ដ\u{17B7}\u{17B6}រា";

#[tokio::test]
async fn a_spelling_that_looks_wrong_is_marked_and_can_be_passed() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    phone.post("/form/who", &[("relation", "mother")]).await;
    let typed = [("khmer_family", "សុខ"), ("khmer_given", SLIP)];
    let asked = phone.post("/form/name", &typed).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text.contains("data-doubted"));
    assert!(asked.text.contains("<mark>ដ\u{17B7}\u{17B6}</mark>រា"), "{}", asked.text);
    let doubted = format!("khmer_given={SLIP}");
    // Another slip is asked about again.
    let other =
        phone.post("/form/name", &[("khmer_given", "\u{17B6}រា"), ("doubted", &doubted)]).await;
    assert!(other.text.contains("data-doubted"));
    let mut again = typed.to_vec();
    again.push(("doubted", &doubted));
    let passed = phone.post("/form/name", &again).await;
    assert_eq!((passed.status, passed.location()), (StatusCode::SEE_OTHER, "/form/phone"));
    // Whoever comes back sees it still, without being stopped.
    let back = phone.get("/form/name").await;
    assert!(back.text.contains("<mark>") && !back.text.contains("data-doubted"));
}

#[tokio::test]
async fn a_slip_is_asked_about_at_the_entry_and_at_a_correction() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let begun = helper.post("/entry", &[]).await;
    let form = begun.location().to_owned();
    let mut words: Vec<(&str, &str)> = mother_of_two()
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .filter(|(name, _)| *name != "c1_khmer_given")
        .collect();
    words.extend([("c1_khmer_given", SLIP), ("do", "send")]);
    let page = helper.get(&form).await;
    let saved = attribute(page.text.split("name=\"saved\"").nth(1).unwrap(), "value").unwrap();
    let mut first = words.clone();
    first.push(("saved", &saved));
    let asked = helper.post(&form, &first).await;
    assert!(
        asked.text.contains("data-doubted")
            && asked.text.contains("<mark>ដ\u{17B7}\u{17B6}</mark>")
    );
    let saved = attribute(asked.text.split("name=\"saved\"").nth(1).unwrap(), "value").unwrap();
    let doubted = format!("c1_khmer_given={SLIP}");
    words.extend([("saved", &*saved), ("doubted", &doubted)]);
    let sent = helper.post(&form, &words).await;
    assert!(sent.location().ends_with("/done"), "{} {}", sent.status, sent.text);

    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = attribute(&page.text, "data-child").unwrap();
    let at = page.text.find("/name\"").unwrap();
    let version = attribute(page.text.get(at..).unwrap(), "value").unwrap();
    let typed = [("version", &*version), ("c1_khmer_given", "ដា\u{17CB}\u{17B7}រា")];
    let asked = officer.post(&format!("/desk/child/{child}/name"), &typed).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text.contains("data-doubted"));
    // A correction of something else is not asked about the name that stands there already.
    let right = [("version", &*version), ("c1_latin_given", "DARAA")];
    assert_eq!(
        officer.post(&format!("/desk/child/{child}/name"), &right).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_name_in_the_other_letters_is_offered_and_filled_in_by_a_tap_only() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    phone.post("/form/who", &[("relation", "mother")]).await;
    let typed =
        [("khmer_family", "សុខ"), ("khmer_given", "ស្រីមុំ"), ("latin_family", ""), ("latin_given", "")];
    let mut asks = typed.to_vec();
    asks.push(("offer", ""));
    let page = phone.post_on("/form/name", &asks).await;
    assert!(
        page.text.contains("value=\"latin_family=SOK\"")
            && page.text.contains("value=\"latin_given=SREYMOM\"")
    );
    let filled = |html: &str, name: &str| {
        attribute(html.split(&format!("id=\"{name}\"")).nth(1).unwrap(), "value")
    };
    assert_eq!(filled(&page.text, "latin_given").as_deref(), Some(""));
    // What nobody offered is not taken.
    let mut foreign = typed.to_vec();
    foreign.push(("offer", "latin_given=SOMETHING"));
    let page = phone.post_on("/form/name", &foreign).await;
    assert_eq!(filled(&page.text, "latin_given").as_deref(), Some(""));
    let mut taps = typed.to_vec();
    taps.push(("offer", "latin_given=SREYMOM"));
    let page = phone.post_on("/form/name", &taps).await;
    assert_eq!(filled(&page.text, "latin_given").as_deref(), Some("SREYMOM"));
    assert_eq!(filled(&page.text, "latin_family").as_deref(), Some(""));
}

#[tokio::test]
async fn names_are_read_back_syllable_by_syllable() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    crate::harness::fill(&mut phone, &mother_of_two()).await;
    let check = phone.get("/check").await;
    assert!(check.text.contains("<span class=\"letters\" lang=\"km\">ជា – ស្រី · មុំ</span>"));
    assert!(check.text.contains("សុ · ខ – ដា · រា"));
}

/// Whoever sits at the desk sees it before the child stands in the book.
#[tokio::test]
async fn the_desk_marks_a_doubted_name_and_one_that_was_typed_otherwise() {
    let kit = Kit::start().await;
    let mut family = mother_of_two();
    for (_, fields) in &mut family {
        for (name, value) in fields.iter_mut() {
            match *name {
                "c1_khmer_given" => *value = SLIP,
                "c2_khmer_family" => *value = MESSY,
                _ => {}
            }
        }
        if fields.iter().any(|(name, _)| *name == "c1_khmer_given") {
            fields.push(("doubted", DOUBTED));
        }
    }
    file(&mut kit.phone(), &family).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = officer.seat_next().await.text;
    let card = |number: usize| page.split("<article").nth(number).unwrap();
    assert!(card(1).contains("data-spelling"));
    assert!(card(1).contains("<mark>ដ\u{17B7}\u{17B6}</mark>រា"), "{}", card(1));
    assert!(!card(1).contains("Typed as:"), "it is kept as it was typed");
    let typed = card(2).split("Typed as:").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(typed.contains("<mark>"), "{typed}");
    assert!(typed.contains("\u{179F}\u{17BB}\u{17B8}"), "character for character: {typed}");
    let bar = page.split("class=\"decide\"").nth(1).unwrap();
    assert!(
        bar.split("</p>").next().unwrap().contains("look at the spelling"),
        "beside the buttons too"
    );
}
