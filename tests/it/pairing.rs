//! Tablets are let in by a code on the laptop's screen, once, and taken off with one tap.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use std::net::Ipv4Addr;

use crate::clock;
use crate::hands::sign_in_with;
use crate::harness::{PIN, attributes};
use crate::join::{moved, text};
use crate::network::{Tablet, code_on_screen, open_door, open_kit, shown_code};

#[tokio::test]
async fn a_code_lets_one_device_in_once() {
    let kit = open_kit().await;
    let code = code_on_screen(&kit, "Tablet").await;
    let (mut first, mut second) = (Tablet::trusting(&kit).await, Tablet::trusting(&kit).await);
    assert_eq!(second.get(&code).await.status, 200, "looking uses nothing up");
    assert_eq!(first.post(&code, &[]).await.status, 303);
    assert_eq!(first.get("/sign-in").await.status, 200);
    assert_eq!(first.post(&code, &[]).await.header("location"), "/", "a second tap is no fault");
    let used = second.post(&code, &[]).await;
    assert_eq!(used.status, 403);
    assert!(!second.cookies.contains_key("__Host-device"));
    assert_eq!(second.get("/sign-in").await.status, 403);
    assert_eq!(second.get(&code).await.body, used.body);
}

#[tokio::test]
async fn a_guessed_code_lets_nobody_in() {
    let kit = open_kit().await;
    code_on_screen(&kit, "Tablet").await;
    let mut tablet = Tablet::trusting(&kit).await;
    for guess in ["/pair/x", "/pair/00000000000000000000000001", "/pair/ឱ", "/pair/..%2f"] {
        let guess = guess.replace('ឱ', "%E1%9E%B1");
        assert_eq!(tablet.post(&guess, &[]).await.status, 403, "{guess}");
    }
    assert!(tablet.cookies.is_empty());
}

#[tokio::test]
async fn a_code_is_good_for_two_minutes() {
    let kit = clock::kit().await;
    open_door(&kit).await;
    let code = code_on_screen(&kit, "Tablet").await;
    let mut tablet = Tablet::trusting(&kit).await;
    clock::pass(119);
    assert_eq!(tablet.get(&code).await.status, 200);
    clock::pass(2);
    assert_eq!(tablet.get(&code).await.status, 403);
    assert_eq!(tablet.post(&code, &[]).await.status, 403);
    assert_eq!(tablet.get("/desk").await.status, 403);
}

#[tokio::test]
async fn a_device_that_is_taken_off_is_out_from_its_next_request_on() {
    let kit = open_kit().await;
    let mut tablet = Tablet::signed_in(&kit, "Officer One").await;
    let mut other = Tablet::signed_in(&kit, "Officer Two").await;
    assert_eq!(tablet.get("/desk").await.status, 200);
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/devices").await;
    // Names stand in parts, and whole in the box where another one is typed.
    assert_eq!(page.text.matches("Tablet of the second desk").count(), 2);
    assert_eq!(page.text.matches("value=\"Tablet of the second desk\"").count(), 2);
    let off: Vec<String> =
        attributes(&page.text, "action").into_iter().filter(|to| to.ends_with("/off")).collect();
    assert_eq!(off.len(), 2);
    // The newest stands first; the officer's own came before.
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let names: Vec<String> =
        attributes(&page.text, "action").into_iter().filter(|to| to.ends_with("/name")).collect();
    let nameless = admin.post(&names[1], &[("name", " ")]).await;
    assert_eq!(nameless.status.as_u16(), 422);
    let page = admin.post_on(&names[1], &[("name", "Tablet of the gate")]).await;
    assert!(page.text.contains("It is called “Tablet of the gate” now."), "{}", page.text);
    let second = page.text.split("<li class=\"row\">").nth(2).unwrap();
    assert!(second.contains("last seen today 09:00"), "{second}");
    assert!(second.contains("signed in there: Officer One"), "{second}");
    let page = admin.post_on(&off[1], &[]).await;
    assert!(page.text.contains("“Tablet of the gate” was taken off the list."), "{}", page.text);
    assert!(!page.text.contains("signed in there: Officer One"));
    admin.cookies.remove("lang");
    assert_eq!(tablet.get("/desk").await.status, 403);
    let sent = tablet.post("/desk/next", &[]).await;
    assert_eq!(sent.status, 403);
    assert!(sent.body.contains(&text("pair-not-saved")), "{}", sent.body);
    assert!(!tablet.get("/desk").await.body.contains(&text("pair-not-saved")), "nothing was sent");
    assert_eq!(other.get("/desk").await.status, 200, "the other one stays");
    assert_eq!(admin.post(&off[1], &[]).await.status.as_u16(), 303, "a second tap is no fault");

    let journal = admin.get("/journal").await.text;
    for act in ["pair_device", "rename_device", "revoke_device", "open_net_door", "make_authority"]
    {
        let text = outreach_kit::i18n::text(outreach_kit::i18n::Lang::Km, &format!("act-{act}"));
        assert!(journal.contains(&text), "{act}");
    }
    // Let in again, the person has to sign in anew.
    let code = code_on_screen(&kit, "Tablet").await;
    assert_eq!(tablet.post(&code, &[]).await.status, 303);
    assert_eq!(tablet.get("/desk").await.header("location"), "/sign-in");
}

