//! Places of the national list: at the event's own page, on a phone without script, at the laptop, and in the register.
#![allow(clippy::panic, reason = "a test that cannot be set up should stop")]

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use outreach_kit::domain::place::VERSION;
use outreach_kit::store::places::About;
use outreach_kit::store::{StoreError, families, tally, tickets};

use crate::clerks::known;
use crate::harness::{Browser, Kit, attribute, file, fill, mother_of_two, offered};

#[tokio::test]
async fn the_events_commune_is_chosen_level_by_level_without_a_script() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    let mut choose = async |code: &str| laptop.post("/setup", &[("commune", code)]).await;
    let first = choose("").await;
    assert_eq!(first.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(offered(&first, "commune").len(), 25, "the provinces");
    let districts = choose("15").await;
    assert!(
        offered(&districts, "commune").contains(&"1506".to_owned()),
        "what was chosen leads on"
    );
    let communes = choose("1506").await;
    assert!(offered(&communes, "commune").contains(&"150602".to_owned()));
    let chosen = choose("150602").await;
    assert!(chosen.text.contains("value=\"150602\" checked"), "the choice is kept");
    assert!(!chosen.text.contains("id=\"commune-m\""), "and nothing is wrong with it");
}

#[tokio::test]
async fn a_typed_commune_is_found_in_either_script_without_a_script_and_with_one() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    for typed in ["krapeu pir", "ក្រពើពីរ", "150602"] {
        let page = laptop.post("/setup", &[("commune_find", typed)]).await;
        assert_eq!(
            offered(&page, "commune").first().map(String::as_str),
            Some("150602"),
            "{typed}"
        );
        let fragment = laptop.post("/places", &[("field", "commune"), ("typed", typed)]).await;
        assert_eq!(fragment.status, StatusCode::OK);
        assert_eq!(offered(&fragment, "commune").first().map(String::as_str), Some("150602"));
        assert!(fragment.text.contains("id=\"commune-list\""), "{}", fragment.text);
    }
    let nothing = laptop.post("/places", &[("field", "commune"), ("typed", "zzzzqqq")]).await;
    assert!(nothing.text.contains("class=\"hint\""), "it says that nothing is like it");
    for field in ["", "\"><script>", "a b"] {
        let odd = laptop.post("/places", &[("field", field), ("typed", "x")]).await;
        assert_eq!(odd.status, StatusCode::NOT_FOUND);
    }
}

type Answers = Vec<(&'static str, Vec<(&'static str, &'static str)>)>;

/// The mother of two with other words on one page, and pages after it.
fn with(page: &str, fields: &[(&'static str, &'static str)], after: Answers) -> Answers {
    let mut answers = mother_of_two();
    let at = answers.iter().position(|(step, _)| *step == page).unwrap_or_default();
    if let Some((_, said)) = answers.get_mut(at) {
        *said = fields.to_vec();
    }
    let rest = answers.split_off(at + 1);
    answers.extend(after);
    answers.extend(rest);
    answers
}

/// The only family of the kit.
async fn family(kit: &Kit) -> families::Family {
    let open = kit.open();
    let event = open.event().map(|event| event.id);
    let found = open
        .store
        .read(move |conn| {
            let ticket = match event {
                Some(event) => tickets::by_number(conn, event, 1)?,
                None => None,
            };
            match ticket {
                Some(ticket) => families::by_id(conn, ticket.family),
                None => Ok(None),
            }
        })
        .await;
    found.ok().flatten().unwrap_or_else(|| panic!("a family was filed"))
}

/// A phone on which a form was begun.
pub(crate) async fn begun(kit: &Kit) -> Browser<'_> {
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    phone
}

#[tokio::test]
async fn a_phone_without_script_reaches_a_village_in_another_district_level_by_level() {
    let kit = Kit::start().await;
    let mut phone = begun(&kit).await;
    let home = phone.get("/form/home").await;
    assert!(
        offered(&home, "home_village_code").contains(&"15060203".to_owned()),
        "the villages here"
    );
    let page = phone.post_on("/form/home", &[("home", "elsewhere")]).await;
    let near = offered(&page, "home_code");
    assert!(
        near.contains(&"150603".to_owned()) && !near.contains(&"150602".to_owned()),
        "{near:?}"
    );
    let mut page = page;
    for code in ["15", "1501", "150106"] {
        assert!(offered(&page, "home_code").contains(&code.to_owned()), "{code}");
        let answer = phone.post("/form/home-where", &[("home_code", code)]).await;
        assert_eq!(answer.location(), "/form/home-where", "it asks on");
        page = phone.get("/form/home-where").await;
    }
    assert!(offered(&page, "home_code").contains(&"15010607".to_owned()));
    assert!(page.text.len() < 40_000, "a commune's villages, never the list: {}", page.text.len());
    let done = phone.post("/form/home-where", &[("home_code", "15010607")]).await;
    assert_eq!(done.location(), "/form/count");
    let check = phone.get("/check").await;
    assert!(check.text.contains("ភូមិរំលេច ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់"));
}

