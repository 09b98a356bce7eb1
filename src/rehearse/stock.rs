//! What lies in a kit before a rehearsal begins: families filed before, forms that only wait for *Send*, and keys
//! that open at once where a rehearsal opens the kit a thousand times. This alone is not done through the doors.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;

use super::cast::Cast;
use super::families::{self, Family};
use crate::acts::{self, By, FileError, FocalKey, NextEvent};
use crate::app::Kit;
use crate::clock;
use crate::domain::event::Event;
use crate::domain::ids::{DraftId, EventId, StaffId};
use crate::domain::intake::Answers;
use crate::domain::queue::Move;
use crate::domain::staff::Role as StaffRole;
use crate::i18n::Lang;
use crate::seal::Cost;
use crate::seal::keyring::{Keyring, Role, SlotId};
use crate::seal::token::Token;
use crate::store::tickets::MoveError;
use crate::store::{Savepoint, StoreError, drafts, staff};

/// Families written in one savepoint: enough that the disk is not what takes the time.
const AT_ONCE: usize = 250;

/// A kit that nobody serves yet.
pub(super) struct Stock {
    kit: Kit,
    event: Arc<Event>,
}

impl Stock {
    /// Opens the kit in `data`.
    pub(super) fn open(data: &Path, cast: &Cast) -> anyhow::Result<Self> {
        let keyring = Keyring::load(data)?;
        let [(_, passphrase), _] = &cast.keyholders;
        let (key, _) = keyring.open(passphrase)?;
        let kit = Kit::open(data.to_owned(), key, keyring)?;
        let event = kit.event().context("the kit has no event")?;
        Ok(Self { kit, event })
    }

    /// The kit.
    pub(super) fn kit(&self) -> &Kit {
        &self.kit
    }

    /// The event at hand.
    pub(super) fn event(&self) -> EventId {
        self.event.id
    }

    /// Files families of an earlier event until there are so many children, closes it and opens the next; gives how
    /// many families that took.
    pub(super) async fn file(
        &mut self,
        cast: &Cast,
        children: u32,
        seed: u64,
    ) -> anyhow::Result<usize> {
        let today = clock::civil_day(clock::now());
        let mut filed = 0;
        // A family has about two; what is too many is not filed.
        let families = families::invent(seed, children.max(1), today);
        let enough = families.iter().scan(0, |sum, family| {
            let before = *sum;
            *sum += u32::from(family.children);
            (before < children).then_some(family)
        });
        for batch in enough.collect::<Vec<_>>().chunks(AT_ONCE) {
            let answers: Vec<Answers> = batch.iter().map(|family| answers_of(family)).collect();
            filed += answers.len();
            let event = Arc::clone(&self.event);
            self.kit
                .store
                .write(move |sp| {
                    let officer = staff::all(sp, Some(event.id))?
                        .first()
                        .map(|member| member.id)
                        .ok_or(StoreError::BadRow("an event nobody works at"))?;
                    for said in &answers {
                        let (draft, _) = begin(sp, &event, said)?;
                        file(sp, event.id, draft, officer)?;
                    }
                    Ok::<_, StoreError>(())
                })
                .await?;
        }
        self.next_event(cast).await?;
        Ok(filed)
    }

    /// Closes the event and opens the next with the same people, as an administrator does.
    async fn next_event(&mut self, cast: &Cast) -> anyhow::Result<()> {
        let last = Arc::clone(&self.event);
        let members = self.kit.store.read(move |conn| staff::all(conn, Some(last.id))).await?;
        let with =
            |role| members.iter().find(|member: &&staff::Member| member.roles.contains(&role));
        let focal = with(StaffRole::Focal).context("an event without a focal")?.id;
        let by =
            By { staff: with(StaffRole::Administrator).map(|member| member.id), at: clock::now() };
        let last = Arc::clone(&self.event);
        self.kit.store.write(move |sp| acts::day::close_event(sp, &last, by)).await?;
        let last = self.event.id;
        let wrapped =
            self.kit.store.read(move |conn| staff::focal_key_of(conn, last, Some(focal))).await?;
        let next = NextEvent {
            event: self.event.as_ref().clone(),
            members: members.into_iter().map(|member| (member.id, member.roles)).collect(),
            focals: vec![FocalKey {
                staff: Some(focal),
                typed: cast.focal.clone(),
                known: wrapped.map(|wrapped| (last, wrapped)),
            }],
        };
        let rows = acts::prepare_next(next, Cost::test(), by.at)?;
        self.kit.store.write(move |sp| acts::open_next(sp, &rows, by)).await?;
        self.kit.event_changed().await?;
        self.event = self.kit.event().context("the next event is not there")?;
        Ok(())
    }

