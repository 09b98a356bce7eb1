//! A family with a phone: fills the form in, loses it and finds it again, sends once, watches its place.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use outreach_kit::store::{StoreError, tally};

use crate::harness::{Kit, file, fill, founding, mother_of_two, valued};

async fn filed(kit: &Kit) -> (u32, u32) {
    let open = kit.open();
    let Some(event) = open.event() else { return (0, 0) };
    let standing = open.store.read(move |conn| tally::standing(conn, event.id)).await;
    standing.map_or((0, 0), |standing| (standing.families, standing.children))
}

#[tokio::test]
async fn a_mother_files_two_children_and_sees_her_ticket() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let ticket = file(&mut phone, &mother_of_two()).await;
    let page = phone.get(&ticket).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("ticket-number"), "{}", page.text);
    assert!(page.text.contains('១'), "the number is in Khmer digits");
    assert_eq!(filed(&kit).await, (1, 2));
}

#[tokio::test]
async fn a_second_tap_on_send_gets_the_same_ticket() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, &mother_of_two()).await;
    let token = phone.cookies.get("draft").cloned().unwrap_or_default();
    let mut first = String::new();
    for _ in 0..10 {
        // Two tabs: one still has the cookie, both have the hidden field.
        let mut tab = phone.clone();
        let sent = tab.post("/send", &[("draft", &token)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        if first.is_empty() {
            first = sent.location().to_owned();
        }
        assert_eq!(sent.location(), first);
    }
    assert_eq!(filed(&kit).await, (1, 2));
}

#[tokio::test]
async fn ten_sends_at_once_give_one_family() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, &mother_of_two()).await;
    let sends = (0..10).map(|_| {
        let mut tab = phone.clone();
        async move { tab.post("/send", &[]).await.location().to_owned() }
    });
    let mut addresses = Vec::new();
    for send in sends.collect::<Vec<_>>() {
        addresses.push(send.await);
    }
    addresses.dedup();
    assert_eq!(addresses.len(), 1, "{addresses:?}");
    assert_eq!(filed(&kit).await, (1, 2));
}

#[tokio::test]
async fn a_browser_lost_in_the_middle_finds_its_answers_by_cookie() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let answers = mother_of_two();
    fill(&mut phone, answers.get(..3).unwrap_or_default()).await;
    let cookies = phone.cookies.clone();
    let mut again = kit.phone();
    again.cookies = cookies;
    assert!(again.get("/").await.text.contains("href=\"/form\""), "the start page offers to go on");
    let went = again.get("/form").await;
    assert_eq!(went.location(), "/form/home");
    assert!(again.get("/form/name").await.text.contains("ស្រីមុំ"));
}

