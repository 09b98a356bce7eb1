//! A day from the yard to the certificate, in both languages, on both screens, with and without scripts.

use crate::chrome::Driver;
use crate::collector;
use crate::kit::{Kit, OFFICER};
use crate::mother;
use crate::officer;
use crate::people::MOTHER;
use crate::window::{Lang, Screen, Script, Window};

/// One family's whole way on two windows.
async fn one_family(phone: &Window, laptop: &Window, kit: &Kit, entry: u32) {
    // The mother.
    mother::begin(phone, kit).await;
    mother::fill(phone, MOTHER).await;
    let shown = phone.text(".readback").await;
    assert!(shown.contains("ស្រីមុំ"), "her name is read back: {shown}");
    let number = mother::send(phone).await;
    assert!(!number.is_empty());
    phone.quiet(&[]).await;

    // The officer calls her, and her phone says so.
    officer::take_desk(laptop, kit).await;
    officer::call_next(laptop).await;
    let family = laptop.attribute(".visit", "data-family").await;
    phone.driver.refresh().await.unwrap();
    phone.find("body.called .ticket-call").await;
    let code = officer::serve(laptop, entry).await;
    officer::finish(laptop, kit, &family).await;
    laptop.quiet(&[]).await;
    phone.driver.refresh().await.unwrap();
    assert!(!phone.has("body.called").await, "she is done");

    // The collector, weeks later.
    assert_ne!(collector::look_up(laptop, kit, &code).await, "ready");
    collector::mark_ready(laptop, kit, &code).await;
    assert_eq!(collector::look_up(laptop, kit, &code.to_lowercase()).await, "ready");
    collector::hand_over(laptop, "ជា សុខុម").await;
    assert_eq!(collector::look_up(laptop, kit, &code).await, "collected");
    let band = laptop.text(".band").await;
    assert!(band.contains("ជា សុខុម"), "the second try shows the first: {band}");
    laptop.quiet(&[]).await;
}

async fn a_day(script: Script) {
    let Some(driver) = Driver::start() else { return };
    let kit = Kit::open();
    let phone = Window::open(&driver, script).await;
    let laptop = Window::open(&driver, script).await;
    officer::sign_in(&laptop, &kit, OFFICER).await;
    phone.go(&kit.family("/")).await;
    let days = [
        (Lang::Khmer, Screen::PHONE, Screen::LAPTOP),
        (Lang::English, Screen::LAPTOP, Screen::PHONE),
    ];
    for (entry, (lang, on_phone, on_laptop)) in (1..).zip(days) {
        for (window, screen) in [(&phone, on_phone), (&laptop, on_laptop)] {
            window.prefer("lang", lang.code()).await;
            window.resize(screen).await;
        }
        one_family(&phone, &laptop, &kit, entry).await;
        // The same phone for the next family.
        phone.driver.delete_cookie("draft").await.unwrap();
    }
}

#[tokio::test]
async fn a_family_goes_all_the_way_where_scripts_run() {
    a_day(Script::On).await;
}

#[tokio::test]
async fn a_family_goes_all_the_way_without_scripts() {
    a_day(Script::Off).await;
}
