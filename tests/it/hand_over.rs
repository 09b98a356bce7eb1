//! The focal's room leaves one laptop in a sealed file and goes on on another.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a kit that cannot be read should stop the test"
)]

use std::collections::BTreeSet;

use outreach_kit::acts::arrive::{self, TakenIn};
use outreach_kit::acts::hand_over::{self, Arrived, HandOverError, Leaving, Proof};
use outreach_kit::acts::{self, By, seal};
use outreach_kit::domain::ids::{EventId, FamilyId};
use outreach_kit::domain::safeguarding::{About, Agreed, Level, Note, What};
use outreach_kit::i18n::{self, Lang};
use outreach_kit::seal::Cost;
use outreach_kit::seal::parcel::{Opener, ParcelError};
use outreach_kit::seal::sealed::FocalSecret;
use outreach_kit::store::forget::{self, What as Handed};
use outreach_kit::store::journal::{self, Chain};
use outreach_kit::store::{StoreError, events, families, followed, hand_overs};

use crate::harness::{FOCAL, Kit, SECOND, file, founding, mother_of_two, now};
use crate::room::staff as member;

/// Words that must be nowhere but in the room.
const CANARY: &str = "kept awake by the neighbour's dog 7431";

pub(crate) fn by() -> By {
    By { staff: None, at: now() }
}

/// The event at hand and its families, in the order in which they came.
pub(crate) async fn there(kit: &Kit) -> (EventId, Vec<FamilyId>) {
    let event = kit.open().event().unwrap().id;
    let families =
        kit.open().store.read(move |conn| families::of_event(conn, event)).await.unwrap();
    (event, families)
}

/// Notes something about a family, or about its child at that place.
pub(crate) async fn note(kit: &Kit, family: FamilyId, child: Option<usize>, what: What) {
    let event = kit.open().event().unwrap().id;
    let store = kit.open().store.clone();
    let noted = store.write(move |sp| {
        let family = families::by_id(sp, family)?.unwrap();
        let child = child.map(|place| family.children[place].id);
        seal::note(sp, event, About { family: family.id, child }, what, by())
    });
    let _: outreach_kit::domain::ids::RowId =
        noted.await.map_err(|err: StoreError| err.to_string()).unwrap();
}

pub(crate) fn agreed(to: Agreed, given: bool) -> What {
    What::Consent { to, given, who: "grandmother".to_owned(), wording: "1".to_owned() }
}

pub(crate) fn level(to: Level) -> What {
    What::Level { to, reason: String::new() }
}

/// The event's key, opened by what somebody types.
pub(crate) async fn unlocked(kit: &Kit, event: EventId, typed: &'static str) -> FocalSecret {
    let read = kit.open().store.read(move |conn| hand_over::unlock(conn, event, typed)).await;
    read.map_err(|err: HandOverError| err.to_string()).unwrap().0
}

/// A kit with two families, of which one has notes.
pub(crate) async fn first() -> (Kit, String) {
    let kit = Kit::fresh();
    let sheet = kit.app.found(founding(false)).await.unwrap().text();
    let mut phone = kit.phone();
    file(&mut phone, &mother_of_two()).await;
    let mut other = mother_of_two();
    other[1].1[1].1 = "សុភា";
    file(&mut kit.phone(), &other).await;
    let (_, families) = there(&kit).await;
    note(&kit, families[0], Some(0), What::Words(CANARY.to_owned())).await;
    note(&kit, families[0], Some(0), level(Level::High)).await;
    (kit, sheet)
}

pub(crate) async fn made(kit: &Kit) -> Vec<u8> {
    made_of(kit, (1, 2)).await
}

