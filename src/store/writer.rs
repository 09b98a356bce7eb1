//! The one clever file of the store: a thread that commits what is waiting together.
//!
//! A commit costs one wait for the disk, and a poor laptop disk takes 12 ms for it. So the writer
//! takes everything that is waiting, runs each job in a savepoint of its own inside one transaction,
//! commits once, and only then lets the answers go: a family sees its ticket after the disk has it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use rusqlite::{Connection, Savepoint, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use super::StoreError;

/// How many jobs may wait. More phones than that at once get "try again" instead of a long silence.
const INBOX: usize = 1024;

/// How many jobs one commit takes at most, so that none waits for hundreds of others to run.
const BATCH: usize = 256;

/// What the disk said of a commit.
type Outcome = Result<(), Arc<rusqlite::Error>>;

/// Tells the caller, once it is known whether the commit is on the disk.
type Answer = Box<dyn FnOnce(&Outcome) + Send>;

/// Work for the writer.
type Job = Box<dyn FnOnce(&mut Transaction<'_>) -> Answer + Send>;

#[derive(Clone)]
pub(super) struct Writer {
    inbox: SyncSender<Job>,
    waiting: Arc<AtomicUsize>,
}

impl Writer {
    /// Starts the thread; it ends when the last `Writer` is dropped.
    pub(super) fn start(mut conn: Connection) -> Self {
        let (inbox, jobs) = sync_channel(INBOX);
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || while commit_next(&mut conn, &jobs).is_some() {})
            .map_or_else(|err| tracing::error!(%err, "the writer's thread did not start"), drop);
        Self { inbox, waiting: Arc::default() }
    }

    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    pub(super) async fn write<T, E>(
        &self,
        work: impl FnOnce(&Savepoint<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |batch| {
            let result = run_alone(batch, work);
            Box::new(move |outcome| {
                let answer = match (result, outcome) {
                    (Ok(value), Ok(())) => Ok(value),
                    (Ok(_), Err(err)) => Err(not_saved(err).into()),
                    (Err(err), _) => Err(err),
                };
                // The phone may have hung up; what was filed stays filed.
                let _ = tell.send(answer);
            })
        });
        match self.inbox.try_send(job) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => return Err(StoreError::Busy.into()),
            Err(TrySendError::Disconnected(_)) => return Err(StoreError::Closed.into()),
        }
        let _guard = Waiting::one_more(&self.waiting);
        told.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }
}

struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn one_more(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Runs one job in a savepoint: an error or a panic undoes this job and no other.
fn run_alone<T, E: From<StoreError>>(
    batch: &mut Transaction<'_>,
    work: impl FnOnce(&Savepoint<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let savepoint = batch.savepoint().map_err(StoreError::from)?;
    match catch_unwind(AssertUnwindSafe(|| work(&savepoint))) {
        Ok(Ok(value)) => {
            savepoint.commit().map_err(StoreError::from)?;
            Ok(value)
        }
        // Dropping the savepoint rolls it back.
        Ok(Err(err)) => Err(err),
        Err(_) => Err(StoreError::Panicked.into()),
    }
}

fn not_saved(err: &Arc<rusqlite::Error>) -> StoreError {
    if err.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) {
        return StoreError::Full;
    }
    StoreError::NotSaved(Arc::clone(err))
}

/// Waits for a job, takes what else is waiting, and commits it all at once. `None` ends the thread.
fn commit_next(conn: &mut Connection, inbox: &Receiver<Job>) -> Option<()> {
    let first = inbox.recv().ok()?;
    let jobs = std::iter::once(first).chain(inbox.try_iter()).take(BATCH);
    let mut batch = match conn.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(batch) => batch,
        Err(err) => {
            // Dropping the jobs unanswered tells their callers `Closed`.
            tracing::error!(%err, "no transaction could be begun");
            jobs.for_each(drop);
            return Some(());
        }
    };
    let answers: Vec<Answer> = jobs.map(|job| job(&mut batch)).collect();
    let outcome = batch.commit().map_err(Arc::new);
    if let Err(err) = &outcome {
        tracing::error!(%err, jobs = answers.len(), "a commit failed");
    }
    for answer in answers {
        answer(&outcome);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer() -> Writer {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE t (x INTEGER UNIQUE) STRICT").unwrap();
        Writer::start(conn)
    }

    async fn count(writer: &Writer) -> i64 {
        writer
            .write(|sp| {
                sp.query_row("SELECT count(*) FROM t", [], |row| row.get(0))
                    .map_err(StoreError::from)
            })
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn work_that_fails_or_panics_is_undone_alone() {
        let writer = writer();
        let add = |x: i64| {
            writer.write(move |sp| {
                sp.execute("INSERT INTO t VALUES (?1)", [x]).map_err(StoreError::from)
            })
        };
        let fails = writer.write(|sp| {
            sp.execute("INSERT INTO t VALUES (7)", []).map_err(StoreError::from)?;
            Err::<(), _>(StoreError::BadRow("on purpose"))
        });
        let panics = writer.write(|sp| -> Result<(), StoreError> {
            sp.execute("INSERT INTO t VALUES (8)", []).map_err(StoreError::from)?;
            panic!("on purpose")
        });
        let (one, failed, panicked, two) = tokio::join!(add(1), fails, panics, add(2));
        assert!(one.is_ok() && two.is_ok());
        assert!(matches!(failed, Err(StoreError::BadRow(_))));
        assert!(matches!(panicked, Err(StoreError::Panicked)));
        assert_eq!(count(&writer).await, 2);
    }

    #[tokio::test]
    async fn a_full_inbox_says_so_at_once() {
        let writer = writer();
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let (started, has_started) = oneshot::channel();
        let blocker = writer.write(move |_| {
            let _ = started.send(());
            let _ = wait.recv();
            Ok::<_, StoreError>(())
        });
        let flood = async {
            has_started.await.unwrap();
            let mut refused = 0;
            for _ in 0..INBOX + 10 {
                let (tell, _told) = oneshot::channel::<()>();
                let job: Job = Box::new(move |_| Box::new(move |_| drop(tell)));
                refused += usize::from(writer.inbox.try_send(job).is_err());
            }
            let busy = writer.write(|_| Ok::<_, StoreError>(())).await;
            go.send(()).unwrap();
            (refused, busy)
        };
        let (held, (refused, busy)) = tokio::join!(blocker, flood);
        assert!(held.is_ok());
        assert_eq!(refused, 10);
        assert!(matches!(busy, Err(StoreError::Busy)));
    }
}
