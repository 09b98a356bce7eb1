//! Telling the focal from a desk, asking for the team lead, and the card that says whom to call.
#![allow(clippy::unwrap_used, reason = "a room that cannot be read should stop the test")]

use axum::http::StatusCode;
use outreach_kit::acts::seal::{Opened, SEALED, open_room};
use outreach_kit::domain::safeguarding::{Note, SafeNow, Sign, Told, What};
use outreach_kit::seal::sealed::FocalSecret;
use outreach_kit::store::StoreError;

use crate::clock;
use crate::harness::{FOCAL, Kit, Page, attribute, attributes, behind, file, mother_of_two};
use crate::room_keys::secret_of;

/// What the room of the event at hand holds.
pub(crate) async fn room(kit: &Kit, secret: &FocalSecret) -> Opened {
    let open = kit.open();
    let event = open.event().unwrap().id;
    let secret = secret.clone();
    open.store.read(move |conn| open_room(conn, event, &secret, 0)).await.unwrap()
}

async fn notes(kit: &Kit) -> Vec<Note> {
    let opened = room(kit, &secret_of(kit, FOCAL).await).await;
    assert_eq!(opened.shut, 0);
    opened.notes
}

/// Acts of the journal, the oldest first.
async fn acts(kit: &Kit) -> Vec<String> {
    let open = kit.open();
    let told = open.store.read(|conn| {
        let wanted = outreach_kit::store::chronicle::Wanted::default();
        let told = outreach_kit::store::chronicle::told(conn, None, wanted, 10_000)?;
        Ok::<_, StoreError>(told.into_iter().map(|told| told.line).collect::<Vec<_>>())
    });
    let lines = told.await.unwrap();
    for line in lines.iter().filter(|line| [SEALED, "ring"].contains(&&*line.act)) {
        assert!(line.staff.is_none() && line.subject.is_empty() && line.detail.is_empty());
    }
    lines.into_iter().rev().map(|line| line.act).collect()
}

pub(crate) async fn rings(kit: &Kit) -> usize {
    acts(kit).await.iter().filter(|act| *act == "ring").count()
}

/// Acts up to the ring: how many covers follow it is drawn.
fn without_covers(mut acts: Vec<String>) -> Vec<String> {
    let ring = acts.iter().rposition(|act| act == "ring").unwrap();
    assert!(acts.split_off(ring + 1).iter().all(|act| act == SEALED));
    acts
}

/// The child's radio of a telling page, by its place.
fn child_at(page: &Page, place: usize) -> String {
    let boxes = page.text.split("name=\"child\"").skip(1);
    boxes.filter_map(|rest| attribute(rest, "value")).nth(place).unwrap()
}

async fn at_desk(kit: &Kit) -> (crate::harness::Browser<'_>, String) {
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "2").await;
    let page = officer.seat_next().await;
    let family = attribute(&page.text, "data-family").unwrap();
    (officer, family)
}

#[tokio::test]
async fn an_officer_tells_in_two_taps_and_only_the_focal_reads_it() {
    let kit = Kit::start().await;
    let (mut officer, family) = at_desk(&kit).await;
    let page = officer.get(&format!("/desk/family/{family}")).await;
    assert!(page.text.contains(&format!("/tell?family={family}")), "one tap away");
    let form = officer.get(&format!("/tell?family={family}")).await;
    assert_eq!(attributes(&form.text, "name").iter().filter(|name| *name == "sign").count(), 6);
    assert!(!form.text.contains("<textarea"), "nothing to write");
    assert!(form.text.contains("data-script") && form.text.contains("data-card"));
    let child = child_at(&form, 1);
    let sent = [("family", &*family), ("child", &child), ("sign", "worry"), ("here", "yes")];
    let done = officer.post("/tell", &sent).await;
    assert_eq!(done.status, StatusCode::OK);
    let noted = notes(&kit).await;
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].about.child.unwrap().to_string(), child);
    assert_eq!(noted[0].what, What::Observed { signs: vec![Sign::Worry], here_now: true });
    assert_eq!(rings(&kit).await, 0, "nobody has to come at once");
    for path in [format!("/tell?family={family}"), format!("/desk/family/{family}")] {
        let page = officer.get(&path).await;
        assert!(!page.text.contains("value=\"worry\" checked"), "never shown back");
    }
}

