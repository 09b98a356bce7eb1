//! Whose picture is unpacked when: one at a time over everything, since each takes some 50 MB, and the staff's before
//! the families'.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;
use tokio::task::{spawn_blocking, yield_now};

/// The turns of one kit.
///
/// Whoever waits holds no thread. So families' photos and the staff's scans together take one of the few threads for
/// such work, and a PIN never stands behind them.
pub struct Turns {
    /// The one picture that is unpacked.
    one: Arc<Semaphore>,
    /// The one family that may stand before it; the others stand behind.
    family: Arc<Semaphore>,
    /// How many of the staff wait.
    staff: Arc<AtomicUsize>,
}

impl Default for Turns {
    fn default() -> Self {
        let one = || Arc::new(Semaphore::new(1));
        Self { one: one(), family: one(), staff: Arc::default() }
    }
}

/// One of the staff who waits, until dropped.
struct Waits(Arc<AtomicUsize>);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Turns {
    /// Does blocking work on a family's picture when no other is worked on and none of the staff waits; nothing if it
    /// panicked.
    pub async fn of_family<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let first = Arc::clone(&self.family).acquire_owned().await.ok()?;
        let turn = loop {
            let turn = Arc::clone(&self.one).acquire_owned().await.ok()?;
            if self.staff.load(Ordering::SeqCst) == 0 {
                break turn;
            }
            // Those who wait stand in the order in which they came: the next is one of the staff.
            drop(turn);
            yield_now().await;
        };
        // The turn ends with the work: whoever hangs up does not stop it.
        let done = spawn_blocking(move || {
            let _held = (first, turn);
            work()
        });
        done.await.ok()
    }

    /// Does blocking work on a picture of the staff: after the one that is being worked on and the staff's who came
    /// before, and before every family's; nothing if it panicked.
    pub async fn of_staff<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        self.staff.fetch_add(1, Ordering::SeqCst);
        let waits = Waits(Arc::clone(&self.staff));
        let turn = Arc::clone(&self.one).acquire_owned().await.ok()?;
        drop(waits);
        let done = spawn_blocking(move || {
            let _held = turn;
            work()
        });
        done.await.ok()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::{Sender, channel};

    use super::*;

    /// Work that says that it began, and ends when it is told to.
    fn until_told()
    -> (impl FnOnce() + Send + 'static, Sender<()>, tokio::sync::oneshot::Receiver<()>) {
        let (end, told) = channel();
        let (say, begun) = tokio::sync::oneshot::channel();
        let work = move || {
            let _ = say.send(());
            let _ = told.recv();
        };
        (work, end, begun)
    }

    #[tokio::test]
    async fn the_staff_come_before_every_family_that_waits() {
        let turns = Arc::new(Turns::default());
        let order = Arc::new(Mutex::new(Vec::new()));
        let (work, end, begun) = until_told();
        let first = tokio::spawn({
            let turns = Arc::clone(&turns);
            async move { turns.of_family(work).await }
        });
        begun.await.unwrap();
        let mut waiting = Vec::new();
        for family in 0..6 {
            let (turns, order) = (Arc::clone(&turns), Arc::clone(&order));
            waiting.push(tokio::spawn(async move {
                let note = move || order.lock().unwrap().push(format!("family {family}"));
                turns.of_family(note).await
            }));
            yield_now().await;
        }
        for officer in 0..3 {
            let (turns, order) = (Arc::clone(&turns), Arc::clone(&order));
            waiting.push(tokio::spawn(async move {
                let note = move || order.lock().unwrap().push(format!("officer {officer}"));
                turns.of_staff(note).await
            }));
            yield_now().await;
        }
        end.send(()).unwrap();
        for one in waiting {
            one.await.unwrap().unwrap();
        }
        first.await.unwrap().unwrap();
        let order = order.lock().unwrap();
        assert_eq!(order[..4], ["officer 0", "officer 1", "officer 2", "family 0"]);
        assert_eq!(order.len(), 9);
    }

    #[test]
    fn pictures_take_one_thread_and_whoever_hangs_up_keeps_the_turn_until_the_work_ends() {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let runtime = builder.max_blocking_threads(2).build().unwrap();
        runtime.block_on(async {
            let turns = Arc::new(Turns::default());
            let (work, end, begun) = until_told();
            let first = tokio::spawn({
                let turns = Arc::clone(&turns);
                async move { turns.of_family(work).await }
            });
            begun.await.unwrap();
            let at_once = Arc::new(AtomicUsize::new(0));
            let mut waiting = Vec::new();
            for number in 0..8 {
                let (turns, at_once) = (Arc::clone(&turns), Arc::clone(&at_once));
                waiting.push(tokio::spawn(async move {
                    let work = move || at_once.fetch_add(1, Ordering::SeqCst);
                    if number % 2 == 0 {
                        turns.of_family(work).await
                    } else {
                        turns.of_staff(work).await
                    }
                }));
                yield_now().await;
            }
            first.abort();
            // A PIN goes on the second thread, while the phone of the first picture is gone and it is still worked on.
            spawn_blocking(|| ()).await.unwrap();
            assert_eq!(at_once.load(Ordering::SeqCst), 0);
            end.send(()).unwrap();
            for one in waiting {
                one.await.unwrap().unwrap();
            }
            assert_eq!(at_once.load(Ordering::SeqCst), 8);
        });
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_turn_back() {
        let turns = Turns::default();
        assert_eq!(turns.of_family(|| panic!("as a decoder once did")).await, None::<()>);
        assert_eq!(turns.of_staff(|| 7).await, Some(7));
    }
}
