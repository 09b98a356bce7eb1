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
use tokio::sync::{oneshot, watch};

use super::StoreError;

/// How many jobs may wait. More phones than that at once get "try again" instead of a long silence.
const INBOX: usize = 1024;

/// How many jobs one commit takes at most, so that none waits for hundreds of others to run.
const BATCH: usize = 256;

/// What the disk said of a commit.
type Outcome = Result<(), Lost>;

/// Why a whole commit is lost.
#[derive(Clone)]
enum Lost {
    /// The commit itself failed.
    Commit(Arc<rusqlite::Error>),
    /// `SQLite` took everything back in the middle, as it does when the disk is full while a row is written.
    TakenBack,
}

/// Tells the caller, once it is known whether the commit is on the disk.
type Answer = Box<dyn FnOnce(&Outcome) + Send>;

/// Work that shares a commit with what else is waiting.
type Job = Box<dyn FnOnce(&mut Transaction<'_>) -> Answer + Send>;

/// Work that no transaction may be open for, such as writing the whole file anew.
type Alone = Box<dyn FnOnce(&mut Connection) + Send>;

/// What the writer is asked for.
enum Asked {
    Shared(Job),
    Alone(Alone),
}

#[derive(Clone)]
pub(super) struct Writer {
    inbox: SyncSender<Asked>,
    waiting: Arc<AtomicUsize>,
    wanted_alone: Arc<AtomicUsize>,
    changes: watch::Sender<u64>,
}

impl Writer {
    /// Starts the thread; it ends when the last `Writer` is dropped.
    pub(super) fn start(mut conn: Connection) -> Self {
        let (inbox, jobs) = sync_channel(INBOX);
        let changes = watch::Sender::default();
        let told = changes.clone();
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || while work_next(&mut conn, &jobs, &told).is_some() {})
            .map_or_else(|err| tracing::error!(%err, "the writer's thread did not start"), drop);
        Self { inbox, waiting: Arc::default(), wanted_alone: Arc::default(), changes }
    }

    /// Grows whenever a commit changed something.
    pub(super) fn changes(&self) -> u64 {
        *self.changes.borrow()
    }

    /// Follows [`Writer::changes`].
    pub(super) fn follow(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Jobs that were not answered yet and share a commit.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Whether something waits that no transaction may be open for.
    pub(super) fn is_wanted_alone(&self) -> bool {
        self.wanted_alone.load(Ordering::Relaxed) != 0
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
        self.ask(Asked::Shared(job))?;
        let _guard = Waiting::one_more(&self.waiting);
        told.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Runs `work` with no transaction open, after everything that waits before it.
    pub(super) async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = oneshot::channel();
        let job: Alone = Box::new(move |conn| {
            let done = catch_unwind(AssertUnwindSafe(|| work(conn)));
            let _ = tell.send(done.unwrap_or(Err(StoreError::Panicked)));
        });
        self.ask(Asked::Alone(job))?;
        let _guard = Waiting::one_more(&self.wanted_alone);
        told.await.unwrap_or(Err(StoreError::Closed))
    }

    fn ask(&self, asked: Asked) -> Result<(), StoreError> {
        self.inbox.try_send(asked).map_err(|err| match err {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => StoreError::Closed,
        })
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

fn not_saved(lost: &Lost) -> StoreError {
    match lost {
        Lost::TakenBack => StoreError::Full,
        Lost::Commit(err) if err.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => {
            StoreError::Full
        }
        Lost::Commit(err) => StoreError::NotSaved(Arc::clone(err)),
    }
}

/// Waits for work, takes what else is waiting, and commits it all at once; what wants to be alone ends a commit and
/// comes after it. `None` ends the thread.
fn work_next(
    conn: &mut Connection,
    inbox: &Receiver<Asked>,
    changes: &watch::Sender<u64>,
) -> Option<()> {
    let mut alone = None;
    match inbox.recv().ok()? {
        Asked::Alone(work) => alone = Some(work),
        Asked::Shared(first) => {
            let more = inbox.try_iter().map_while(|asked| match asked {
                Asked::Shared(job) => Some(job),
                Asked::Alone(work) => {
                    alone = Some(work);
                    None
                }
            });
            commit(conn, std::iter::once(first).chain(more).take(BATCH), changes);
        }
    }
    if let Some(work) = alone {
        work(conn);
        changes.send_modify(|count| *count += 1);
    }
    Some(())
}

/// Runs jobs and commits them together.
fn commit(conn: &mut Connection, jobs: impl Iterator<Item = Job>, changes: &watch::Sender<u64>) {
    let changed_before = conn.total_changes();
    let mut batch = match conn.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(batch) => batch,
        Err(err) => {
            // Dropping the jobs unanswered tells their callers `Closed`.
            tracing::error!(%err, "no transaction could be begun");
            jobs.for_each(drop);
            return;
        }
    };
    let mut answers: Vec<Answer> = Vec::new();
    for job in jobs {
        answers.push(job(&mut batch));
        if batch.is_autocommit() {
            // Taken back, this job and all before it. The others wait for the next commit: run now, each would be
            // kept by itself, and told that it was not.
            break;
        }
    }
    if !batch.is_autocommit()
        && let Err(err) = super::finding::index_due(&mut batch)
    {
        // Looking for these children finds nothing until the next commit tries again, or the next start; they are
        // filed all the same.
        tracing::error!(%err, "families could not be indexed");
    }
    let differs = batch.total_changes() != changed_before;
    let outcome = if batch.is_autocommit() {
        tracing::error!(jobs = answers.len(), "a commit was taken back before its end");
        Err(Lost::TakenBack)
    } else {
        batch.commit().map_err(|err| {
            tracing::error!(%err, jobs = answers.len(), "a commit failed");
            Lost::Commit(Arc::new(err))
        })
    };
    if outcome.is_ok() && differs {
        changes.send_modify(|count| *count += 1);
    }
    for answer in answers {
        answer(&outcome);
    }
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

    /// The disk is full in the middle of a commit: what was done before in the same commit is taken back too, what
    /// comes after is done, and everybody is told the truth.
    #[tokio::test]
    async fn a_full_disk_loses_nothing_that_was_answered_and_keeps_nothing_that_was_not() {
        let writer = writer();
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let hold = writer.write(move |sp| {
            sp.execute_batch("PRAGMA max_page_count = 3").map_err(StoreError::from)?;
            let _ = wait.recv();
            Ok::<_, StoreError>(())
        });
        let add = |x: i64| {
            writer.write(move |sp| {
                sp.execute("INSERT INTO t VALUES (?1)", [x]).map_err(StoreError::from)
            })
        };
        let large = writer.write(|sp| {
            sp.execute_batch("CREATE TABLE big (b BLOB) STRICT").map_err(StoreError::from)?;
            sp.execute("INSERT INTO big VALUES (zeroblob(100000))", []).map_err(StoreError::from)
        });
        // All of them wait while the first holds the writer, so that they share the next commit.
        let begin = async {
            while writer.waiting() < 4 {
                tokio::task::yield_now().await;
            }
            go.send(()).unwrap();
        };
        let (first, one, large, two, ()) = tokio::join!(hold, add(1), large, add(2), begin);
        assert!(first.is_ok());
        assert!(matches!(large, Err(StoreError::Full)), "{:?}", large.err());
        let kept = i64::from(one.is_ok()) + i64::from(two.is_ok());
        assert!(one.is_ok() || matches!(one, Err(StoreError::Full)));
        assert_eq!(count(&writer).await, kept);
        assert!(two.is_ok(), "{:?}", two.err());
    }

    #[tokio::test]
    async fn only_a_commit_that_changed_something_is_a_change() {
        let writer = writer();
        let before = writer.changes();
        count(&writer).await;
        assert_eq!(writer.changes(), before);
        writer
            .write(|sp| sp.execute("INSERT INTO t VALUES (1)", []).map_err(StoreError::from))
            .await
            .unwrap();
        assert_eq!(writer.changes(), before + 1);
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
                refused += usize::from(writer.inbox.try_send(Asked::Shared(job)).is_err());
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
