//! What people stumbled over once, and does not happen again.
#![allow(clippy::panic, reason = "a page without a family should stop the test")]

use axum::http::StatusCode;
use outreach_kit::domain::ids::FamilyId;
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::store::{StoreError, checklist};

use crate::harness::{
    Kit, PASSPHRASE, attribute, behind, file, fill, founding, mother_of_two, valued,
};
use crate::keys::recovery_code;
use crate::restored::next_event;

#[tokio::test]
async fn the_phone_that_sent_finds_its_number_again_on_the_start_page() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let ticket = file(&mut phone, &mother_of_two()).await;
    // Back after Send leads to the page that read everything back, and that one home.
    assert_eq!(phone.get("/check").await.location(), "/");
    let home = phone.get("/").await;
    assert_eq!(attribute(&home.text, "data-held-ticket").as_deref(), Some("1"));
    assert!(home.text.contains(&format!("href=\"{ticket}\"")));
    assert!(!home.text.contains("ស្រីមុំ"), "a number, and nothing about the family");
    // A helper's next family is one tap away, begins empty, and gets a number of its own.
    file(&mut phone, &mother_of_two()).await;
    let home = phone.get("/").await;
    assert_eq!(attribute(&home.text, "data-held-ticket").as_deref(), Some("2"));
    assert!(!kit.phone().get("/").await.text.contains("data-held-ticket"));
}

#[tokio::test]
async fn an_age_in_months_is_read_back_as_months_and_a_date_is_not_also_unknown() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, &mother_of_two()).await;
    let both = [("c2_birth_year", "2020"), ("c2_birth_unknown", "yes")];
    let asked = phone.post("/form/c2-birth", &both).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("id=\"c2_birth_unknown-m\"") && asked.text.contains("2020"));
    let months = [("c2_birth_year", ""), ("c2_birth_about", "3 ខែ")];
    assert_eq!(phone.post("/form/c2-birth", &months).await.status, StatusCode::SEE_OTHER);
    let said = "អាយុប្រហែល ៣ ខែ";
    assert!(phone.get("/check").await.text.contains(said));
    assert_eq!(phone.post("/send", &[]).await.status, StatusCode::SEE_OTHER);
    let mut officer = kit.officer("Officer One", "1").await;
    assert!(officer.post_on("/desk/next", &[]).await.text.contains(said));
}

#[tokio::test]
async fn the_form_is_read_back_as_a_person_would_say_it() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let mut answers = mother_of_two();
    for (step, fields) in &mut answers {
        match *step {
            "c1-father" => *fields = vec![("c1_father", "away")],
            "c2-father" => *fields = vec![("c2_father", "same_1")],
            _ => {}
        }
    }
    let at = answers.iter().position(|(step, _)| *step == "c1-father").unwrap_or_default() + 1;
    answers.insert(at, ("c1-father-details", vec![("c1_father_khmer_given", "សុវណ្ណ")]));
    answers.insert(at + 1, ("c1-father-birth", vec![]));
    fill(&mut phone, &answers).await;
    let page = phone.get("/check").await.text;
    assert_eq!(page.matches("រស់នៅឆ្ងាយ").count(), 2, "once at each child");
    assert!(page.contains("ដូចគ្នានឹងកុមារទី ១"), "the second child's father is the first's");
    assert_eq!(page.matches("href=\"/form/c1-father-birth?back=check\"").count(), 1);
    assert_eq!(page.matches("<h2>កុមារទី ២</h2>").count(), 1, "its papers stand with the child");
}

#[tokio::test]
async fn a_family_is_not_finished_by_a_slip_while_a_child_is_undecided() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/desk/next", &[]).await;
    let page = officer.post_on("/desk/ticket/1/seat", &[]).await;
    assert_eq!(page.text.matches("data-undecided=").count(), 2, "the page lists whom it is about");
    let asked = officer.post("/desk/ticket/1/finish", &[]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert_eq!(attribute(&asked.text, "data-place").as_deref(), Some("at_desk"));
    assert!(asked.text.contains("<details id=\"finish\" open>"));
    let page = officer.post_on("/desk/ticket/1/finish", &[("reason", "gone_home")]).await;
    assert_eq!(attribute(&page.text, "data-place").as_deref(), Some("done"));
}

#[tokio::test]
async fn who_has_just_been_set_aside_is_fetched_back_where_it_was_done() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/desk/next", &[]).await;
    let left = officer.post_on("/desk/ticket/1/miss", &[]).await;
    assert_eq!(attribute(&left.text, "data-left").as_deref(), Some("1"));
    let strip = behind(&left.text, "data-left");
    let version = attribute(strip.split("name=\"version\"").nth(1).unwrap_or_default(), "value");
    let undo = [("version", version.as_deref().unwrap_or_default()), ("stay", "1")];
    let back = officer.post_on("/desk/ticket/1/undo", &undo).await;
    assert_eq!(attribute(&back.text, "data-place").as_deref(), Some("called"));
    assert!(!officer.get("/desk?left=1").await.text.contains("data-left"), "nothing to take back");
    assert!(!officer.get("/desk?left=99").await.text.contains("data-left"));
}

