//! What the program writes into its log while a day is played.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::filter::LevelFilter;

/// Lines of a log, as much as it ever says.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Does something with this log listening. A test has one thread for its pages.
    pub(crate) async fn of<T>(&self, doing: impl Future<Output = T>) -> T {
        let log = self.clone();
        let writing = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .without_time()
            .with_ansi(false)
            .with_writer(move || log.clone())
            .finish();
        let _listening = tracing::subscriber::set_default(writing);
        // A line that another test wrote for the first time just then may have been noted as one nobody listens to.
        tracing::callsite::rebuild_interest_cache();
        doing.await
    }

    /// Every line of the program's own, without how long something took.
    pub(crate) fn lines(&self) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let ours = text.lines().filter(|line| line.contains("outreach_kit"));
        ours.map(|line| line.split(" micros=").next().unwrap_or_default().to_owned()).collect()
    }
}
