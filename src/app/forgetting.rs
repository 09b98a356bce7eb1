//! Wiping to the end: rows, free pages, the log, and the copies that lie in places we know.

use std::path::Path;
use std::sync::Arc;

use super::Kit;
use super::backups::{known_places, own_place};
use crate::acts::{self, Copies, ForgetError, Place};
use crate::domain::ids::{EventId, RowId};
use crate::store::backup::{self, Removed};
use crate::store::journal::By;
use crate::store::{StoreError, tally};

impl Kit {
    /// Wipes what is due of an event, then everything that could still hold it. Gives the act's row.
    ///
    /// Once the rows are gone the act stands, whatever happens after: a backup that fails or a place that is not there
    /// is written down with it, and [`Kit::finish_forgetting`] can be asked for again.
    ///
    /// # Errors
    /// [`ForgetError::Stale`] when something else is due than `mark` says; nothing was wiped then.
    pub async fn forget(
        self: &Arc<Self>,
        event: EventId,
        mark: String,
        by: By,
    ) -> Result<RowId, ForgetError> {
        let id = self.store.write(move |sp| acts::forget(sp, event, &mark, by)).await?;
        self.finish_forgetting(id, by).await?;
        Ok(id)
    }

    /// Writes the file anew, makes a new backup in the place of the old ones, and writes down how it went.
    pub async fn finish_forgetting(self: &Arc<Self>, id: RowId, by: By) -> Result<(), StoreError> {
        let kit = Arc::clone(self);
        // It may take longer than a page waits, and is done whether or not somebody still looks.
        let finished = tokio::spawn(async move { kit.renew_copies(id, by).await });
        finished.await.map_err(|_| StoreError::Panicked).flatten()
    }

    async fn renew_copies(self: Arc<Self>, id: RowId, by: By) -> Result<(), StoreError> {
        let scrubbed = self.store.scrub().await;
        if let Err(err) = &scrubbed {
            tracing::error!(error = crate::telemetry::chain(err), "the file was not written anew");
        }
        let is_clean = scrubbed.is_ok();
        let families = self.store.read(tally::families).await?;
        let kit = Arc::clone(&self);
        let places =
            tokio::task::spawn_blocking(move || kit.replace_backups(families, by, is_clean));
        let places = places.await.map_err(|_| StoreError::Panicked)?;
        let copies = Copies { is_clean, places };
        self.store.write(move |sp| acts::copies_forgotten(sp, id, &copies)).await
    }

    /// Makes a backup of what is left and removes the older ones, in every place that is known. Where no new one can be
    /// made anywhere the old ones stay: a kit without any backup would be worse, and the act says so. Blocks.
    fn replace_backups(&self, families: i64, by: By, is_clean: bool) -> Vec<Place> {
        let own = own_place(&self.data);
        let made = if is_clean { self.back_up(families, by.at).ok() } else { None };
        let beside = match &made {
            None if is_clean => self.back_up_own(by.at).ok(),
            _ => None,
        };
        let newest = made.or(beside).map(|made| made.folder);
        let mut places = Vec::new();
        for place in known_places(&self.data) {
            let is_here = newest.as_deref().and_then(Path::parent) == Some(place.as_path());
            let removed = match &newest {
                Some(newest) => backup::remove_older(&place, &self.data, Some(newest)),
                None => place.is_dir().then(Removed::default),
            };
            // The own folder appears with the first backup that needs it.
            if place == own && removed.is_none() {
                continue;
            }
            places.push(told(&place, is_here, removed));
        }
        if newest.is_some() {
            let aside =
                backup::remove_set_aside(&self.data).filter(|one| *one != Removed::default());
            places.extend(aside.map(|aside| told(&self.data, false, Some(aside))));
        }
        places
    }
}

fn told(place: &Path, is_new: bool, removed: Option<Removed>) -> Place {
    let is_reached = removed.is_some();
    let Removed { removed, left } = removed.unwrap_or_default();
    Place { place: place.display().to_string(), is_reached, is_new, removed, left }
}