/// A file of the room, which holds so many families and children.
pub(crate) async fn made_of(kit: &Kit, counts: (usize, usize)) -> Vec<u8> {
    let event = there(kit).await.0;
    let secret = unlocked(kit, event, FOCAL).await;
    let store = kit.open().store.clone();
    let made = store.read(move |conn| {
        let notes = outreach_kit::acts::seal::open_room(conn, event, &secret, 0)?.notes;
        let leaving = Leaving {
            event,
            secret: &secret,
            notes: &notes,
            others: &[],
            found: &[],
            kept_out: &BTreeSet::new(),
            rule_set: "rules 1",
            reach: followed::mark(conn, event)?,
            at: now(),
        };
        hand_over::prepare(conn, &leaving)
    });
    let made = made.await.map_err(|err: HandOverError| err.to_string()).unwrap();
    assert!(made.name.len() == 39 && made.name.ends_with(".sealed"), "{}", made.name);
    assert_eq!((made.counted.families, made.counted.children), counts);
    assert!(made.notes > 0);
    let bytes = made.bytes.clone();
    kit.open().store.write(move |sp| hand_over::made(sp, &made, by())).await.unwrap();
    bytes
}

pub(crate) async fn taken_in(
    kit: &Kit,
    bytes: &[u8],
    typed: &str,
) -> Result<TakenIn, HandOverError> {
    taken_in_knowing(kit, bytes, typed, false).await
}

/// The same by somebody who knows whether the room's key was changed.
pub(crate) async fn taken_in_knowing(
    kit: &Kit,
    bytes: &[u8],
    typed: &str,
    is_changed: bool,
) -> Result<TakenIn, HandOverError> {
    let coming = arrive::open(bytes, Opener::Typed(typed))?;
    let focal = member(kit, "Focal").await;
    let store = kit.open().store.clone();
    let read = store.read(move |conn| {
        let lies = coming.lies(conn, focal, is_changed)?;
        Ok::<_, HandOverError>((coming, lies))
    });
    let (coming, lies) = read.await?;
    let keeper = coming.keeper(focal, SECOND, lies.as_ref(), Cost::test())?;
    kit.open().store.write(move |sp| arrive::take_in(sp, &coming, &keeper, by())).await
}

pub(crate) async fn notes(kit: &Kit, event: EventId, typed: &'static str) -> Vec<Note> {
    let secret = unlocked(kit, event, typed).await;
    let room = kit.open().store.read(move |conn| seal::open_room(conn, event, &secret, 0)).await;
    room.unwrap().notes
}

