//! Photos on their way: who is received now, who waits, and who is told at once to try again.
//!
//! However many come from one address, another's stands behind two of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many photos are received or made small at once, up to ten megabytes each; the others wait in their phones. Who
/// sends too slowly gives the turn back.
pub const AT_ONCE: usize = 4;

/// How many of them come from one address. The third waits behind everybody who came before it from anywhere.
pub const AT_ONCE_OF_ONE: usize = 2;

/// How many of one address are received or wait: as many as are done in the time that a request has. Behind a router that
/// hides the phones the next is told to try again.
pub const OF_ONE: usize = 8;

/// How many are received or wait in all.
pub const IN_ALL: usize = 32;

/// The line before the place where photos are received.
pub struct Line {
    sources: Mutex<HashMap<String, Source>>,
    all: Arc<Semaphore>,
}

/// One address in the line.
struct Source {
    standing: usize,
    turns: Arc<Semaphore>,
}

impl Default for Line {
    fn default() -> Self {
        Self { sources: Mutex::default(), all: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

/// A place in the line, given back when dropped.
pub struct Place {
    line: Arc<Line>,
    source: String,
    turns: Arc<Semaphore>,
}

/// A turn to be received, with the place of whoever has it.
pub struct Turn {
    _all: OwnedSemaphorePermit,
    _own: OwnedSemaphorePermit,
    _place: Place,
}

impl Line {
    /// A place for one more of this source; none when its share or the whole line is taken.
    pub fn stand(self: &Arc<Self>, source: &str) -> Option<Place> {
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        let standing: usize = sources.values().map(|source| source.standing).sum();
        let own = sources.get(source).map_or(0, |source| source.standing);
        if IN_ALL <= standing || OF_ONE <= own {
            return None;
        }
        let of_source = sources.entry(source.to_owned()).or_insert_with(|| Source {
            standing: 0,
            turns: Arc::new(Semaphore::new(AT_ONCE_OF_ONE)),
        });
        of_source.standing += 1;
        let turns = Arc::clone(&of_source.turns);
        Some(Place { line: Arc::clone(self), source: source.to_owned(), turns })
    }
}

impl Place {
    /// Waits for the turn: first among those of the same source, then among all.
    pub async fn turn(self) -> Option<Turn> {
        let own = Arc::clone(&self.turns).acquire_owned().await.ok()?;
        let all = Arc::clone(&self.line.all).acquire_owned().await.ok()?;
        Some(Turn { _all: all, _own: own, _place: self })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut sources = self.line.sources.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(source) = sources.get_mut(&self.source) else { return };
        source.standing -= 1;
        if source.standing == 0 {
            sources.remove(&self.source);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;

    /// Whether a turn comes without waiting.
    async fn at_once(place: Place) -> Option<Turn> {
        let mut turn = pin!(place.turn());
        std::future::poll_fn(|cx| match turn.as_mut().poll(cx) {
            std::task::Poll::Ready(turn) => std::task::Poll::Ready(turn),
            std::task::Poll::Pending => std::task::Poll::Ready(None),
        })
        .await
    }

    #[tokio::test]
    async fn a_crowd_at_one_address_leaves_turns_to_the_others() {
        let line = Arc::new(Line::default());
        let crowd: Vec<Place> = (0..50).filter_map(|_| line.stand("a router")).collect();
        assert_eq!(crowd.len(), OF_ONE, "the others are told at once to try again");
        let mut turns = Vec::new();
        for place in crowd {
            turns.extend(at_once(place).await);
        }
        assert_eq!(turns.len(), AT_ONCE_OF_ONE);
        let another = line.stand("a phone").unwrap();
        assert!(at_once(another).await.is_some());
    }

    #[tokio::test]
    async fn the_line_is_as_long_as_it_may_be_and_ends_when_everybody_is_gone() {
        let line = Arc::new(Line::default());
        let all: Vec<Place> =
            (0..100).filter_map(|phone: usize| line.stand(&phone.to_string())).collect();
        assert_eq!(all.len(), IN_ALL);
        let mut turns = Vec::new();
        for place in all {
            turns.extend(at_once(place).await);
        }
        assert_eq!(turns.len(), AT_ONCE);
        drop(turns);
        assert!(line.sources.lock().unwrap().is_empty(), "nobody is remembered");
        assert!(at_once(line.stand("one more").unwrap()).await.is_some());
    }
}
