//! Files that a page sends: read as they come, and given up when they come too slowly.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Multipart;
use tokio::time::{Instant, timeout_at};

use super::error::WebError;
use crate::store::StoreError;

/// How long a sender may stand still, for example behind a house.
const PATIENCE: Duration = Duration::from_secs(6);

/// How long 1024 bytes may take on average: 24 kB a second carry a small photo in half a minute.
const FOR_A_KILOBYTE: Duration = Duration::from_micros(41_667);

/// Most parts of one form with a file in it; our own pages send four.
const MOST_PARTS: usize = 16;

/// Names and contents of the parts, in their order. Their size all together is limited by the route.
///
/// Whoever reads holds a place that others wait for, so a sender that drips is told to try again.
pub(crate) async fn read(mut parts: Multipart) -> Result<Vec<(String, Bytes)>, WebError> {
    let slow = |_| WebError::Store(StoreError::Busy);
    let begun = Instant::now();
    let (mut all, mut taken) = (Vec::new(), 0_u32);
    loop {
        let until = begun + PATIENCE + FOR_A_KILOBYTE * (taken / 1024);
        let next = timeout_at(until, parts.next_field()).await.map_err(slow)?;
        let Some(mut part) = next.map_err(|_| WebError::BadForm)? else { return Ok(all) };
        if MOST_PARTS <= all.len() {
            return Err(WebError::BadForm);
        }
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        loop {
            let until = begun + PATIENCE + FOR_A_KILOBYTE * (taken / 1024);
            let chunk = timeout_at(until, part.chunk()).await.map_err(slow)?;
            let Some(chunk) = chunk.map_err(|_| WebError::TooLarge)? else { break };
            taken = taken.saturating_add(u32::try_from(chunk.len()).unwrap_or(u32::MAX));
            bytes.extend_from_slice(&chunk);
        }
        all.push((name, Bytes::from(bytes)));
    }
}
