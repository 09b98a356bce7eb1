//! Begins a form.

use jiff::Timestamp;

use crate::clock;
use crate::domain::clock_doubt::NOT_BEFORE;
use crate::domain::event::Event;
use crate::domain::ids::DraftId;
use crate::domain::intake::{Answers, FormSetting, PlaceName};
use crate::i18n::Lang;
use crate::seal::token::{ShortCode, Token, uuid7};
use crate::store::drafts::{self, NewDraft};
use crate::store::{Savepoint, StoreError};

/// A form just begun: what the phone gets to hold and what the family can say aloud.
pub struct Begun {
    /// The draft's row.
    pub id: DraftId,
    /// The secret that finds it again from this phone.
    pub token: Token,
    /// The code that finds it again from another phone.
    pub short_code: ShortCode,
}

/// How often another short code is drawn before giving up; with hundreds of millions of codes once is ample.
const DRAWS: usize = 8;

/// Begins a form in `event`. `channel` is phone, entry or paper.
pub fn begin_draft(
    sp: &Savepoint<'_>,
    event: &Event,
    lang: Lang,
    channel: &'static str,
    at: Timestamp,
) -> Result<Begun, StoreError> {
    let id = DraftId(uuid7(at.as_millisecond().unsigned_abs()));
    for _ in 0..DRAWS {
        let (token, short_code) = (Token::random(), ShortCode::random());
        let draft = NewDraft {
            id,
            event: event.id,
            token: token.hash(),
            short_code: short_code.to_string(),
            answers: Answers::default(),
            lang: lang.code(),
            channel,
            at,
        };
        if drafts::begin(sp, &draft)? {
            return Ok(Begun { id, token, short_code });
        }
    }
    Err(StoreError::BadRow("a short code: all are taken"))
}

/// What the form asks at this event, counted from the civil day of `at`; a laptop that has forgotten the date counts
/// from the day the event begins, or nobody's birth would lie in the past.
pub fn form_setting(event: &Event, at: Timestamp) -> FormSetting {
    let place = PlaceName { khmer: event.commune.km.clone(), latin: event.commune.en.clone() };
    let today = if at < NOT_BEFORE { event.starts_on } else { clock::civil_day(at) };
    let mut setting = FormSetting::new(place, today);
    setting.papers.clone_from(&event.papers);
    setting.event = event.commune_in_list();
    setting
}