#[tokio::test]
async fn another_phone_takes_the_form_up_by_its_short_code() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let page = phone.post_on("/start", &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let first = phone.get("/form/who").await;
    fill(&mut phone, mother_of_two().get(..2).unwrap_or_default()).await;
    let code = first
        .text
        .split("class=\"code\" lang=\"en\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .unwrap_or("")
        .to_owned();
    assert!(code.len() >= 6, "a code stands on the page: {code:?}");
    let mut other = kit.phone();
    let taken = other.post("/resume", &[("code", &code.to_lowercase())]).await;
    assert_eq!(taken.location(), "/form");
    assert!(other.get("/form/name").await.text.contains("ស្រីមុំ"));
}

#[tokio::test]
async fn guessing_short_codes_runs_dry() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let mut last = StatusCode::OK;
    for _ in 0..40 {
        last = phone.post("/resume", &[("code", "AAAAAA")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_mistake_keeps_every_word_and_says_what_to_do() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, mother_of_two().get(..6).unwrap_or_default()).await;
    phone.post("/form/c1-name", &[("c1_khmer_given", "ដារា")]).await;
    let page = phone
        .post(
            "/form/c1-birth",
            &[("c1_birth_day", "31"), ("c1_birth_month", "កុម្ភៈ"), ("c1_birth_year", "2024")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("class=\"mistakes\""), "a summary stands on top");
    assert!(page.text.contains("កុម្ភៈ") && page.text.contains("\"31\""), "the words are kept");
    // Saved all the same: the next look shows them.
    assert!(phone.get("/form/c1-birth").await.text.contains("កុម្ភៈ"));
}

#[tokio::test]
async fn the_language_toggle_keeps_what_was_typed() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, mother_of_two().get(..1).unwrap_or_default()).await;
    let page = phone.post_on("/form/name", &[("khmer_family", "ជា"), ("lang", "en")]).await;
    assert!(page.text.contains("lang=\"en\""), "the page is English now");
    assert!(page.text.contains("value=\"ជា\""));
}

#[tokio::test]
async fn words_for_a_form_the_kit_does_not_know_begin_a_new_one() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.cookies.insert("draft".into(), "00000000000000000000000000".into());
    let answer = phone.post("/form/who", &[("relation", "mother")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/form/name");
    assert!(phone.get("/form/who").await.text.contains("checked"), "the answer was kept");
}

#[tokio::test]
async fn after_sending_the_phone_starts_clean_and_the_form_cannot_be_changed() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, &mother_of_two()).await;
    let token = phone.cookies.get("draft").cloned().unwrap_or_default();
    phone.post("/send", &[]).await;
    assert!(!phone.cookies.contains_key("draft"), "the cookie is gone");
    assert_eq!(phone.get("/form").await.location(), "/");
    let late = phone.post("/form/name", &[("draft", &token), ("khmer_given", "ផ្សេង")]).await;
    assert_eq!(late.location(), format!("/ticket/{token}"));
}

#[tokio::test]
async fn nobody_finds_a_ticket_by_guessing() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    file(&mut phone, &mother_of_two()).await;
    let mut stranger = kit.phone();
    let guess = stranger.get("/ticket/00000000000000000000000000").await;
    let nowhere = stranger.get("/no-such-page").await;
    assert_eq!(guess.status, StatusCode::NOT_FOUND);
    assert_eq!(guess.text, nowhere.text, "the same answer as for a page that does not exist");
    for path in ["/ticket/1", "/ticket/", "/tickets", "/form/name", "/drafts"] {
        let page = stranger.get(path).await;
        assert!(!page.text.contains("ស្រីមុំ"), "{path}");
    }
}

#[tokio::test]
async fn a_form_sent_with_gaps_comes_back_with_all_of_them_at_once() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let page = phone.post("/send", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.matches("back=check").count() >= 3, "every mistake leads to its page");
}

#[tokio::test]
async fn what_is_no_form_of_ours_is_answered_in_words_never_with_a_500() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let form = "application/x-www-form-urlencoded";
    let many = (0..10_000).map(|n| format!("f{n}=x")).collect::<Vec<_>>().join("&");
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        (form, b"%FF%FE=%80&khmer_family=%E1%9E".to_vec()),
        (form, many.into_bytes()),
        (form, b"relation=mother&relation=father&relation[]=x".to_vec()),
        (form, "khmer_family=\u{202e}\u{17d2}\u{17d2}\u{200b}".into()),
        (form, vec![b'a'; 70_000]),
        ("application/json", b"{}".to_vec()),
        ("text/plain", b"relation=mother".to_vec()),
        ("multipart/form-data", b"--x".to_vec()),
        ("", Vec::new()),
    ];
    for path in [
        "/form/who",
        "/form/name",
        "/send",
        "/resume",
        "/photos",
        "/start",
        "/prefs",
        "/form/%00",
        "/form/c99-name",
    ] {
        for (kind, body) in &bodies {
            let mut request = Request::post(path).header(header::ORIGIN, "http://localhost:8080");
            if !kind.is_empty() {
                request = request.header(header::CONTENT_TYPE, *kind);
            }
            let page = phone.send(request, Body::from(body.clone())).await;
            assert!(!page.status.is_server_error(), "{path} {kind}: {}", page.status);
            if page.status.is_client_error() {
                assert!(
                    page.text.contains("<html"),
                    "{path} {kind}: {} {}",
                    page.status,
                    page.text
                );
                assert!(!page.text.contains("Failed to"), "{}", page.text);
            }
        }
    }
}