#[tokio::test]
async fn a_correction_says_which_answer_it_was_and_an_unnamed_child_has_a_heading() {
    let kit = Kit::start().await;
    let mut answers = mother_of_two();
    for (step, fields) in &mut answers {
        if *step == "c2-name" {
            *fields = vec![("c2_no_name", "yes")];
        }
    }
    file(&mut kit.phone(), &answers).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.post_on("/desk/next", &[]).await;
    let headings = page.text.matches("<legend class=\"label\">កុមារទី ២ – ").count();
    assert_eq!(headings, 1);
    assert!(page.text.matches("មិនទាន់មានឈ្មោះ").count() >= 2, "card and checklist say it in words");
    let family = valued(&page.text, "data-family");
    let mut corrected: Vec<(&str, &str)> =
        answers.into_iter().flat_map(|(_, fields)| fields).collect();
    corrected.retain(|(name, _)| *name != "c1_sex" && *name != "home_village");
    corrected.extend([("c1_sex", "female"), ("home_village", "រំលេច"), ("version", "1")]);
    officer.post_on(&format!("/desk/family/{family}/correct"), &corrected).await;
    let page = officer.get(&format!("/desk/family/{family}")).await.text;
    let list = page.split("id=\"revisions\"").nth(1).unwrap_or_default();
    let list = list.split("</details>").next().unwrap_or_default();
    assert!(list.contains("កុមារទី ១ · ភេទ"), "{list}");
    assert!(list.contains("<del>ប្រុស</del> → ស្រី"), "words, not codes: {list}");
    assert!(list.contains("<del>ក្រពើពីរលើ</del> → រំលេច"), "{list}");
    assert_eq!(list.matches("<li>").count(), 2, "marks of pages seen are no corrections: {list}");
}

#[tokio::test]
async fn two_officers_ticking_papers_at_once_keep_each_others_ticks() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut one = kit.officer("Officer One", "1").await;
    let mut two = kit.officer("Officer Two", "2").await;
    let page = one.post_on("/desk/next", &[]).await;
    let papers = format!("/desk/family/{}/papers", valued(&page.text, "data-family"));
    let seen = |page: &str, paper: &str| {
        page.contains(&format!("name=\"seen\" value=\"{paper}\" checked"))
    };
    // Both looked at the page while nothing was ticked.
    one.post_on(&papers, &[("seen", "0:family_book")]).await;
    let page = two.post_on(&papers, &[("seen", "1:birth_letter")]).await;
    assert!(seen(&page.text, "0:family_book") && seen(&page.text, "1:birth_letter"));
    // The first one's page still shows one tick; taking it away leaves the other's alone.
    let page = one.post_on(&papers, &[("known", "0:family_book")]).await;
    assert!(!seen(&page.text, "0:family_book") && seen(&page.text, "1:birth_letter"));
}

#[tokio::test]
async fn what_was_said_about_a_child_that_was_taken_off_is_gone() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.post_on("/desk/next", &[]).await;
    let family = valued(&page.text, "data-family");
    let papers = format!("/desk/family/{family}/papers");
    officer.post_on(&papers, &[("seen", "2:birth_letter")]).await;
    let mut one_child: Vec<(&str, &str)> =
        mother_of_two().into_iter().flat_map(|(_, fields)| fields).collect();
    one_child.retain(|(name, _)| !name.starts_with("c2_") && *name != "count");
    one_child.extend([("count", "1"), ("version", "1")]);
    let correct = format!("/desk/family/{family}/correct");
    officer.post_on(&correct, &one_child).await;
    officer.post_on(&papers, &[("seen", "2:birth_letter")]).await;
    let id = FamilyId::parse(&family).unwrap_or_else(|_| panic!("{family}"));
    let left = kit.open().store.read(move |conn| checklist::papers_of(conn, id)).await;
    let left: Vec<u8> = left.map_or(Vec::new(), |rows| rows.iter().map(|row| row.child).collect());
    assert!(!left.is_empty() && left.iter().all(|child| *child < 2), "{left:?}");
}

