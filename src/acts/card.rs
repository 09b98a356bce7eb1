//! The card for a laptop that was stolen or lost: what to do, and whose papers were on it.

use crate::acts::day::words::{Printing, foot, number, of_event, section, text};
use crate::domain::event::Event;
use crate::papers::Bilingual;
use crate::papers::day_sheet::{Body, DaySheet, Section};
use crate::store::lost::Affected;

/// What to do, in the order in which it is done.
const STEPS: [&str; 6] =
    ["lost-call", "lost-police", "lost-backup", "lost-keys", "lost-codes", "lost-write"];

/// What whoever has the laptop can and cannot read.
const SAFE: [&str; 4] =
    ["lost-safe-locked", "lost-safe-room", "lost-safe-open", "lost-safe-papers"];

/// Whom to call, with the number that the event has and room for others.
fn whom(event: &Event) -> Body {
    let room = || Bilingual::new("………………………………", "");
    let mut facts = vec![
        (text("lost-whom-lead"), room()),
        (text("lost-whom-focal"), room()),
        (text("lost-whom-commune"), room()),
    ];
    if !event.helpline.is_empty() {
        facts.push((text("lost-whom-helpline"), Bilingual::number(&event.helpline)));
    }
    Body::Facts(facts)
}

/// What the card says.
pub fn card_sections(event: &Event) -> Vec<Section> {
    let words = |keys: &[&str]| Body::Words(keys.iter().map(|key| text(key)).collect());
    vec![
        section("lost-part-whom", vec![whom(event)]),
        section("lost-part-steps", vec![words(&STEPS)]),
        section("lost-part-safe", vec![words(&SAFE)]),
    ]
}

/// The card as a paper.
pub fn card_sheet(event: &Event, printing: &Printing) -> DaySheet {
    // Nobody signs it, and a line to sign on would stand alone on a second side.
    let card = paper("lost-title", "card", event, card_sections(event), printing);
    DaySheet { signatures: Vec::new(), ..card }
}

/// The tickets whose families have to be told, as far as the kit at hand knows: on the organisation's laptop, what the
/// newest backup holds. Numbers and villages, no names.
pub fn affected_sheet(event: &Event, affected: &[Affected], printing: &Printing) -> DaySheet {
    let columns = vec![
        (text("lost-ticket"), 1.0),
        (text("lost-children"), 1.0),
        (text("lost-village"), 3.0),
        (text("lost-told"), 1.5),
    ];
    let row = |one: &Affected| {
        let village = Bilingual::new(&one.village, "");
        vec![number(one.ticket), number(one.children), village, Bilingual::default()]
    };
    let table = Body::Table { columns, rows: affected.iter().map(row).collect() };
    let words = Body::Words(vec![text("lost-affected-means")]);
    let sections = vec![section("lost-part-affected", vec![words, table])];
    paper("lost-affected-title", "affected", event, sections, printing)
}

fn paper(
    title: &str,
    what: &str,
    event: &Event,
    sections: Vec<Section>,
    printing: &Printing,
) -> DaySheet {
    DaySheet {
        title: text(title),
        lines: of_event(event),
        sections,
        signatures: vec![text("day-sign-organiser")],
        training: printing.training,
        foot: foot(printing),
        id: format!("{} {what}", event.id),
        at: printing.at,
    }
}
