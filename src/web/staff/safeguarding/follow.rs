//! What is sent from a child's page: one note or several, sealed. What does not do comes back with its words.

use axum::extract::{Extension, Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::typed::Typed;
use super::super::{Pairs, value, values};
use super::child::{self, Opened, Slip, WORDING};
use super::mistake::{self, mistakes};
use super::{In, slip};
use crate::acts::follow::{self, FollowError, RoomKey};
use crate::clock;
use crate::domain::ids::{ChildId, RowId, StaffId};
use crate::domain::safeguarding::{
    About, Agreed, Away, Concern, Disclosure, Done, Help, IdPoor, Level, LivesWith, Needs, Outcome,
    Referral, Refused, SafeNow, School, Support, Told, Vital, Volunteered, What,
};
use crate::domain::staff::Role;
use crate::khmer::digits;

/// Longest text of one field, in characters. The sentence that says so names it too.
const LONGEST: usize = 4000;

/// `POST /room/child/{id}`
pub(crate) async fn follow(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    Path(id): Path<String>,
    Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let child = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let opened = child::open(&door, &inside, child).await?;
    if value(&pairs, "do") == "view" {
        let reason = [value(&pairs, "view_words"), value(&pairs, "view_for")];
        let reason = reason.into_iter().find(|reason| !reason.is_empty()).unwrap_or_default();
        if reason.is_empty() {
            return child::ask_reason(&door, &inside, &opened, true).await;
        }
        child::viewed(&door, &inside, opened, reason.to_owned()).await?;
        return Ok(Redirect::to(&format!("/room/child/{child}")).into_response());
    }
    // Words that were typed before the room shut itself are not sent by anybody: they stand in their boxes again.
    let opened = child::viewed(&door, &inside, opened, String::new()).await?;
    if value(&pairs, "hold") == "now" {
        let slip = Slip { said: "room-left", typed: Some(typed(&pairs)) };
        return child::show(&door, &inside, opened, slip, Vec::new()).await;
    }
    if value(&pairs, "do") == "slip" {
        return slip::make(&door, &inside, opened, &pairs).await;
    }
    let refuse = |said| Slip { said, typed: Some(typed(&pairs)) };
    let today = clock::civil_day(door.now());
    let (about, all) = match is_short(&pairs).and_then(|()| read(&pairs, &opened, today)) {
        Ok(read) => read,
        Err(said) => return child::show(&door, &inside, opened, refuse(said), Vec::new()).await,
    };
    let me = inside.me.session.staff;
    if let Some(ids) = mistake::sent_before(&opened, &pairs, about, &all, me) {
        return Ok(back(child, &ids));
    }
    if depends(&all) && value(&pairs, "seen") != opened.record.seen.to_string() {
        return child::show(&door, &inside, opened, refuse("room-stale"), Vec::new()).await;
    }
    let attention = &opened.record.attention;
    let refused = all.iter().find_map(|what| attention.followed.may(attention.level, what).err());
    if let Some(refused) = refused {
        return child::show(&door, &inside, opened, refuse(sentence(refused)), Vec::new()).await;
    }
    if mistake::lacks_a_reason(&door, &inside, about, &all).await? {
        return child::show(&door, &inside, opened, refuse(mistake::NO_REASON), Vec::new()).await;
    }
    let (room, last) = (std::sync::Arc::clone(&inside.room), opened.record.last);
    let by = inside.me.by(door.now());
    let is_taking_back = all.iter().all(|what| matches!(what, What::WrongChild { .. }));
    let leaves = all.iter().any(|what| matches!(what, What::Excluded { staff } if *staff == me));
    let sent = all.clone();
    let noted = door
        .kit()?
        .store
        .write(move |sp| {
            let key = RoomKey { event: room.event, secret: &room.secret, last };
            follow::note(sp, &key, about, &sent, by)
        })
        .await;
    match noted {
        Ok(_) if leaves => Ok(Redirect::to("/room").into_response()),
        Ok(_) if is_taking_back => {
            Ok(Redirect::to(&format!("/room/child/{child}")).into_response())
        }
        Ok(ids) => Ok(back(child, &ids)),
        Err(FollowError::Stale) => {
            let opened = child::open(&door, &inside, child).await?;
            // The first of two taps may have been noted between reading and writing.
            if let Some(ids) = mistake::sent_before(&opened, &pairs, about, &all, me) {
                return Ok(back(child, &ids));
            }
            child::show(&door, &inside, opened, refuse("room-stale"), Vec::new()).await
        }
        Err(FollowError::Store(err)) => Err(err.into()),
    }
}

/// Back to the child's page, where what was just noted can be taken back.
fn back(child: ChildId, noted: &[RowId]) -> Response {
    let noted: Vec<String> = noted.iter().map(ToString::to_string).collect();
    Redirect::to(&format!("/room/child/{child}?noted={}", noted.join(","))).into_response()
}

/// What was typed, every tick of a repeated box in a line of its own.
pub(super) fn typed(pairs: &[(String, String)]) -> Typed {
    let mut typed = Typed::of(&[]);
    for (name, value) in pairs {
        let known = typed.0.entry(name.clone()).or_default();
        if known.is_empty() {
            value.trim().clone_into(known);
        } else {
            known.push('\n');
            known.push_str(value.trim());
        }
    }
    typed
}

/// Whether it matters what was noted before.
fn depends(all: &[What]) -> bool {
    all.iter().any(|what| {
        matches!(
            what,
            What::Level { .. }
                | What::Dropped { .. }
                | What::Done { plan: Some(_), .. }
                | What::Closed { .. }
                | What::Reopened { .. }
        )
    })
}

/// Text key of why something does not do.
fn sentence(refused: Refused) -> &'static str {
    match refused {
        Refused::LowerNeedsReason => "room-slip-lower",
        Refused::HandedTo => "room-slip-handed-to",
        Refused::Closed => "room-slip-closed",
        Refused::NotClosed => "room-slip-not-closed",
        Refused::Blank => "room-slip-blank",
        Refused::NoConsent => "room-slip-consent",
        Refused::NoPlan => "room-slip-no-plan",
    }
}

