//! A few threads that read, each with a connection of its own.
//!
//! Threads of their own instead of borrowed ones: what a page needed is freed where it was made, so a kit with
//! two hundred phones keeps the memory of three readers and not of every thread that ever read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::StoreError;

/// Work for a reader.
type Job = Box<dyn FnOnce(&Connection) + Send>;

/// The readers; their threads end when the last is dropped.
pub(super) struct Readers {
    inbox: Mutex<Sender<Job>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    /// Starts a thread for each connection.
    pub(super) fn start(connections: Vec<Connection>) -> std::io::Result<Self> {
        let turns = Arc::new(Semaphore::new(connections.len()));
        let (inbox, jobs) = channel();
        let jobs = Arc::new(Mutex::new(jobs));
        for conn in connections {
            let jobs = Arc::clone(&jobs);
            std::thread::Builder::new().name("reader".to_owned()).spawn(move || {
                while let Some(job) = next(&jobs) {
                    job(&conn);
                }
            })?;
        }
        Ok(Self { inbox: Mutex::new(inbox), turns })
    }

    /// Waits for a reader that is free and runs `job` there.
    pub(super) async fn read<T, E>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let turns = Arc::clone(&self.turns);
        let Ok(turn) = turns.acquire_owned().await else {
            return Err(StoreError::Closed.into());
        };
        let (tell, told) = oneshot::channel();
        self.send(Box::new(move |conn| run(conn, job, turn, tell)))?;
        told.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        let inbox = self.inbox.lock().map_err(|_| StoreError::Closed)?;
        inbox.send(job).map_err(|_| StoreError::Closed)
    }
}

/// The next job; `None` when nobody can send one any more.
fn next(jobs: &Mutex<Receiver<Job>>) -> Option<Job> {
    // Whoever waits holds the lock, the others wait for it: one is woken at a time.
    jobs.lock().ok()?.recv().ok()
}

fn run<T, E: From<StoreError>>(
    conn: &Connection,
    job: impl FnOnce(&Connection) -> Result<T, E>,
    turn: OwnedSemaphorePermit,
    tell: oneshot::Sender<Result<T, E>>,
) {
    let answer = catch_unwind(AssertUnwindSafe(|| job(conn)));
    // Only now: a phone that hung up meanwhile has dropped its handler, but the reader still worked for it.
    drop(turn);
    // Nobody may be waiting any more.
    let _ = tell.send(answer.unwrap_or_else(|_| Err(StoreError::Panicked.into())));
}
