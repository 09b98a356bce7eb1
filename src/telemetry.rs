//! What is logged, and what never is.
//!
//! A line may hold: time, route template (not the path), method, status, duration, counts, sizes, row ids,
//! an error's sentence and its causes. Never: names, dates of birth, villages, phone numbers, tokens, codes,
//! bodies, query strings, passphrases. Domain types have no `Debug` that would print them.

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error. Starting twice changes nothing.
pub fn start() {
    let filter = crate::config::log_filter().and_then(|text| EnvFilter::try_new(text).ok());
    let filter = filter.unwrap_or_else(|| EnvFilter::new("warn"));
    // A second start, as in tests, keeps the first.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .try_init();
}

/// An error with all its causes in one line.
pub fn chain(err: &dyn std::error::Error) -> String {
    let mut line = err.to_string();
    let mut cause = err.source();
    while let Some(err) = cause {
        line.push_str(": ");
        line.push_str(&err.to_string());
        cause = err.source();
    }
    line
}