/// Whether what was typed is within what a note holds.
fn is_short(pairs: &[(String, String)]) -> Result<(), &'static str> {
    let is_long = pairs.iter().any(|(_, typed)| LONGEST < typed.chars().count());
    if is_long { Err("room-slip-long") } else { Ok(()) }
}

/// What the form says, and about whom; or what is wrong with it, a text key.
fn read(
    pairs: &[(String, String)],
    opened: &Opened,
    today: Date,
) -> Result<(About, Vec<What>), &'static str> {
    let was = |name: &str| past_day(pairs, name, opened.record.begins, today);
    let text = |name: &str| value(pairs, name).to_owned();
    let chosen = |name: &str| value(pairs, name);
    let (family, child) = (opened.row.family, opened.row.id);
    let mut about = About { family, child: Some(child) };
    let one = |what: What| Ok((about, vec![what]));
    match chosen("do") {
        "support" => {
            if chosen("support_for") == "family" {
                about.child = None;
            }
            Ok((about, vec![What::Support(support(pairs)?)]))
        }
        "told" => {
            let safe_now = SafeNow::from_code(chosen("safe_now")).ok_or("room-slip-choose")?;
            let told = codes(pairs, "told", Told::from_code);
            one(What::Disclosed(Disclosure { safe_now, told }))
        }
        "level" => {
            let to = Level::from_code(chosen("level")).ok_or("room-slip-choose")?;
            one(What::Level { to, reason: text("level_reason") })
        }
        "concerns" => {
            let concerns = codes(pairs, "concern", Concern::from_code);
            if concerns.is_empty() {
                Err("room-slip-choose")
            } else {
                one(What::Concerns(concerns))
            }
        }
        "contact" => one(What::Contacted { on: was("contact_on")?, words: text("contact_words") }),
        "plan" => {
            let help = Help::from_code(chosen("plan_help")).ok_or("room-slip-choose")?;
            one(What::Planned { help, on: day(pairs, "plan_on")?, who: text("plan_who") })
        }
        "done" => {
            let help = Help::from_code(chosen("done_help")).ok_or("room-slip-choose")?;
            let plan = RowId::parse(chosen("done_plan")).ok();
            let on = was("done_on")?;
            let (who, result, next) = (text("done_who"), text("done_result"), text("done_next"));
            one(What::Done { done: Done { help, on, who, result, next }, plan })
        }
        "drop" => {
            let plan = RowId::parse(chosen("plan")).map_err(|_| "room-slip-no-plan")?;
            one(What::Dropped { plan })
        }
        "conference" => {
            let on = was("conference_on")?;
            one(What::Conference {
                on,
                who: text("conference_who"),
                words: text("conference_words"),
            })
        }
        "refer" => {
            let rules = codes(pairs, "refer_rule", Vital::from_code);
            let (to, vital) = (text("refer_to"), text("refer_vital"));
            one(What::Referred(Referral { to, rules, vital }))
        }
        "agree" => {
            let given = match chosen("agree_given") {
                "yes" => true,
                "no" => false,
                _ => return Err("room-slip-choose"),
            };
            let all = codes(pairs, "agree_to", Agreed::from_code);
            if all.is_empty() {
                return Err("room-slip-choose");
            }
            let consent = |to| What::Consent {
                to,
                given,
                who: text("agree_who"),
                wording: WORDING.to_owned(),
            };
            Ok((about, all.into_iter().map(consent).collect()))
        }
        "words" => one(What::Words(text("own_words"))),
        "exclude" => {
            let staff = StaffId::parse(chosen("exclude_staff")).map_err(|_| "room-slip-choose")?;
            // A family is kept from somebody as a whole; and somebody has to be left who may read it.
            about.child = None;
            if !is_left_with_a_focal(opened, staff) {
                return Err("room-slip-last-focal");
            }
            Ok((about, vec![What::Excluded { staff }]))
        }
        "admit" => {
            let staff = StaffId::parse(chosen("admit_staff")).map_err(|_| "room-slip-choose")?;
            about.child = None;
            Ok((about, vec![What::Admitted { staff }]))
        }
        "close" => {
            let outcome = Outcome::from_code(chosen("outcome")).ok_or("room-slip-choose")?;
            one(What::Closed { outcome, handed_to: text("handed_to") })
        }
        "reopen" => one(What::Reopened { reason: text("reopen_reason") }),
        "mistake" => mistakes(pairs, opened, about),
        _ => Err("room-slip-choose"),
    }
}