#[tokio::test]
async fn who_is_signed_in_on_one_device_is_signed_in_on_no_other() {
    let kit = open_kit().await;
    let mut tablet = Tablet::signed_in(&kit, "Officer One").await;
    let mut thief = Tablet::paired(&kit).await;
    let session = tablet.cookies.get("__Host-staff").unwrap().clone();
    thief.cookies.insert("__Host-staff".to_owned(), session.clone());
    assert_eq!(thief.get("/desk").await.header("location"), "/sign-in");
    let mut laptop = kit.laptop();
    laptop.cookies.insert("staff".to_owned(), session);
    assert_eq!(laptop.get("/desk").await.location(), "/sign-in");
    assert_eq!(tablet.get("/desk").await.status, 200);
}

#[tokio::test]
async fn a_crowd_that_guesses_locks_no_officer_out() {
    let kit = open_kit().await;
    let mut own = Tablet::signed_in(&kit, "Officer One").await;
    let mut crowd = Vec::new();
    for _ in 0..4 {
        crowd.push(Tablet::paired(&kit).await);
    }
    let mut slowed = 0;
    for tablet in &mut crowd {
        for _ in 0..9 {
            let answer = tablet.sign_in("Officer One", "0000").await;
            assert_eq!(answer.status, 422);
            slowed += u32::from(!answer.body.contains(&text("sign-in-wrong")));
        }
    }
    assert!(slowed >= 16, "36 guesses in one moment are too many, {slowed} were slowed down");
    own.post("/sign-out", &[]).await;
    assert_eq!(own.sign_in("Officer One", PIN).await.status, 303, "on her own tablet");
    kit.signed_in("Officer One").await;
    let other = crowd[0].sign_in("Officer Two", PIN).await;
    assert_eq!(other.status, 303, "another officer on a tablet that guessed");
}

#[tokio::test]
async fn after_a_restart_an_officer_is_at_home_on_her_own_tablet() {
    let kit = open_kit().await;
    let mut own = Tablet::signed_in(&kit, "Officer One").await;
    let mut crowd = Vec::new();
    for _ in 0..4 {
        crowd.push(Tablet::paired(&kit).await);
    }
    own.post("/sign-out", &[]).await;
    let port = kit.app.net.port().unwrap();
    let kit = moved(kit, Ipv4Addr::LOCALHOST, port).await;
    for tablet in &mut crowd {
        for _ in 0..8 {
            assert_eq!(tablet.sign_in("Officer One", "0000").await.status, 422);
        }
    }
    let elsewhere = crowd[0].sign_in("Officer One", PIN).await;
    assert_eq!(elsewhere.status, 422, "where she never was the crowd used her tries up");
    assert_eq!(own.sign_in("Officer One", PIN).await.status, 303, "on her own tablet");
    drop(kit);
}