#[tokio::test]
async fn nothing_ticked_or_nobody_chosen_is_said_and_what_was_ticked_is_kept() {
    let kit = Kit::start().await;
    let (mut officer, family) = at_desk(&kit).await;
    let nobody = officer.post("/tell", &[("family", &family), ("sign", "worry")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text.contains("value=\"worry\" checked"));
    let nothing = officer.post("/tell", &[("family", &family), ("child", "all")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let elsewhere = officer
        .post("/tell", &[("family", &family), ("child", &"0".repeat(32)), ("sign", "worry")])
        .await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "another family's child");
    assert!(notes(&kit).await.is_empty());
}

#[tokio::test]
async fn a_helper_tells_by_the_number_and_reads_no_name() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut helper = kit.signed_in("Helper").await;
    let unknown = helper.get("/tell?number=77").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = helper.get("/tell?number=១").await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(!form.text.contains("ដារា") && !form.text.contains("DARA"), "a helper sees no names");
    let family =
        form.text.split("name=\"family\"").nth(1).and_then(|rest| attribute(rest, "value"));
    let sent =
        [("family", &*family.unwrap()), ("child", "all"), ("disclosed", "yes"), ("told", "police")];
    assert_eq!(helper.post("/tell", &sent).await.status, StatusCode::OK);
    let noted = notes(&kit).await;
    let What::Disclosed(said) = &noted[0].what else { panic!("{:?}", noted[0].what) };
    assert_eq!((said.safe_now, said.told.as_slice()), (SafeNow::Unknown, &[Told::Police][..]));
    assert_eq!(noted[0].about.child, None);
    assert_eq!(rings(&kit).await, 1, "somebody comes at once");
}

#[tokio::test]
async fn wrong_child_is_a_second_note() {
    let kit = Kit::start().await;
    let (mut officer, family) = at_desk(&kit).await;
    let form = officer.get(&format!("/tell?family={family}")).await;
    let child = child_at(&form, 0);
    let done = officer
        .post(
            "/tell",
            &[("family", &family), ("child", &child), ("sign", "worry"), ("disclosed", "1")],
        )
        .await;
    let named: Vec<String> = done
        .text
        .split("name=\"note\"")
        .skip(1)
        .filter_map(|rest| attribute(rest, "value"))
        .collect();
    assert_eq!(named.len(), 2);
    let mut fields = vec![("family", &*family), ("child", &*child)];
    fields.extend(named.iter().map(|note| ("note", &**note)));
    assert_eq!(officer.post("/tell/other", &fields).await.status, StatusCode::OK);
    let noted = notes(&kit).await;
    assert_eq!(noted.len(), 4);
    let wrong = |note: &Note| matches!(note.what, What::WrongChild { note, .. } if named.contains(&note.to_string()));
    assert_eq!(noted.iter().filter(|note| wrong(note)).count(), 2);
}

#[tokio::test]
async fn a_sign_that_needs_somebody_rings_as_the_button_does() {
    let kit = Kit::start().await;
    let (mut officer, family) = at_desk(&kit).await;
    let mut bell = kit.laptop();
    assert!(!bell.get("/lead").await.text.contains("data-call"), "nobody asked yet");
    for high in Sign::ALL.iter().filter(|sign| sign.calls_at_once()) {
        let before = acts(&kit).await.len();
        officer.post("/call", &[]).await;
        let pressed = without_covers(acts(&kit).await.split_off(before));
        let page = bell.get("/lead").await;
        let by_button = behind(&page.text, "data-call").to_owned();
        let number = attribute(&page.text, "data-call").unwrap();
        bell.post_on(&format!("/lead/{number}/coming"), &[]).await;
        assert!(!bell.get("/lead").await.text.contains("data-call"), "somebody comes");

        let before = acts(&kit).await.len();
        let answer = officer
            .post("/tell", &[("family", &family), ("child", "all"), ("sign", high.code())])
            .await;
        let told = without_covers(acts(&kit).await.split_off(before));
        assert_eq!(pressed, told, "{}", high.code());
        let page = bell.get("/lead").await;
        let number_now = attribute(&page.text, "data-call").unwrap();
        let by_sign = behind(&page.text, "data-call");
        let heading = |part: &str| {
            part.split("</h1>")
                .next()
                .map(|part| part.split("<h1 class=\"hero\">").nth(1).map(str::to_owned))
        };
        assert_eq!(heading(by_sign), heading(&by_button));
        bell.post_on(&format!("/lead/{number_now}/coming"), &[]).await;

        let low = officer
            .post("/tell", &[("family", &family), ("child", "all"), ("sign", "worry")])
            .await;
        let shape = |page: &Page| (page.status, page.bytes.len());
        assert_eq!(shape(&low), shape(&answer), "the answer is the same");
    }
}

#[tokio::test]
async fn the_bell_needs_nobody_to_be_signed_in_and_says_no_reason() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "2").await;
    let said = officer.post("/call", &[]).await;
    assert!(said.text.contains("data-quiet-said"));
    officer.post("/call", &[]).await;
    let bell = kit.laptop().get("/lead").await;
    assert_eq!(
        attributes(&bell.text, "data-call").len(),
        1,
        "one call stands until it is answered"
    );
    assert!(bell.text.contains('២'), "which desk");
    assert!(!bell.text.contains("Officer"), "not who");
    let nobody = kit.laptop().post("/call", &[]).await;
    assert_eq!(nobody.location(), "/sign-in");
    assert_eq!(kit.phone().get("/lead").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_card_says_whom_to_call_and_an_administrator_writes_it() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let card = admin.get("/event/contacts").await;
    for number in ["117", "1280"] {
        assert!(card.text.contains(&format!("value=\"{number}\"")), "{number}");
    }
    let changed =
        [("district_who", "ការិយាល័យ"), ("district_phone", "012 345 678"), ("police_phone", "117")];
    let none = admin
        .post("/event/contacts", &[("district_who", "Sok Dara"), ("district_phone", "abc")])
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "no number that can be rung");
    assert!(none.text.contains("value=\"abc\"") && none.text.contains("value=\"Sok Dara\""));
    let saved = admin.post_on("/event/contacts", &changed).await;
    assert!(saved.text.contains("notice good"), "it is said that it was saved");
    let page = kit.signed_in("Helper").await.get("/tell").await;
    assert!(page.text.contains("012 345 678") && page.text.contains("117"));
    assert!(!page.text.contains("1280"), "what was taken out stays out");
    let refused = kit.signed_in("Officer One").await.get("/event/contacts").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

