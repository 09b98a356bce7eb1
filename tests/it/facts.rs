//! What the facts on safeguarding ask for, rule by rule: the table in `src/domain/safeguarding/rules.md`, and tests of
//! rules that belong to no door of their own.
#![allow(clippy::unwrap_used, reason = "a table that cannot be read should stop the test")]

use std::path::Path;

use axum::http::StatusCode;
use outreach_kit::domain::clock_doubt::Doubt;
use outreach_kit::domain::safeguarding::{Agreed, Sign};
use outreach_kit::i18n::{self, Lang};
use outreach_kit::store::{StoreError, clock_doubt};

use crate::harness::{FOCAL, attributes, now};
use crate::room::{OTHER, children, kit, noted, opened, seen};
use crate::threats::is_there;

const TABLE: &str = include_str!("../../src/domain/safeguarding/rules.md");

/// Sections of the facts that hold rules for the program; the last is about sign-off, which is data.
const SECTIONS: std::ops::RangeInclusive<u32> = 1..=13;

#[test]
fn every_section_has_its_rules_and_every_test_they_name_is_there() {
    let lines = TABLE.lines().filter(|line| line.starts_with("| §"));
    let mut sections = std::collections::BTreeSet::new();
    for line in lines {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 3, "{line}");
        let tests: Vec<&str> = cells[2].split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "no test: {line}");
        for test in tests {
            assert!(is_there(test), "there is no test {test}: {line}");
        }
        let section = cells[0].trim_start_matches('§').split('.').next().unwrap();
        sections.insert(section.parse::<u32>().unwrap());
    }
    assert_eq!(sections, SECTIONS.collect());
}

