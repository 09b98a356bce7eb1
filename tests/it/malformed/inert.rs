//! Markup, code and turned writing in names: nothing on any page or paper but text.

use axum::http::StatusCode;

use super::*;

pub(super) const HTML: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";
pub(super) const SQL: &str = "'; DROP TABLE families; --\" onmouseover=\"alert(3)";

/// A family whose free words hold markup, code and marks that turn the writing round.
fn hostile() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let mut answers = mother_of_two();
    for (step, fields) in &mut answers {
        match *step {
            "who" => *fields = vec![("relation", "other"), ("relation_words", HTML)],
            "home" => {
                *fields = vec![
                    ("home", "elsewhere"),
                    ("home_village", SQL),
                    ("home_commune", HTML),
                    ("home_district", "\u{200F}ស្រុក\u{200E}"),
                    ("home_province", "{{7*7}} ${7*7} <b>"),
                ];
            }
            "c1-place" => {
                *fields = vec![
                    ("c1_place", "elsewhere"),
                    ("c1_place_words", HTML),
                    ("c1_place_kind", "home"),
                ];
            }
            "c1-mother" => *fields = vec![("c1_mother", "unknown")],
            "c2-mother" => *fields = vec![("c2_mother", "unknown")],
            "own-details" => fields.clear(),
            _ => {}
        }
    }
    answers.retain(|(step, _)| *step != "own-details");
    answers
}

pub(super) fn is_inert(page: &Page, path: &str) {
    for live in ["<script>alert", "<img src=x", "\" onmouseover=\"alert", "<b>"] {
        // Our own pages use <b>; only the payload's own stands behind its braces.
        let live = if live == "<b>" { "${7*7} <b>" } else { live };
        assert!(!page.text.contains(live), "{live} is live on {path}");
    }
    let turned = page.text.chars().any(khmer::turns_direction);
    assert!(!turned, "something turns the writing round on {path}");
}

#[tokio::test]
pub(super) async fn markup_code_and_turned_writing_are_inert_on_every_page_and_paper() {
    let mut founding = founding(true);
    founding.event.name.en = HTML.to_owned();
    founding.event.place.km = SQL.to_owned();
    founding.event.wifi_name = "\"><img src=x onerror=alert(9)>".to_owned();
    let kit = Kit::start_with(founding).await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;

    // In the boxes for names it is refused with a sentence, and shown inert.
    for name in [HTML, SQL, "ស\u{202E}ុខ", "សុខ\u{0}"] {
        let refused =
            phone.post("/form/name", &[("khmer_family", name), ("khmer_given", "ដារា")]).await;
        let answer = phone.get("/form/name").await;
        is_inert(&answer, "/form/name");
        if refused.status != StatusCode::SEE_OTHER {
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            for live in ["<script>alert", "<img src=x"] {
                assert!(!refused.text.contains(live));
            }
        }
    }
    let mut phone = kit.phone();
    let ticket = file(&mut phone, &hostile()).await;
    for path in ["/", "/board", "/why", "/form", "/check", &ticket] {
        for lang in ["km", "en"] {
            phone.cookies.insert("lang".to_owned(), lang.to_owned());
            is_inert(&phone.get(path).await, path);
        }
    }

    // The desk decides, prints and makes ready, so that every page has something to show.
    let mut officer = kit.officer("Officer One", "1").await;
    let mut admin = kit.signed_in("Admin").await;
    officer.post("/desk/next", &[]).await;
    officer.post("/desk/ticket/1/seat", &[]).await;
    let found = officer.post("/search", &[("q", "ដារា")]).await;
    is_inert(&found, "/search");
    let family = ids_in(&found.text).first().cloned().unwrap();
    let visit = officer.get(&format!("/desk/family/{family}")).await;
    let child = crate::harness::attribute(&visit.text, "data-child").unwrap();
    let version = crate::harness::attribute(&visit.text, "data-version").unwrap();
    let decided = officer
        .post(
            &format!("/desk/child/{child}/decide"),
            &[
                ("version", &version),
                ("decision", "await"),
                ("missing", "birth_letter"),
                ("note", HTML),
            ],
        )
        .await;
    judge_inert_status(&decided);
    officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    let visit = officer.get(&format!("/desk/family/{family}")).await;
    let mut ids = ids_in(&visit.text);
    ids.push(family.clone());
    ids.sort();
    ids.dedup();
    let mut pages = 0;
    let mut papers = 0;
    for (template, get, _) in routes("staff_router") {
        if !get || template.contains("live") || template.starts_with("/static") {
            continue;
        }
        let paths: Vec<String> = if template.contains('{') {
            ids.iter()
                .map(|id| {
                    let (head, rest) = template.split_once('{').unwrap();
                    let tail = rest.split_once('}').unwrap().1;
                    format!("{head}{id}{tail}")
                })
                .filter(|path| !path.contains('{'))
                .collect()
        } else {
            vec![template.clone()]
        };
        for path in paths {
            for browser in [&mut officer, &mut admin] {
                let page = browser.get(&path).await;
                if page.bytes.starts_with(b"%PDF") {
                    papers += 1;
                    for active in [&b"/JavaScript"[..], b"/Launch", b"/URI", b"<script"] {
                        assert!(
                            !page.bytes.windows(active.len()).any(|window| window == active),
                            "{path}"
                        );
                    }
                } else if page.status == StatusCode::OK {
                    pages += 1;
                    is_inert(&page, &path);
                }
            }
        }
    }
    assert!(pages > 15 && papers > 0, "{pages} pages, {papers} papers");
    assert_eq!(kit.phone().get("/").await.status, StatusCode::OK);
}

fn judge_inert_status(page: &Page) {
    assert!(!page.status.is_server_error(), "{} {}", page.status, page.text);
    is_inert(page, "an answer");
}