#[tokio::test]
async fn an_old_recovery_sheet_ends_when_the_new_one_is_typed_back() {
    let kit = Kit::fresh();
    let old = kit.app.found(founding(false)).await.map(|code| code.text()).unwrap_or_default();
    let mut admin = kit.signed_in("Admin").await;
    let opens = |code: &str| {
        Keyring::load(&kit.open().data).is_ok_and(|keyring| keyring.open(code).is_ok())
    };
    let refused = admin.post("/keys/recovery", &[("current", "not the passphrase")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sheet = admin.post("/keys/recovery", &[("current", PASSPHRASE)]).await;
    let new = recovery_code(&sheet.text);
    assert!(opens(&old) && opens(&new), "while the new one may still be in the printer");
    let asked = valued(&sheet.text, "data-groups");
    let groups: Vec<&str> = new.split('-').collect();
    let typed: Vec<&str> = asked
        .split(' ')
        .filter_map(|place| groups.get(place.parse::<usize>().ok()?.checked_sub(1)?).copied())
        .collect();
    let [first, second] = typed[..] else { panic!("two groups are asked: {asked}") };
    let wrong = [("first", second), ("second", first)];
    let again = admin.post("/keys/recovery/confirm", &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(recovery_code(&again.text), new, "the sheet can be looked at again");
    assert!(opens(&old));
    assert!(admin.get("/keys").await.text.contains("សន្លឹកសង្គ្រោះចាស់នៅតែបើក"));
    let right = [("first", first), ("second", second)];
    assert_eq!(admin.post("/keys/recovery/confirm", &right).await.location(), "/keys");
    assert!(!opens(&old) && opens(&new));
    // A second tap finds nothing to do.
    assert_eq!(admin.post("/keys/recovery/confirm", &right).await.location(), "/keys");
    // One that was never typed back does not pile up.
    for _ in 0..2 {
        admin.post("/keys/recovery", &[("current", PASSPHRASE)]).await;
    }
    let sheets = Keyring::load(&kit.open().data).map_or(0, |keyring| keyring.slots().count() - 2);
    assert_eq!(sheets, 2);
    assert!(opens(&new));
}

#[tokio::test]
async fn the_journal_is_told_in_sentences_and_narrowed_to_a_person_a_day_and_a_number() {
    let kit = Kit::start().await;
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut officer = kit.officer("Officer One", "3").await;
    let page = officer.post_on("/desk/next", &[]).await;
    let family = valued(&page.text, "data-family");
    officer.post(&format!("/desk/family/{family}/papers"), &[("seen", "0:family_book")]).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let all = admin.get("/journal").await.text;
    assert!(
        all.contains("<b>Officer One</b><span>called a number: number 1, Desk 3</span>"),
        "{all}"
    );
    assert!(all.contains("a form was sent: number 2, on a phone"));
    assert!(all.contains("noted the papers seen: number 1, 1 paper seen"));
    assert!(all.contains("added a person: Helper, Helper"), "whom, and as what");
    assert!(!all.contains(&family), "no codes");
    let entries = |text: &str| text.matches("data-act=").count();
    let number = admin.get("/journal?number=1").await.text;
    assert_eq!(entries(&number), 3, "sent, called, papers");
    let nobody = admin.get("/journal?number=99&day=&staff=").await.text;
    assert_eq!(entries(&nobody), 0);
    assert_eq!(entries(&admin.get("/journal?day=2026-11-21").await.text), entries(&all));
    assert_eq!(entries(&admin.get("/journal?day=2026-11-20").await.text), 0);
    let option = all.split(">Officer One</option>").next().unwrap_or_default();
    let id = attribute(option.rsplit("<option").next().unwrap_or_default(), "value");
    let his = admin.get(&format!("/journal?staff={}", id.unwrap_or_default())).await.text;
    assert_eq!(entries(&his), 4, "put on the list, signed in, called, papers");
    let odd = admin.get("/journal?number=%3Cb%3E&day=never&staff=x").await;
    assert_eq!((odd.status, entries(&odd.text)), (StatusCode::OK, entries(&all)));
}

/// A number of the line means one family in each event.
#[tokio::test]
async fn the_journal_tells_the_numbers_of_one_event_from_those_of_another() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
        let mut officer = kit.officer("Officer One", "1").await;
        officer.post_on("/desk/next", &[]).await;
        admin.post("/event/close", &[]).await;
        if kit.open().store.read(events_of).await.unwrap_or_default() < 2 {
            next_event(&mut admin).await;
        }
    }
    let entries = |text: &str| text.matches("data-act=").count();
    let number = admin.get("/journal?number=1").await.text;
    assert_eq!(entries(&number), 2, "sent and called, in this event: {number}");
    let all = admin.get("/journal").await.text;
    let elsewhere = "number 1, Desk 1, Birth registration Krapeu Pir";
    assert_eq!(all.matches(elsewhere).count(), 1, "{all}");
    // As an older program wrote it: without the event, which its time tells.
    let open = kit.open();
    let older = open.store.write(|sp| {
        sp.execute_batch(
            "DROP TRIGGER journal_is_append_only_update;
             UPDATE events SET opened_at = opened_at - 1000 WHERE rowid = 1;
             UPDATE journal SET subject = 'ticket 1', at = at - 500
              WHERE seq = (SELECT min(seq) FROM journal WHERE act = 'call');
             UPDATE journal SET subject = 'ticket 1'
              WHERE seq = (SELECT max(seq) FROM journal WHERE act = 'call');",
        )
        .map_err(StoreError::from)
    });
    assert!(older.await.is_ok());
    assert_eq!(entries(&admin.get("/journal?number=1").await.text), 2);
    assert_eq!(admin.get("/journal").await.text.matches(elsewhere).count(), 1);
}

fn events_of(conn: &outreach_kit::store::Reading) -> Result<i64, StoreError> {
    Ok(conn.query_row("SELECT count(*) FROM events", [], |row| row.get(0))?)
}