/// The story's mother, fourteen when her only child was born: a form that asks for the team lead by itself.
pub(crate) fn young() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    // Fourteen when her child of 2024 was born, sixteen today.
    one_child("2010")
}

/// The same family with a grown-up mother.
pub(crate) fn grown_up() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    one_child("1999")
}

fn one_child(year: &'static str) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let mut young = mother_of_two();
    for (_, fields) in young.iter_mut().filter(|(step, _)| *step == "own-details") {
        for (_, value) in fields.iter_mut().filter(|(name, _)| *name == "own_birth_year") {
            *value = year;
        }
    }
    young.retain(|(step, _)| !step.starts_with("c2-"));
    for (_, fields) in young.iter_mut().filter(|(step, _)| *step == "count") {
        *fields = vec![("count", "1")];
    }
    for (_, fields) in young.iter_mut().filter(|(step, _)| *step == "papers") {
        fields.retain(|(name, _)| !name.starts_with("c2_"));
    }
    young
}

#[tokio::test]
async fn a_form_that_needs_somebody_rings_later_and_leaves_nothing_else() {
    let kit = Kit::fresh();
    kit.app.found(crate::harness::founding(false)).await.unwrap();
    let young = young();
    let event = kit.open().event().unwrap();
    let before = acts(&kit).await;
    let answers: Vec<_> = young.iter().flat_map(|(_, fields)| fields.clone()).collect();
    let mut typed = outreach_kit::domain::intake::Answers::default();
    for (name, value) in answers {
        typed.set(name, value);
    }
    let asks = |answers: &_| {
        outreach_kit::acts::form_asks_for_lead(&event, answers, crate::harness::now())
    };
    assert!(asks(&typed), "a mother of fourteen");
    typed.set("own_birth_year", "1999");
    assert!(!asks(&typed), "a mother of twenty-five");
    file(&mut kit.phone(), &young).await;
    kit.app.ring_due().await.unwrap();
    let after = acts(&kit).await.split_off(before.len());
    assert_eq!(after, ["file"], "at the moment of filing nothing tells the one from the other");
    assert!(!kit.laptop().get("/lead").await.text.contains("data-call"));
}

