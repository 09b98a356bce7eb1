//! The crowd that benches measure among.
//!
//! `OUTREACH_KIT_CHILDREN` sets how many children there are, 20,000 without it, and `OUTREACH_KIT_CROWD=folder` keeps
//! them for the next run.

use std::path::PathBuf;

use outreach_kit::rehearse::crowd::Crowd;
use tempfile::TempDir;

/// Children that were gathered, how many, and the folder that goes with them unless one is kept.
pub(crate) struct Gathered {
    /// The children's kit.
    pub(crate) crowd: Crowd,
    /// How many there are.
    pub(crate) children: u32,
    _folder: TempDir,
}

/// Gathers as many children as were asked for.
pub(crate) fn gathered() -> Gathered {
    let children = std::env::var("OUTREACH_KIT_CHILDREN")
        .ok()
        .and_then(|children| children.parse().ok())
        .unwrap_or(20_000);
    let folder = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("OUTREACH_KIT_CROWD").map(PathBuf::from);
    let crowd = Crowd::gather(kept.as_deref().unwrap_or(folder.path()), children, |done| {
        if done % 100_000 < 1000 {
            println!("{done} children");
        }
    })
    .unwrap();
    Gathered { crowd, children, _folder: folder }
}