/// Every text of the pages and papers, and every template.
fn texts(below: &str, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(below)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            texts(&path, found);
        } else if entry.path().extension().is_some_and(|kind| kind == "ftl" || kind == "html") {
            found.push((path, std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

#[test]
fn levels_have_the_ministrys_words_and_never_the_misspelt_ones() {
    for (key, km, en) in [
        ("level-high", "ខ្ពស់", "High"),
        ("level-medium", "មធ្យម", "Medium"),
        ("level-low", "ទាប", "Low"),
        ("level-no-action", "គ្មានសកម្មភាព", "No action"),
    ] {
        assert_eq!(i18n::text(Lang::Km, key), km);
        assert_eq!(i18n::text(Lang::En, key).to_lowercase(), en.to_lowercase());
    }
    let mut all = Vec::new();
    texts("templates", &mut all);
    assert!(100 < all.len(), "they were read");
    for (path, text) in all {
        for misspelt in ["ធម្យម", "មិនត្រូវការអន្តរាគមន៍"]
        {
            assert!(!text.contains(misspelt), "{path}: {misspelt}");
        }
    }
}

#[test]
fn what_is_asked_of_support_is_on_no_page_but_the_focals() {
    let mut all = Vec::new();
    texts("templates", &mut all);
    let asking = |text: &str| text.contains("\"room-ask-") || text.contains("name=\"lives_with\"");
    let places: Vec<&str> =
        all.iter().filter(|(_, text)| asking(text)).map(|(path, _)| path.as_str()).collect();
    assert_eq!(places, ["templates/staff/room/forms.html"]);
}

#[tokio::test]
async fn the_script_has_four_lines_and_stands_beside_what_is_told() {
    let kit = kit().await;
    let mut officer = kit.signed_in("Officer One").await;
    for lang in ["km", "en"] {
        officer.post("/prefs", &[("lang", lang)]).await;
        let page = officer.get("/tell?number=1").await.text;
        let lang = if lang == "km" { Lang::Km } else { Lang::En };
        for line in 1..=4 {
            let words = i18n::text(lang, &format!("tell-script-{line}"));
            let words = words.replace('"', "&#34;").replace('\'', "&#39;");
            assert!(page.contains(&words), "{words}");
        }
        assert!(!page.contains("tell-script-5"));
    }
}

#[tokio::test]
async fn a_clock_in_doubt_makes_every_time_uncertain() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::Alone, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let child = format!("/room/child/{}", all[0].1);
    let uncertain = i18n::text(Lang::En, "room-uncertain");
    for path in ["/room", &child] {
        assert!(!focal.get(path).await.text.contains(&uncertain), "{path}");
    }
    let store = kit.open().store.clone();
    let begun = store.write(|sp| {
        clock_doubt::begin(sp, Doubt::Behind, now())?;
        Ok::<_, StoreError>(())
    });
    begun.await.unwrap();
    for path in ["/room", &child] {
        let page = focal.get(path).await.text;
        assert!(page.contains("data-due") || page.contains("class=\"due\""), "{path}: a time");
        assert!(page.contains(&uncertain), "{path}");
    }
}

#[tokio::test]
async fn every_opening_of_a_record_is_listed_with_who_and_why() {
    let kit = kit().await;
    let all = children(&kit).await;
    let mut second = opened(&kit, "Second Focal", OTHER).await;
    let path = format!("/room/child/{}", all[3].1);
    // Nobody was worried about this child: why it is opened has to be said first, and blank is no reason.
    assert!(!second.get(&path).await.text.contains("id=\"history\""));
    let blank = second.post(&path, &[("do", "view")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    second.post(&path, &[("do", "view"), ("view_words", "asked by the family")]).await;
    assert!(second.get(&path).await.text.contains("id=\"history\""));
    let views = opened(&kit, "Focal", FOCAL).await.get("/room/views").await.text;
    let views = views.split("<ol class=\"journal\">").nth(1).unwrap();
    assert!(views.contains("Second Focal") && views.contains("asked by the family"));
    assert!(views.contains(&format!("href=\"{path}\"")));
}

#[tokio::test]
async fn agreements_stand_apart_and_none_is_ticked_beforehand() {
    let kit = kit().await;
    let all = children(&kit).await;
    noted(&kit, all[0], seen(Sign::Alone, false)).await;
    let mut focal = opened(&kit, "Focal", FOCAL).await;
    let page = focal.get(&format!("/room/child/{}", all[0].1)).await.text;
    let form = page.split("value=\"agree\"").nth(1).unwrap().split("</form>").next().unwrap();
    let ticks: Vec<&str> = form.split("<input").filter(|tag| tag.contains("agree_to")).collect();
    assert_eq!(ticks.len(), Agreed::ALL.len());
    assert!(!form.contains(" checked"), "neither a tick nor yes or no");
    let codes = attributes(form, "value");
    for agreed in Agreed::ALL {
        assert!(codes.iter().any(|code| code == agreed.code()), "{}", agreed.code());
    }
}

#[tokio::test]
async fn that_there_were_no_incidents_has_to_be_stated() {
    let kit = kit().await;
    let mut admin = kit.signed_in("Admin").await;
    admin.post("/prefs", &[("lang", "en")]).await;
    let asked = i18n::text(Lang::En, "report-incidents-ask");
    assert!(admin.get("/event/report").await.text.contains(&asked));
    let blank = [("incidents", ""), ("breaches", "")];
    assert_eq!(admin.post("/event/report", &blank).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(admin.get("/event/report").await.text.contains(&asked), "blank is not none");
    let none = [("incidents", "0"), ("breaches", "0")];
    assert_eq!(admin.post("/event/report", &none).await.status, StatusCode::SEE_OTHER);
    assert!(!admin.get("/event/report").await.text.contains(&asked));
    let table = admin.get("/event/report/csv").await.text;
    assert!(
        table.lines().any(|line| line.contains("incidents") && line.contains("\"0\"")),
        "{table}"
    );
}

#[test]
fn numbers_that_are_not_confirmed_stand_in_no_text() {
    let mut all = Vec::new();
    texts("templates/texts", &mut all);
    for (path, text) in all {
        let text = outreach_kit::khmer::digits::to_ascii(&text);
        for number in text.split(|sign: char| !sign.is_ascii_digit()) {
            assert!(!["1288", "118", "119"].contains(&number), "{path}: {number}");
        }
    }
}
