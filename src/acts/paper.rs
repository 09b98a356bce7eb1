//! From the frozen record of an issue to the words on the paper. The same record gives the same paper.

use jiff::Timestamp;

use crate::clock;
use crate::domain::birth::Birth;
use crate::domain::documents::Paper;
use crate::domain::event::Event;
use crate::i18n::{self, Arg, Lang, dates};
use crate::papers::Bilingual;
use crate::papers::picture::Picture;
use crate::papers::receipt::{ChildLine, Copy, Fact, Header, Receipt};
use crate::papers::sheet::Sheet;
use crate::papers::test_page;
use crate::seal::receipt_code::Code;
use crate::store::receipts::{Issue, Record};

/// Whether a paper is the receipt itself or a further copy.
pub enum Printed {
    /// The receipt itself, also again after a jam.
    First,
    /// A further copy, marked as one.
    Further {
        /// Its print; the receipt itself is print 1, so 2 or more.
        copy: u32,
        /// Code of the reason.
        reason: String,
        /// When it was asked for.
        at: Timestamp,
        /// By whom.
        by: String,
    },
}

/// What the receipt says.
pub fn paper(issue: &Issue, printed: &Printed) -> Receipt {
    let record = &issue.record;
    let event = &record.event;
    let issued_at = Timestamp::from_millisecond(record.issued_at).unwrap_or_default();
    Receipt {
        code: issue.code.clone(),
        number: number_of(&issue.code),
        ticket: Some(record.ticket),
        picture: Picture::from_code(&record.picture),
        training: record.training,
        header: if event.issuer == "commune" {
            Header::Commune { authority: words(&event.issuer_name) }
        } else {
            Header::Organiser { name: words(&event.issuer_name) }
        },
        event: words(&event.name),
        child: ChildLine { khmer: record.khmer.clone(), latin: record.latin.clone() },
        facts: facts(record),
        missing: record
            .missing
            .iter()
            .filter_map(|code| Paper::from_code(code))
            .map(|paper| text(paper.text_key()))
            .collect(),
        collect: collect(record),
        unbroken: unbroken(record),
        helpline: (!event.helpline.is_empty()).then(|| helpline(&event.helpline)),
        officer: record.officer.clone(),
        signatory: text(&format!("signatory-{}", record.signatory)),
        phone: record.phone.clone(),
        copy: match printed {
            Printed::First => Copy::First,
            Printed::Further { copy, reason, at, by } => {
                let mut reason = copy_reason(reason, *at, by);
                if issue.by_hand {
                    let by_hand = text("register-first-by-hand");
                    reason = both(|lang| {
                        format!("{}, {}", reason.in_language(lang), by_hand.in_language(lang))
                    });
                }
                // The receipt itself is print 1: its first copy is copy 1, lest somebody looks for another.
                Copy::Further { number: copy.saturating_sub(1).max(1), reason }
            }
        },
        issued: moment(issued_at),
        issued_at,
        free_of_charge: event.free_line,
    }
}

/// The page that is printed and measured before the trip.
pub fn test_page(event: Option<&Event>, at: Timestamp, training: bool) -> Sheet {
    let name =
        event.map(|event| Bilingual::new(&event.name.km, &event.name.en)).unwrap_or_default();
    test_page::sheet(name, moment(at), at, training)
}

/// The serial as a person reads it out: laptop and number, without the secret part of the code.
pub(crate) fn number_of(code: &str) -> String {
    Code::from_stored(code).map_or_else(String::new, |code| code.serial().spoken())
}

fn words([km, en]: &[String; 2]) -> Bilingual {
    // An event named in one language only says it once.
    Bilingual::new(km, if km == en { "" } else { en })
}

fn text(key: &str) -> Bilingual {
    Bilingual::new(i18n::text(Lang::Km, key), i18n::text(Lang::En, key))
}

fn both(of: impl Fn(Lang) -> String) -> Bilingual {
    Bilingual::new(of(Lang::Km), of(Lang::En))
}

fn fact(label: &str, value: Bilingual) -> Fact {
    Fact { label: text(label), value }
}