#[tokio::test]
async fn a_ring_that_waited_in_a_power_cut_comes_after_the_start() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &young()).await;
    kit.app.ring_due().await.unwrap();
    assert!(!kit.laptop().get("/lead").await.text.contains("data-call"), "it waits");
    let kit = kit.restart();
    kit.app.ring_due().await.unwrap();
    kit.laptop().post("/unlock", &[("passphrase", crate::harness::PASSPHRASE)]).await;
    assert!(!kit.laptop().get("/lead").await.text.contains("data-call"), "nobody looked yet");
    kit.app.ring_due().await.unwrap();
    kit.app.ring_due().await.unwrap();
    let bell = kit.laptop().get("/lead").await;
    assert_eq!(attributes(&bell.text, "data-call").len(), 1);
    assert_eq!(rings(&kit).await, 1, "once");
}

#[tokio::test]
async fn a_start_after_ordinary_families_rings_for_nobody() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let kit = kit.restart();
    kit.laptop().post("/unlock", &[("passphrase", crate::harness::PASSPHRASE)]).await;
    kit.app.ring_due().await.unwrap();
    assert_eq!(rings(&kit).await, 0);
}

#[tokio::test]
async fn between_two_rings_of_the_button_there_may_be_any_number_of_boxes() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    for _ in 0..40 {
        helper.post("/call", &[]).await;
    }
    let acts = acts(&kit).await;
    let between = acts.split(|act| act == "ring").skip(1);
    let most = between.map(<[String]>::len).max();
    assert!(Some(2) < most, "what is told beside a ring would show: {most:?}");
}

#[tokio::test]
async fn a_form_that_cannot_be_read_keeps_no_other_one_from_ringing() {
    let kit = clock::kit().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let store = kit.open().store.clone();
    let spoilt = store.write(|sp| {
        sp.execute("UPDATE families SET answers = CAST(x'ff' AS TEXT)", ())?;
        Ok::<_, StoreError>(())
    });
    spoilt.await.unwrap();
    let kit = clock::again(kit).await;
    file(&mut kit.phone(), &young()).await;
    assert!(kit.app.ring_due().await.is_err(), "the old one cannot be read");
    assert_eq!(rings(&kit).await, 0, "it is not time yet");
    clock::pass(600);
    assert!(kit.app.ring_due().await.is_err());
    assert_eq!(rings(&kit).await, 1);
}

#[tokio::test]
async fn a_ring_after_the_start_hides_none_that_was_lost_before_it() {
    let kit = clock::kit().await;
    kit.signed_in("Helper").await.post("/call", &[]).await;
    let kit = clock::again(kit).await;
    clock::pass(60);
    file(&mut kit.phone(), &young()).await;
    // Nothing could be written down until the power went, twenty minutes later.
    clock::pass(1140);
    file(&mut kit.phone(), &mother_of_two()).await;
    let kit = clock::again(kit).await;
    kit.signed_in("Helper").await.post("/call", &[]).await;
    assert_eq!(rings(&kit).await, 2);
    kit.app.ring_due().await.unwrap();
    assert_eq!(rings(&kit).await, 3);
}

#[tokio::test]
async fn a_ring_after_a_correction_that_waited_in_a_power_cut_comes_after_the_start() {
    let kit = clock::kit().await;
    file(&mut kit.phone(), &grown_up()).await;
    // Somebody called since: what was filed before that rang, if it was to ring.
    clock::pass(1200);
    kit.signed_in("Helper").await.post("/call", &[]).await;
    clock::pass(60);
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let family = attribute(&page.text, "data-family").unwrap();
    let version = attribute(&page.text, "data-family-version").unwrap();
    let path = format!("/desk/family/{family}/correct");
    let form: Vec<(&str, &str)> = young().into_iter().flat_map(|(_, fields)| fields).collect();
    let answer = officer.post(&path, &[&form[..], &[("version", &version)]].concat()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    kit.app.ring_due().await.unwrap();
    assert_eq!(rings(&kit).await, 1, "it waits");
    let kit = clock::again(kit).await;
    kit.app.ring_due().await.unwrap();
    assert_eq!(rings(&kit).await, 2);
}