#[tokio::test]
async fn names_with_html_in_them_stand_inert_on_every_page() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let evil = "<script>alert(1)</script>\"'><img src=x>";
    phone.post("/form/who", &[("relation", "mother")]).await;
    let page = phone.post("/form/name", &[("khmer_family", evil), ("latin_family", evil)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    assert!(!page.text.contains("<img src=x>"));
    phone.post("/form/home", &[("home", "here"), ("home_village", evil)]).await;
    let check = phone.get("/check").await;
    assert!(!check.text.contains("<img src=x>"));
}

#[tokio::test]
async fn photos_are_taken_only_where_the_event_wants_them() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    assert_eq!(phone.get("/photos").await.location(), "/check");
    let with = Kit::start_with(founding(true)).await;
    let mut phone = with.phone();
    phone.post_on("/start", &[]).await;
    let refused =
        phone.upload("/photos", &[("paper", "family_book")], ("photo", b"not a picture")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let bomb = phone
        .upload("/photos", &[("paper", "family_book")], ("photo", &png_header_of(50_000, 50_000)))
        .await;
    assert_eq!(bomb.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = phone.upload("/photos", &[("paper", "family_book")], ("photo", &small_png())).await;
    assert_eq!(taken.location(), "/photos");
    let page = phone.get("/photos").await;
    let remove = valued(&page.text, "action");
    assert!(page.text.contains("/remove"), "{remove}");
}

/// A PNG that promises many pixels and has none.
fn png_header_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend_from_slice(&width.to_be_bytes());
    bytes.extend_from_slice(&height.to_be_bytes());
    bytes.extend_from_slice(&[8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

fn small_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([200, 180, 160]));
    let written = picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png);
    assert!(written.is_ok());
    bytes
}

#[tokio::test]
async fn while_the_kit_is_locked_the_phone_learns_that_it_is_being_opened() {
    let kit = Kit::start().await.restart();
    let mut phone = kit.phone();
    let page = phone.get("/").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers.contains_key(header::RETRY_AFTER));
    assert!(page.text.contains("<html"));
    assert_eq!(
        phone.get("/why").await.status,
        StatusCode::OK,
        "why a certificate matters can always be read"
    );
}

#[tokio::test]
async fn phones_that_ask_for_internet_get_what_they_expect() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    for (path, status, body) in [
        ("/generate_204", 204, ""),
        ("/gen_204", 204, ""),
        ("/connecttest.txt", 200, "Microsoft Connect Test"),
        ("/ncsi.txt", 200, "Microsoft NCSI"),
        ("/success.txt", 200, "success\n"),
    ] {
        let request = Request::get(path).header(header::HOST, "connectivitycheck.example.com");
        let page = phone.send(request, Body::empty()).await;
        assert_eq!((page.status.as_u16(), page.text.as_str()), (status, body), "{path}");
    }
}

#[tokio::test]
async fn the_first_page_is_light() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let mut sum = 0;
    let mut pages = vec!["/form/name".to_owned()];
    let page = phone.get("/form/name").await;
    pages.extend(
        ["href", "src"]
            .iter()
            .flat_map(|name| crate::harness::attributes(&page.text, name))
            .filter(|path| path.starts_with("/static/")),
    );
    for path in pages {
        let request = Request::get(&path).header(header::ACCEPT_ENCODING, "gzip");
        sum += phone.send(request, Body::empty()).await.bytes.len();
    }
    assert!(sum < 20_000, "{sum} bytes");
}

#[tokio::test]
async fn a_sealed_note_lies_beside_every_family() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let open = kit.open();
    let sizes = open
        .store
        .read(|conn| {
            let mut statement =
                conn.prepare("SELECT length(box) FROM sealed_notes").map_err(StoreError::from)?;
            let sizes =
                statement.query_map([], |row| row.get::<_, i64>(0)).map_err(StoreError::from)?;
            sizes.collect::<Result<Vec<_>, _>>().map_err(StoreError::from)
        })
        .await
        .unwrap_or_default();
    assert_eq!(sizes, [2120]);
}