#[tokio::test]
async fn a_village_of_the_list_is_kept_with_code_names_and_version_and_found_again_in_latin() {
    let kit = Kit::start().await;
    let after = vec![("home-where", vec![("home_code", "15010607")])];
    file(&mut kit.phone(), &with("home", &[("home", "elsewhere")], after)).await;
    let family = family(&kit).await;
    assert_eq!(family.village, "រំលេច");
    assert!(family.home_words.contains("ស្រុកបាកាន"));
    let home = family.places.iter().find(|(about, _)| *about == About::Home).map(|(_, kept)| kept);
    let home = home.unwrap_or_else(|| panic!("a home is kept"));
    assert_eq!(
        (home.code.as_str(), home.version.as_str(), home.is_listed),
        ("15010607", VERSION, true)
    );
    assert_eq!(home.khmer, ["ពោធិ៍សាត់", "បាកាន", "រំលេច", "រំលេច"]);
    let born = family.places.iter().filter(|(about, _)| matches!(about, About::Child(_)));
    assert!(born.clone().count() == 2 && born.clone().all(|(_, kept)| kept.code == "150602"));
    let mut officer = kit.officer("Officer One", "1").await;
    for typed in ["rumlech", "រំលេច"] {
        let found = officer.post("/search", &[("q", typed)]).await;
        assert!(found.text.contains("ដារា"), "{typed}");
    }
}

#[tokio::test]
async fn a_village_that_is_not_on_the_list_is_kept_in_its_commune_and_marked_at_the_desk() {
    let kit = Kit::start().await;
    let after = vec![("home-where", vec![("home_code", "150106"), ("home_village", "សាមគ្គីថ្មី")])];
    let mut phone = begun(&kit).await;
    // The commune is chosen first; the page then asks for the village.
    let mut answers = with("home", &[("home", "elsewhere")], after);
    let before: Answers = answers.drain(..4).collect();
    fill(&mut phone, &before).await;
    phone.post("/form/home-where", &[("home_code", "150106")]).await;
    fill(&mut phone, &answers).await;
    phone.post("/send", &[]).await;
    let family = family(&kit).await;
    assert_eq!(family.village, "សាមគ្គីថ្មី");
    assert!(family.is_village_unlisted());
    let kept = family.places.iter().find(|(about, _)| *about == About::Home).map(|(_, kept)| kept);
    assert!(
        kept.is_some_and(|kept| kept.code == "150106" && kept.written.starts_with("សាមគ្គីថ្មី ឃុំរំលេច"))
    );
    let mut officer = kit.officer("Officer One", "1").await;
    let visit = officer.get(&format!("/desk/family/{}", family.id)).await;
    assert!(visit.text.contains("មិនមានក្នុងបញ្ជី"), "{}", visit.text);
}

#[tokio::test]
async fn the_desk_is_warned_only_where_neither_birth_nor_home_is_in_the_commune() {
    let kit = Kit::start().await;
    let elsewhere = vec![("home-where", vec![("home_code", "15010607")])];
    let mut answers = with("home", &[("home", "elsewhere")], elsewhere);
    if let Some((_, said)) = answers.iter_mut().find(|(step, _)| *step == "c2-place") {
        *said = vec![("c2_place", "elsewhere"), ("c2_place_kind", "home")];
    }
    let at = answers.iter().position(|(step, _)| *step == "c2-place").unwrap_or_default();
    answers.insert(at + 1, ("c2-where", vec![("c2_place_code", "150106")]));
    file(&mut kit.phone(), &answers).await;
    let family = family(&kit).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.seat_next().await;
    let visit = officer.get(&format!("/desk/family/{}", family.id)).await;
    // The first child was born here, the second neither was nor lives here.
    assert_eq!(visit.text.matches("data-place-warning").count(), 1);
    let card = visit.text.split("<article").nth(2).unwrap_or_default();
    assert!(card.contains("data-place-warning"), "it stands at the second child");
    assert!(visit.text.contains("/decide\""), "and blocks nothing");
}