fn is_left_with_a_focal(opened: &Opened, staff: StaffId) -> bool {
    let kept_out = &opened.record.kept_out;
    opened.focals().any(|focal| focal != staff && !kept_out.contains(&focal))
}

impl Opened {
    /// The event's focals.
    fn focals(&self) -> impl Iterator<Item = StaffId> {
        self.members().filter(|one| one.roles.contains(&Role::Focal)).map(|one| one.id)
    }
}

fn codes<T: Ord>(pairs: &[(String, String)], name: &str, from: fn(&str) -> Option<T>) -> Vec<T> {
    let mut all: Vec<T> = values(pairs, name).iter().filter_map(|code| from(code)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A day as a browser sends it, or as people write it.
fn day(pairs: &[(String, String)], name: &str) -> Result<Date, &'static str> {
    digits::to_ascii(value(pairs, name)).parse().map_err(|_| "room-slip-day")
}

/// A day on which something was done: none before the event, and none that is still to come. A clock that is a day slow
/// does no harm.
fn past_day(
    pairs: &[(String, String)],
    name: &str,
    begins: Date,
    today: Date,
) -> Result<Date, &'static str> {
    match day(pairs, name)? {
        on if on < begins => Err("room-slip-day-early"),
        on if today.tomorrow().unwrap_or(today) < on => Err("room-slip-day-late"),
        on => Ok(on),
    }
}

/// The answers that were given; what was skipped is none.
fn support(pairs: &[(String, String)]) -> Result<Support, &'static str> {
    let chosen = |name: &str| value(pairs, name);
    let support = Support {
        lives_with: LivesWith::from_code(chosen("lives_with")),
        away: Away::from_code(chosen("away")),
        school: School::from_code(chosen("school")),
        needs: Needs::from_code(chosen("needs")),
        idpoor: IdPoor::from_code(chosen("idpoor")),
        talk: match chosen("talk") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        also: codes(pairs, "also", Volunteered::from_code),
    };
    if support == Support::default() { Err("room-slip-choose") } else { Ok(support) }
}
