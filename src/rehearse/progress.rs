//! One line on the terminal that says how far a rehearsal is.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use super::ledger::Ledger;

/// How often the line is written.
const EVERY: Duration = Duration::from_millis(200);

/// Columns of the bar.
const WIDTH: usize = 30;

/// Writes the line again and again, until it is stopped; nothing where nobody sees it.
pub(super) async fn show(ledger: &Ledger, families: usize) {
    if !std::io::stderr().is_terminal() {
        return std::future::pending().await;
    }
    loop {
        tokio::time::sleep(EVERY).await;
        // A terminal that is gone is no reason to stop.
        let _ = write!(std::io::stderr(), "\r{}", line(ledger.counts(), families));
    }
}

/// Ends the line, so that what follows stands on its own.
pub(super) fn end() {
    if std::io::stderr().is_terminal() {
        let _ = writeln!(std::io::stderr());
    }
}

fn line([filed, served, receipts]: [usize; 3], families: usize) -> String {
    let full = WIDTH * served / families.max(1);
    let bar: String = (0..WIDTH).map(|column| if column < full { '#' } else { '.' }).collect();
    format!("[{bar}] {filed} filed, {served} served of {families}, {receipts} receipts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        assert_eq!(
            line([53, 53, 104], 53),
            format!("[{}] 53 filed, 53 served of 53, 104 receipts", "#".repeat(WIDTH))
        );
        assert!(line([1, 0, 0], 53).starts_with("[..."));
        assert_eq!(line([0, 0, 0], 0).len(), line([0, 0, 0], 1).len());
    }
}
