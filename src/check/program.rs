//! Which program this is: so that two laptops can be compared, and a stale one is seen.

use std::fs::File;
use std::sync::OnceLock;

use crate::config;
use crate::seal::sha256_of;
use crate::seal::token::{in_groups, to_hex};

/// The version, as `Cargo.toml` has it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The day on which it was built, as `2026-11-21`; the one that `SOURCE_DATE_EPOCH` says where that was set.
pub const BUILT: &str = env!("OUTREACH_KIT_BUILT");

/// The beginning of the program's own SHA-256, in groups to be read aloud; empty where it cannot read itself. The first
/// call reads all of it.
pub fn mark() -> &'static str {
    static MARK: OnceLock<String> = OnceLock::new();
    MARK.get_or_init(|| {
        let hash = config::own_program().and_then(File::open).and_then(sha256_of);
        hash.map(|hash| in_groups(&to_hex(&hash))).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_a_day_and_the_mark_is_the_files_own() {
        assert!(BUILT.parse::<jiff::civil::Date>().is_ok(), "{BUILT}");
        let own = std::fs::read(config::own_program().unwrap()).unwrap();
        assert_eq!(mark(), in_groups(&to_hex(&crate::seal::sha256(&own))));
        assert_eq!(mark().len(), 4 * 4 + 3);
    }
}