fn find(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[tokio::test]
async fn a_room_goes_on_on_another_laptop_and_taking_it_in_twice_changes_nothing() {
    let (first, sheet) = first().await;
    let (event, families_there) = there(&first).await;
    let bytes = made(&first).await;
    for words in [CANARY, "ស្រីមុំ", "SREYMOM", "Krapeu"] {
        assert!(!find(&bytes, words), "{words}");
    }

    let second = Kit::start().await;
    let own = there(&second).await.0;
    let taken = taken_in(&second, &bytes, FOCAL).await.unwrap();
    assert_eq!((taken.new.families, taken.new.children), (1, 2));
    let there_now = notes(&second, event, SECOND).await;
    assert_eq!(there_now, notes(&first, event, FOCAL).await);
    assert!(there_now.iter().any(|note| note.what == What::Words(CANARY.to_owned())));
    let sheet: &'static str = sheet.leak();
    assert_eq!(notes(&second, event, sheet).await, there_now, "by the sheet of the first laptop");

    // What is asked of the row by a page of the room is there; what the room does not need is not.
    let (id, left) = (families_there[0], families_there[1]);
    let store = second.open().store.clone();
    let read = store.read(move |conn| {
        let family = families::by_id(conn, id)?.unwrap();
        assert!(families::by_id(conn, left)?.is_none(), "a family without a note stays behind");
        Ok::<_, StoreError>(family)
    });
    let family = read.await.unwrap();
    assert_eq!((family.latin.as_str(), family.children.len()), ("CHEA SREYMOM", 2));
    assert_eq!((family.phone.as_str(), family.answers.get("phone")), ("", ""));
    assert!(family.children.iter().all(|child| child.nationality == "officer"));
    assert!(family.collectors.is_empty() && family.papers.is_empty());

    // Again: nothing new, and no trace of having tried.
    let journal = |kit: &Kit| kit.open().store.clone();
    let entries = |chain: Chain| match chain {
        Chain::Whole { entries, .. } => entries,
        Chain::BrokenAt(at) => panic!("broken at {at}"),
    };
    let before = entries(journal(&second).read(journal::verify).await.unwrap());
    let again = taken_in(&second, &bytes, FOCAL).await.unwrap();
    assert_eq!((again.new.families, again.new.children, again.notes), (0, 0, 0));
    assert_eq!(notes(&second, event, SECOND).await, there_now);
    assert_eq!(entries(journal(&second).read(journal::verify).await.unwrap()), before);

    // No other page shows it: the event at hand is the laptop's own, and nobody is found by searching.
    assert_eq!(there(&second).await.0, own);
    let second = second.restart();
    let mut laptop = second.laptop();
    laptop.post("/unlock", &[("passphrase", crate::harness::PASSPHRASE)]).await;
    let mut officer = second.signed_in("Officer One").await;
    let page = officer.post("/search", &[("q", "SREYMOM")]).await;
    assert!(!page.text.contains("ស្រីមុំ"), "{}", page.text);
    let store = second.open().store.clone();
    let ids = store.read(events::all).await.unwrap();
    assert!(ids.iter().all(|listed| listed.id != event));

    // And back: the first laptop learns that the file arrived.
    let store = first.open().store.clone();
    let unread = store.read(move |conn| hand_overs::acknowledged(conn, event));
    assert!(unread.await.unwrap().is_none());
    let ack = taken.ack.clone();
    let noted = |ack: Vec<u8>| {
        let store = first.open().store.clone();
        async move { store.write(move |sp| hand_over::acknowledge(sp, &ack, by())).await }
    };
    let mut forged: serde_json::Value = serde_json::from_slice(&ack).unwrap();
    forged["read_at"] = "2027-01-01T00:00:00Z".into();
    assert!(noted(serde_json::to_vec(&forged).unwrap()).await.is_err());
    assert!(noted(b"{}".to_vec()).await.is_err());
    let whole = Arrived { is_new: true, event, what: Proof::WholeRoom };
    assert_eq!(noted(ack.clone()).await.unwrap(), whole);
    assert_eq!(noted(ack).await.unwrap(), Arrived { is_new: false, ..whole });
    let store = first.open().store.clone();
    let read = store.read(move |conn| hand_overs::of_event(conn, event));
    assert_eq!(read.await.unwrap()[0].read_at, Some(now()));
}

/// Makes the room's file, takes it in on the other laptop, and reads the answer in after `meanwhile` was done here.
/// Whether the answer says that the other laptop has everything, and whether that lets this one forget.
async fn answered(
    (first, second): (&Kit, &Kit),
    event: EventId,
    meanwhile: impl AsyncFnOnce(),
) -> (Proof, bool) {
    let taken = taken_in(second, &made(first).await, FOCAL).await.unwrap();
    meanwhile().await;
    let store = first.open().store.clone();
    let arrived = store.write(move |sp| hand_over::acknowledge(sp, &taken.ack, by())).await;
    (arrived.unwrap().what, is_handed(first, event).await)
}

async fn is_handed(kit: &Kit, event: EventId) -> bool {
    let read = kit.open().store.read(move |conn| forget::handed_over(conn, event)).await.unwrap();
    read.iter().any(|handed| handed.what == Handed::Safeguarding)
}

#[tokio::test]
async fn a_room_counts_as_handed_over_while_nothing_came_after_its_file() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    let (event, families) = there(&first).await;
    let kits = (&first, &second);
    let family = families[0];
    let write = |what: Meanwhile| {
        let kit = &first;
        async move {
            match what {
                Meanwhile::Empty => {
                    let store = kit.open().store.clone();
                    let sealed = store.write(move |sp| seal::cover_one(sp, event, by()));
                    sealed.await.map_err(|err: StoreError| err.to_string()).unwrap();
                }
                Meanwhile::Noted => note(kit, family, None, What::Words("later".to_owned())).await,
                Meanwhile::Filed => {
                    file(&mut kit.phone(), &mother_of_two()).await;
                }
                Meanwhile::Corrected => {
                    let staff = Some(member(kit, "Officer One").await);
                    let store = kit.open().store.clone();
                    let corrected = store.write(move |sp| {
                        let known = families::by_id(sp, family)?.unwrap();
                        let mut after = known.answers;
                        after.set("own_birth_day", &known.version.to_string());
                        acts::correct(sp, family, known.version, &after, By { staff, ..by() })
                    });
                    assert_eq!(corrected.await.map_err(|err| err.to_string()), Ok(1));
                }
            }
        }
    };
    for what in [Meanwhile::Empty, Meanwhile::Noted, Meanwhile::Filed, Meanwhile::Corrected] {
        let after = answered(kits, event, async || write(what).await).await;
        assert_eq!(after, (Proof::RoomOfBefore, false), "{what:?} before the answer was read in");
        let good = answered(kits, event, async || {}).await;
        assert_eq!(good, (Proof::WholeRoom, true), "a file made after {what:?}");
        write(what).await;
        assert!(!is_handed(&first, event).await, "{what:?} after the answer was read in");
    }
}