#[tokio::test]
async fn an_administrator_gives_somebody_their_tries_back() {
    let kit = open_kit().await;
    let mut admin = kit.signed_in("Admin").await;
    let offered = |page: &str| {
        let mut all = attributes(page, "action").into_iter();
        all.find(|to| to.starts_with("/staff/") && to.ends_with("/tries"))
    };
    for (name, pin) in [("Officer One", PIN), ("Officer Two", "8264")] {
        assert_eq!(offered(&admin.get("/staff").await.text), None, "nobody was slowed down");
        let mut laptop = kit.laptop();
        for _ in 0..8 {
            assert_eq!(sign_in_with(&mut laptop, name, "0000").await, "");
        }
        assert_eq!(sign_in_with(&mut laptop, name, PIN).await, "", "slowed down");
        let to = offered(&admin.get("/staff").await.text).unwrap();
        if pin == PIN {
            assert_eq!(admin.post(&to, &[]).await.status.as_u16(), 303);
        } else {
            // A new PIN does the same.
            admin.post(&to.replace("/tries", "/pin"), &[("pin", pin)]).await;
        }
        assert_eq!(sign_in_with(&mut laptop, name, pin).await, "/desk");
    }
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = admin.get("/journal").await.text;
    assert!(page.contains("let somebody type the PIN again at once"), "{page}");
}

#[tokio::test]
async fn a_right_code_lets_in_whatever_else_comes_from_the_same_address() {
    let kit = open_kit().await;
    let code = code_on_screen(&kit, "Tablet").await;
    let mut tablet = Tablet::trusting(&kit).await;
    let promise = outreach_kit::seal::spoken::to_text(&[7; 32]);
    let mut knocked = Vec::new();
    for _ in 0..40 {
        knocked.push(tablet.post("/join/knock", &[("promise", &promise)]).await.status);
    }
    assert_eq!(knocked.iter().filter(|status| **status == 429).count(), 10, "{knocked:?}");
    let mut guessed = Vec::new();
    for _ in 0..40 {
        guessed.push(tablet.post("/pair/00000000000000000000000001", &[]).await.status);
    }
    assert_eq!(guessed.iter().filter(|status| **status == 429).count(), 10, "{guessed:?}");
    assert_eq!(tablet.post(&code, &[]).await.status, 303);
}

#[tokio::test]
async fn the_screen_goes_on_once_the_device_is_in_and_once_its_code_has_run_out() {
    let kit = clock::kit().await;
    open_door(&kit).await;
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let screen = admin.post("/devices/code", &[("name", "Tablet")]).await.text;
    assert!(screen.contains("data-from=\"/devices/code\""), "{screen}");
    assert!(screen.contains("content=\"120;url=/devices/code\""), "without the script, too");
    let code = shown_code(&mut admin, "Tablet").await;
    let waits = admin.get("/devices/code").await;
    assert_eq!(waits.status.as_u16(), 200);
    assert!(!waits.text.contains("/pair/"), "it is shown once");
    let mut tablet = Tablet::trusting(&kit).await;
    assert_eq!(tablet.post(&code, &[]).await.status, 303);
    let moved = admin.get("/devices/code").await;
    assert_eq!(moved.location(), "/devices?code=shown");
    assert!(admin.get(moved.location()).await.text.contains("“Tablet” is in."));
    // One that is in needs no second code, and takes none from another device.
    let code = shown_code(&mut admin, "Other").await;
    let known = tablet.get(&code).await;
    assert_eq!(known.status, 200);
    assert!(known.body.contains(&text("pair-known-title")), "{}", known.body);
    assert_eq!(admin.get("/devices/code").await.status.as_u16(), 200, "the code still waits");
    clock::pass(121);
    let moved = admin.get("/devices/code").await;
    assert_eq!(moved.location(), "/devices?code=shown");
    let over = admin.get(moved.location()).await.text;
    assert!(over.contains("The code for “Other” has run out"), "{over}");
    assert!(over.contains("data-over") && over.contains("name=\"name\" value=\"Other\""), "{over}");
    assert!(!admin.get("/devices").await.text.contains("data-over"), "said once");
}
