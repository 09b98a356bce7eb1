//! Language, size and contrast change on pages that hold a long form, and every word typed in it stays.

use axum::http::StatusCode;

use crate::harness::{Kit, file, mother_of_two, valued};

#[tokio::test]
async fn the_first_run_page_changes_its_language_and_keeps_what_was_typed() {
    let kit = Kit::fresh();
    let mut laptop = kit.laptop();
    let typed = [
        ("name_km", "ចុះបញ្ជីកំណើតឃុំសាកល្បង"),
        ("keyholder_1_name", "Chan Thy"),
        ("keyholder_1_passphrase", "green bamboo evening drum"),
        ("papers", "witnesses"),
        ("helpline", "117"),
    ];
    let in_english = laptop.post("/setup", &[&typed[..], &[("lang", "en")]].concat()).await;
    assert_eq!(in_english.status, StatusCode::OK);
    assert!(in_english.text.contains("<html lang=\"en\""), "{}", in_english.text);
    for (_, words) in &typed {
        assert!(in_english.text.contains(&format!("value=\"{words}\"")), "{words}");
    }
    assert!(in_english.text.contains("value=\"witnesses\" checked"), "a tick stays too");
    assert!(
        !in_english.text.contains("class=\"mistakes\""),
        "nothing was sent, so nothing is wrong"
    );
    // Among what is wrong the toggles stand as well, and nothing was founded.
    let wrong = laptop.post("/setup", &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("form=\"setup\" formnovalidate name=\"lang\""));
    assert!(wrong.text.contains("<html lang=\"en\""), "the choice is remembered");
}

#[tokio::test]
async fn a_helpers_form_is_saved_by_its_toggles_and_not_sent() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let form = helper.post("/entry", &[]).await.location().to_owned();
    let saved = valued(&helper.get(&form).await.text, "value");
    let typed = [("khmer_family", "សុខ"), ("phone", "012 345"), ("saved", saved.as_str())];
    let turned = helper.post(&form, &[&typed[..], &[("lang", "en")]].concat()).await;
    assert_eq!((turned.status, turned.location()), (StatusCode::SEE_OTHER, form.as_str()));
    let page = helper.get(&form).await;
    assert!(page.text.contains("<html lang=\"en\""), "{}", page.text);
    assert!(page.text.contains("value=\"សុខ\"") && page.text.contains("value=\"012 345\""));
    // Enter in a box is Send, not the toggle that stands first on the page.
    let first = page.text.find("form=\"words\"").and_then(|at| page.text.get(at..at + 60));
    assert!(first.is_some_and(|tag| tag.contains("value=\"send\"")), "{first:?}");
}

#[tokio::test]
async fn a_correction_is_not_made_by_a_toggle() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let family = valued(&page.text, "data-family");
    let path = format!("/desk/family/{family}/correct");
    let typed = [("khmer_given", "ស្រីល័ក្ខ"), ("version", "1")];
    let turned = officer.post(&path, &[&typed[..], &[("size", "large")]].concat()).await;
    assert_eq!(turned.status, StatusCode::OK);
    assert!(turned.text.contains("data-size=\"large\"") && turned.text.contains("ស្រីល័ក្ខ"));
    assert!(turned.text.contains("name=\"version\" value=\"1\""), "it knows what it knew");
    let family = officer.get(&format!("/desk/family/{family}")).await;
    assert!(!family.text.contains("ស្រីល័ក្ខ"), "nothing was corrected");
}

#[tokio::test]
async fn the_events_settings_stay_as_they_were_typed() {
    let kit = Kit::start().await;
    let mut administrator = kit.signed_in("Admin").await;
    let typed = [("name_en", "Half a na"), ("wifi_name", "YARD")];
    let turned = administrator.post("/event", &[&typed[..], &[("lang", "en")]].concat()).await;
    assert_eq!(turned.status, StatusCode::OK);
    assert!(turned.text.contains("value=\"Half a na\"") && turned.text.contains("value=\"YARD\""));
    let page = administrator.get("/event").await;
    assert!(page.text.contains("<html lang=\"en\"") && !page.text.contains("Half a na"));
}

#[tokio::test]
async fn what_was_found_stays_found_in_the_other_language() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    for path in ["/search", "/collect/find"] {
        for lang in ["en", "km"] {
            let page = officer.post(path, &[("q", "ដារា"), ("lang", lang)]).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text.contains(&format!("<html lang=\"{lang}\"")), "{path} {lang}");
            assert!(page.text.contains("value=\"ដារា\"") && page.text.contains("class=\"rows\""));
        }
    }
    // With nothing looked for the toggle alone remains.
    let page = officer.post_on("/collect/find", &[("q", ""), ("size", "large")]).await;
    assert!(page.text.contains("data-size=\"large\""));
}