    /// Forms that are filled in and wait for *Send*: the tokens of the phones that hold them.
    pub(super) async fn forms(&self, count: u32, seed: u64) -> anyhow::Result<Vec<String>> {
        let today = clock::civil_day(clock::now());
        let mut tokens = Vec::new();
        for batch in families::invent(seed, count, today).chunks(AT_ONCE) {
            let answers: Vec<Answers> = batch.iter().map(answers_of).collect();
            let event = Arc::clone(&self.event);
            let begun = self.kit.store.write(move |sp| {
                let forms = answers.iter().map(|said| Ok(begin(sp, &event, said)?.1.to_string()));
                forms.collect::<Result<Vec<_>, StoreError>>()
            });
            tokens.extend(begun.await?);
        }
        Ok(tokens)
    }

    /// How many families are in the register.
    pub(super) async fn families(&self) -> anyhow::Result<i64> {
        Ok(self.kit.store.read(crate::store::tally::families).await?)
    }
}

fn answers_of(family: &Family) -> Answers {
    Answers::from_pairs(&family.answers)
}

fn begin(
    sp: &Savepoint<'_>,
    event: &Event,
    said: &Answers,
) -> Result<(DraftId, Token), StoreError> {
    let at = clock::now();
    let begun = acts::begin_draft(sp, event, Lang::Km, "phone", at)?;
    drafts::save(sp, begun.id, said, "", Lang::Km.code(), at)?;
    Ok((begun.id, begun.token))
}

fn file(
    sp: &Savepoint<'_>,
    event: EventId,
    draft: DraftId,
    officer: StaffId,
) -> Result<(), StoreError> {
    let by = By { staff: None, at: clock::now() };
    let (_, ticket) = acts::file(sp, draft, by).map_err(|err| match err {
        FileError::Store(err) => err,
        FileError::Mistakes(_) | FileError::Unknown => {
            StoreError::BadRow("an invented family that cannot be filed")
        }
    })?;
    // They were here before: nobody waits for them any more.
    let by = By { staff: Some(officer), ..by };
    for step in [Move::Call { desk: 1 }, Move::Seat { desk: 1 }, Move::Finish] {
        acts::move_ticket(sp, event, ticket, &step, by).map_err(|err| match err {
            MoveError::Store(err) => err,
            _ => StoreError::BadRow("a ticket just filed that cannot be moved"),
        })?;
    }
    Ok(())
}

/// Wraps the keys of a rehearsal's own kit anew so that they open at once; gives the new recovery code. Worth nothing
/// as protection, and nothing is protected: everybody in the kit is invented, and it is thrown away.
pub(super) fn open_at_once(data: &Path, cast: &Cast) -> anyhow::Result<String> {
    let mut keyring = Keyring::load(data)?;
    let [(_, first), _] = &cast.keyholders;
    let (key, _) = keyring.open(first)?;
    let slots: Vec<(SlotId, String, Role)> =
        keyring.slots().map(|slot| (slot.id, slot.holder.clone(), slot.role)).collect();
    let recovery = keyring.add_recovery(&key, Cost::test())?;
    for (id, holder, role) in slots {
        match role {
            Role::Keyholder => {
                let (_, passphrase) = cast
                    .keyholders
                    .iter()
                    .find(|(name, _)| *name == holder)
                    .context("a keyholder nobody invented")?;
                keyring.replace_passphrase(id, passphrase, &key, Cost::test())?;
            }
            Role::Recovery => keyring.remove(id)?,
        }
    }
    keyring.save(data)?;
    Ok(recovery.text())
}