#[tokio::test]
async fn a_helper_types_a_few_letters_and_picks_a_place_with_and_without_script() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let page = helper.post_on("/entry", &[]).await;
    assert!(page.text.contains("data-places=\"home_code\""));
    let action =
        page.text.split("class=\"entry\"").nth(1).and_then(|rest| attribute(rest, "action"));
    let action = action.unwrap_or_else(|| panic!("the form of the entry page"));
    // With a script: the same choices as a fragment, the event's province first.
    let fragment = helper.post("/places", &[("field", "home_code"), ("typed", "rumlich")]).await;
    assert!(offered(&fragment, "home_code").contains(&"15010607".to_owned()), "{}", fragment.text);
    assert_eq!(offered(&fragment, "home_code").last().map(String::as_str), Some("none"));
    // Without: saving shows them, and what is picked stays.
    let find = [("home", "elsewhere"), ("home_find", "rumlich")];
    let saved = helper.post_on(&action, &find).await;
    assert!(offered(&saved, "home_code").contains(&"15010607".to_owned()));
    let now = known(&saved);
    let picked = [
        ("saved", now.as_str()),
        ("home", "elsewhere"),
        ("home_find", "rumlich"),
        ("home_code", "15010607"),
    ];
    let picked = helper.post_on(&action, &picked).await;
    assert!(picked.text.contains("value=\"15010607\" checked"));
    let now = known(&picked);
    let typed = [
        ("saved", now.as_str()),
        ("home", "elsewhere"),
        ("home_find", "zzzzqqq"),
        ("home_code", ""),
    ];
    let nothing = helper.post_on(&action, &typed).await;
    assert!(nothing.text.contains("home_find-h"), "it says that nothing is like it");
}

#[tokio::test]
async fn what_was_kept_of_a_place_is_not_written_again_by_another_correction() {
    let kit = Kit::start().await;
    let after = vec![("home-where", vec![("home_code", "15010607")])];
    file(&mut kit.phone(), &with("home", &[("home", "elsewhere")], after)).await;
    let id = family(&kit).await.id;
    // As if the list had been another one when the family came.
    let open = kit.open();
    let old = open.store.write(move |sp| {
        sp.execute(
            "UPDATE kept_places SET written = 'as it was', version = 'old' WHERE about = 'home'",
            [],
        )
        .map(drop)
        .map_err(StoreError::from)
    });
    assert!(old.await.is_ok());
    let mut officer = kit.officer("Officer One", "1").await;
    let page = format!("/desk/family/{id}/correct");
    let saved = officer.post(&page, &[("version", "1"), ("khmer_family", "កែវ")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let corrected = family(&kit).await;
    assert!(corrected.khmer.starts_with("កែវ"));
    let home = |family: &families::Family| {
        family.places.iter().find(|(about, _)| *about == About::Home).map(|(_, kept)| kept.clone())
    };
    assert!(
        home(&corrected).is_some_and(|kept| kept.written == "as it was" && kept.version == "old")
    );
    // Another village is another place.
    let moved = [("version", "2"), ("home", "elsewhere"), ("home_code", "15010601")];
    assert_eq!(officer.post(&page, &moved).await.status, StatusCode::SEE_OTHER);
    let moved = home(&family(&kit).await);
    assert!(moved.is_some_and(|kept| kept.code == "15010601" && kept.version == VERSION));
    let visit = officer.get(&format!("/desk/family/{id}")).await;
    assert!(visit.text.contains("ស្រុកបាកាន"), "the change is told by names, not by codes");
}

#[tokio::test]
async fn no_page_of_places_is_heavy_on_a_phone() {
    let kit = Kit::start().await;
    let mut phone = begun(&kit).await;
    phone.post("/form/home", &[("home", "elsewhere")]).await;
    let mut sum = 0;
    for code in ["", "15", "kh", "12", "1201", "120101"] {
        phone.post("/form/home-where", &[("home_code", code)]).await;
        let request = Request::get("/form/home-where").header(header::ACCEPT_ENCODING, "gzip");
        let bytes = phone.send(request, Body::empty()).await.bytes.len();
        assert!(bytes < 4_000, "{code}: {bytes} bytes");
        sum += bytes;
    }
    // The longest way there is takes a third of what a whole journey may.
    assert!(sum < 20_000, "{sum} bytes");
}

#[tokio::test]
async fn places_are_asked_of_nobody_who_does_not_know() {
    let kit = Kit::start().await;
    let mut phone = begun(&kit).await;
    phone.post("/form/home", &[("home", "elsewhere")]).await;
    let on = phone.post("/form/home-where", &[]).await;
    assert_eq!(on.location(), "/form/count");
    for odd in ["99", "x", "150106<script>", ""] {
        let page = phone.post("/form/home-where", &[("home_code", odd)]).await;
        assert!(!page.status.is_server_error());
        assert!(!phone.get("/form/home-where").await.text.contains("<script>x"));
    }
    let standing = kit.open();
    let Some(event) = standing.event() else { return };
    let filed = standing.store.read(move |conn| tally::standing(conn, event.id)).await;
    assert!(filed.is_ok_and(|filed| filed.families == 0));
}
