//! Which event a page is about. Most are about the one at hand; what comes weeks later, the register, the lists and the
//! days, can be looked at for every event of the kit.

use std::sync::Arc;

use super::super::error::WebError;
use super::super::lang::Ui;
use crate::app::Kit;
use crate::domain::event::Event;
use crate::domain::ids::EventId;
use crate::store::StoreError;
use crate::store::events::{self, Listed};

/// The event of a page, and those that could be chosen instead.
pub(crate) struct Chosen {
    pub(crate) event: Arc<Event>,
    /// Whether it is the one at hand; an earlier one is over.
    pub(crate) at_hand: bool,
    all: Vec<Listed>,
}

impl Chosen {
    /// Every event by its row, its name and first day, and whether it is this one. Nothing where there is but one.
    pub(crate) fn choices(&self, ui: &Ui) -> Vec<(EventId, String, bool)> {
        if self.all.len() < 2 {
            return Vec::new();
        }
        let told = |one: &Listed| format!("{} · {}", ui.either(&one.name), ui.day(&one.starts_on));
        self.all.iter().map(|one| (one.id, told(one), one.id == self.event.id)).collect()
    }

    /// Its row: every form and address of the page says it, so that a page left open stays with its event.
    pub(crate) fn id(&self) -> EventId {
        self.event.id
    }
}

/// The event that an address or a form asks for by its row; without one the event at hand.
pub(crate) async fn chosen(kit: &Kit, asked: &str) -> Result<Chosen, WebError> {
    let now = kit.event().ok_or(WebError::NotFound)?;
    let id = if asked.is_empty() {
        now.id
    } else {
        EventId::parse(asked).map_err(|_| WebError::NotFound)?
    };
    let (event, all) = kit
        .store
        .read(move |conn| Ok::<_, StoreError>((events::by_id(conn, id)?, events::all(conn)?)))
        .await?;
    let event = Arc::new(event.ok_or(WebError::NotFound)?);
    Ok(Chosen { at_hand: event.id == now.id, event, all })
}