/// What comes to a room after its file was made.
#[derive(Debug, Clone, Copy)]
enum Meanwhile {
    Empty,
    Noted,
    Filed,
    Corrected,
}

#[tokio::test]
async fn what_is_noted_later_follows_in_a_second_file_that_names_the_first() {
    let (first, _) = first().await;
    let second = Kit::start().await;
    let (event, families) = there(&first).await;
    taken_in(&second, &made(&first).await, FOCAL).await.unwrap();
    note(&first, families[0], None, agreed(Agreed::SafeToCall, true)).await;
    let later = made(&first).await;
    let coming = arrive::open(&later, Opener::Typed(FOCAL)).unwrap();
    let sent =
        first.open().store.read(move |conn| hand_overs::of_event(conn, event)).await.unwrap();
    assert_eq!(coming.manifest().previous, sent[1].manifest);
    let taken = taken_in(&second, &later, FOCAL).await.unwrap();
    assert_eq!((taken.new.families, taken.notes), (0, 1));
    // On a third laptop the phone is there, since it is safe to call.
    let third = Kit::start().await;
    taken_in(&third, &later, FOCAL).await.unwrap();
    let id = families[0];
    let store = third.open().store.clone();
    let family = store.read(move |conn| families::by_id(conn, id)).await.unwrap();
    assert_eq!(family.unwrap().phone, "+85512345678");
}

#[tokio::test]
async fn a_file_that_is_not_whole_or_not_for_this_laptop_says_so_plainly() {
    let (first, _) = first().await;
    let bytes = made(&first).await;
    let refused = |bytes: Vec<u8>, typed: &'static str| {
        let kit = &first;
        async move { taken_in(kit, &bytes, typed).await.err().unwrap() }
    };
    let mut damaged = bytes.clone();
    damaged[5000] ^= 1;
    for (bytes, typed, key) in [
        (damaged, FOCAL, "hand-damaged"),
        (bytes[..bytes.len() / 2].to_vec(), FOCAL, "hand-damaged"),
        (b"a letter".to_vec(), FOCAL, "hand-not-ours"),
        (bytes.clone(), "wrong words that open nothing", "hand-not-for-you"),
        (bytes.clone(), FOCAL, "hand-own-event"),
    ] {
        let err = refused(bytes, typed).await;
        assert_eq!(err.text_key(), key, "{err}");
        assert!(Lang::ALL.iter().all(|lang| i18n::has(*lang, err.text_key())));
    }
    let event = there(&first).await.0;
    let stranger = FocalSecret::random();
    let store = first.open().store.clone();
    let refused = store.read(move |conn| {
        let (secret, rule_set, reach) = (&stranger, "", (0, 0));
        let leaving = Leaving {
            event,
            secret,
            notes: &[],
            others: &[],
            found: &[],
            kept_out: &BTreeSet::new(),
            rule_set,
            reach,
            at: now(),
        };
        hand_over::prepare(conn, &leaving)
    });
    let refused = refused.await.err();
    assert!(matches!(refused, Some(HandOverError::Parcel(ParcelError::NotForYou))));
}
