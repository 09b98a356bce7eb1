//! What the program writes into its log while a day is played.

use std::cell::RefCell;
use std::io::Write;
use std::sync::{Arc, Mutex, Once};

use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::layer::SubscriberExt as _;

/// Lines of a log, as much as it ever says.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

thread_local! {
    /// The log that listens on this thread.
    static LISTENING: RefCell<Option<Log>> = const { RefCell::new(None) };
}

/// Writes into the log that listens on this thread, if one does.
struct Heard;

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LISTENING.with_borrow(|log| {
            if let Some(log) = log {
                log.0.lock().unwrap().extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Listens once for the whole process: what a thread of its own listens to is lost now and then, when another test
/// first comes by the same line.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let writing = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .without_time()
            .with_ansi(false)
            .with_writer(|| Heard)
            .finish()
            .with(filter_fn(|about| about.target().starts_with("outreach_kit")));
        tracing::subscriber::set_global_default(writing).unwrap();
    });
}

impl Log {
    /// Does something with this log listening. A test has one thread for its pages.
    pub(crate) async fn of<T>(&self, doing: impl Future<Output = T>) -> T {
        listen();
        LISTENING.set(Some(self.clone()));
        let done = doing.await;
        LISTENING.set(None);
        done
    }

    /// Every line of the program's own, without how long something took.
    pub(crate) fn lines(&self) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let ours = text.lines().filter(|line| line.contains("outreach_kit"));
        ours.map(|line| line.split(" micros=").next().unwrap_or_default().to_owned()).collect()
    }
}
