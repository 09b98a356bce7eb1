//! The journal as an administrator reads it.

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::{self, Shell, Signed};
use crate::domain::staff::Room;
use crate::store::journal::{self, Chain, Line};
use crate::store::{StoreError, staff};

/// Entries shown.
const SHOWN: u32 = 300;

#[derive(Template)]
#[template(path = "staff/journal.html")]
struct JournalPage {
    ui: Ui,
    shell: Shell,
    lines: Vec<(Line, String)>,
    chain: Chain,
}

impl JournalPage {
    fn broken_at(&self) -> Option<i64> {
        match self.chain {
            Chain::BrokenAt(seq) => Some(seq),
            Chain::Whole { .. } => None,
        }
    }

    fn head(&self) -> &str {
        match &self.chain {
            Chain::Whole { head, .. } => head,
            Chain::BrokenAt(_) => "",
        }
    }
}

/// `GET /journal`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let (lines, chain) = kit
        .store
        .read(|conn| {
            let mut lines = Vec::new();
            for line in journal::latest(conn, SHOWN)? {
                let who = match line.staff {
                    Some(id) => staff::name_of(conn, id)?,
                    None => String::new(),
                };
                lines.push((line, who));
            }
            Ok::<_, StoreError>((lines, journal::verify(conn)?))
        })
        .await?;
    let page = JournalPage {
        ui: me.ui(&door),
        shell: session::shell(&door, &me, "event").await?,
        lines,
        chain,
    };
    Ok(Html(page.render()?))
}
