//! Files that a page sends: read as they come, and given up when they come too slowly.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::Field;
use tokio::time::{Instant, timeout_at};

use super::error::WebError;
use crate::store::StoreError;

/// How long a sender may stand still, for example behind a house.
const PATIENCE: Duration = Duration::from_secs(6);

/// How long 1024 bytes may take on average: 24 kB a second carry a small photo in half a minute.
const FOR_A_KILOBYTE: Duration = Duration::from_micros(41_667);

/// Most parts of one form with a file in it; our own pages send four.
const MOST_PARTS: usize = 16;

/// Most bytes of a part that is no file, where such parts are read by themselves: a secret or a code.
const SMALL: usize = 200;

/// How fast a sender has to be, all parts together.
pub(crate) struct Pace {
    begun: Instant,
    taken: u32,
    parts: usize,
}

impl Pace {
    /// Counts from now on.
    pub(crate) fn begin() -> Self {
        Self { begun: Instant::now(), taken: 0, parts: 0 }
    }

    /// What was waited for here is not held against the sender.
    pub(crate) fn begin_anew(&mut self) {
        (self.begun, self.taken) = (Instant::now(), 0);
    }

    fn until(&self) -> Instant {
        self.begun + PATIENCE + FOR_A_KILOBYTE * (self.taken / 1024)
    }

    /// The next part; nothing after the last.
    pub(crate) async fn part<'a>(
        &mut self,
        parts: &'a mut Multipart,
    ) -> Result<Option<Field<'a>>, WebError> {
        let next = timeout_at(self.until(), parts.next_field()).await.map_err(slow)?;
        let next = next.map_err(|_| WebError::BadForm)?;
        self.parts += usize::from(next.is_some());
        if MOST_PARTS < self.parts { Err(WebError::BadForm) } else { Ok(next) }
    }

    async fn chunk(&mut self, part: &mut Field<'_>) -> Result<Option<Bytes>, WebError> {
        let chunk = timeout_at(self.until(), part.chunk()).await.map_err(slow)?;
        let chunk = chunk.map_err(|_| WebError::TooLarge)?;
        let length = chunk.as_ref().map_or(0, Bytes::len);
        self.taken = self.taken.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
        Ok(chunk)
    }

    /// The whole of a part.
    pub(crate) async fn whole(&mut self, part: &mut Field<'_>) -> Result<Bytes, WebError> {
        let mut bytes = Vec::new();
        while let Some(chunk) = self.chunk(part).await? {
            bytes.extend_from_slice(&chunk);
        }
        Ok(Bytes::from(bytes))
    }

    /// The text of a part that is no file.
    pub(crate) async fn text(&mut self, part: &mut Field<'_>) -> Result<String, WebError> {
        let mut bytes = Vec::new();
        while let Some(chunk) = self.chunk(part).await? {
            if SMALL < bytes.len() + chunk.len() {
                return Err(WebError::BadForm);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Takes a part and keeps nothing of it: a browser shows no answer before all is sent.
    pub(crate) async fn let_pass(&mut self, part: &mut Field<'_>) -> Result<(), WebError> {
        while self.chunk(part).await?.is_some() {}
        Ok(())
    }
}

fn slow(_: tokio::time::error::Elapsed) -> WebError {
    WebError::Store(StoreError::Busy)
}

/// Names and contents of the parts, in their order. Their size all together is limited by the route.
///
/// Whoever reads holds a place that others wait for, so a sender that drips is told to try again.
pub(crate) async fn read(mut parts: Multipart) -> Result<Vec<(String, Bytes)>, WebError> {
    let mut pace = Pace::begin();
    let mut all = Vec::new();
    while let Some(mut part) = pace.part(&mut parts).await? {
        let name = part.name().unwrap_or_default().to_owned();
        all.push((name, pace.whole(&mut part).await?));
    }
    Ok(all)
}