/// What was filed. Never parents, and nothing that the other children of the village would not have.
fn facts(record: &Record) -> Vec<Fact> {
    let sex = if record.sex.is_empty() {
        Bilingual::default()
    } else {
        text(&format!("paper-sex-{}", record.sex))
    };
    let birth = if record.birth.is_empty() {
        Bilingual::default()
    } else {
        both(|lang| birth(lang, record))
    };
    let filed = Timestamp::from_millisecond(record.filed_at).unwrap_or_default();
    vec![
        fact("receipt-fact-sex", sex),
        fact("receipt-fact-birth-date", birth),
        fact("receipt-fact-birth-place", both(|lang| birth_place(lang, record))),
        fact("receipt-fact-village", Bilingual::new(record.village.clone(), "")),
        fact("receipt-fact-filed", both(|lang| dates::in_words(lang, clock::civil_day(filed)))),
        fact("receipt-fact-state", text(&format!("paper-state-line-{}", record.state))),
    ]
}

/// How many missing papers leave room for the lunar date on one A5 side, in both languages (measured: with three the
/// longest goes over); what to bring goes first.
const MISSING_BESIDE_LUNAR: usize = 2;

/// The birth as it is known. The lunar date beside a known day is reckoned from it: what the family said of it may be
/// another one, and is in the register. Beside a month, a year or an age there is none.
fn birth(lang: Lang, record: &Record) -> String {
    let date = dates::birth_in_words(lang, &record.birth);
    match Birth::from_code(&record.birth) {
        Some(Birth::Exact(day)) if record.missing.len() <= MISSING_BESIDE_LUNAR => {
            format!("{date} – {}", dates::lunar_briefly(lang, day))
        }
        _ => date,
    }
}

fn birth_place(lang: Lang, record: &Record) -> String {
    let [km, en] = &record.event.commune;
    let place = [&*record.birth_spot, &*record.birth_kind, &*record.birth_place];
    super::birth_place(lang, place, if lang == Lang::Km { km } else { en })
}

/// What the family does next. A certificate is promised only where the birth is in the register.
fn collect(record: &Record) -> Vec<Bilingual> {
    let key = match record.state.as_str() {
        "awaiting_papers" if at_event(record) => "paper-bring-until",
        "awaiting_papers" => "paper-bring",
        "sent_to_district" => "paper-at-district",
        "filed" => "paper-collect-if-entered",
        "collected" => "paper-was-collected",
        _ => "paper-collect",
    };
    let words = &record.event;
    let place = |[km, en]: &[String; 2], lang| if lang == Lang::Km { km } else { en }.clone();
    vec![both(|lang| {
        i18n::text_with(
            lang,
            key,
            &[
                ("place", Arg::Text(&place(&words.collect_at, lang))),
                ("from", Arg::Text(&day_in_words(lang, &words.collect_from))),
                ("event", Arg::Text(&place(&words.place, lang))),
                ("until", Arg::Text(&day_in_words(lang, &words.until))),
            ],
        )
    })]
}

/// Whether papers can be brought to the event itself: it goes on, and it is not where certificates are collected.
fn at_event(record: &Record) -> bool {
    let words = &record.event;
    let issued = Timestamp::from_millisecond(record.issued_at).unwrap_or_default();
    let until = words.until.parse::<jiff::civil::Date>();
    words.place != words.collect_at
        && !words.place.iter().any(String::is_empty)
        && until.is_ok_and(|until| clock::civil_day(issued) <= until)
}

/// A day as a record keeps it, in words; nothing where it keeps none.
fn day_in_words(lang: Lang, day: &str) -> String {
    day.parse().map(|day| dates::in_words(lang, day)).unwrap_or_default()
}

/// Places and dates that no line may cut.
fn unbroken(record: &Record) -> Vec<String> {
    let words = &record.event;
    let mut whole: Vec<String> = words.collect_at.iter().chain(&words.place).cloned().collect();
    let days = [&words.collect_from, &words.until];
    whole.extend(days.iter().flat_map(|day| Lang::ALL.map(|lang| day_in_words(lang, day))));
    whole.retain(|whole| !whole.is_empty());
    whole
}

fn helpline(number: &str) -> Bilingual {
    both(|lang| {
        i18n::text_with(
            lang,
            "paper-helpline",
            &[("number", Arg::Text(&i18n::digits(lang, number)))],
        )
    })
}

pub(crate) fn moment(at: Timestamp) -> Bilingual {
    both(|lang| dates::moment(lang, at))
}

fn copy_reason(reason: &str, at: Timestamp, by: &str) -> Bilingual {
    let when = moment(at);
    both(|lang| {
        let why = i18n::text(lang, &format!("copy-reason-{reason}"));
        let when = if lang == Lang::Km { &when.km } else { &when.en };
        format!("{why}, {when}, {by}")
    })
}
