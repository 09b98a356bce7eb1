//! Who opened which record, when and why: for the focals' own review.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Extension, State};
use axum::response::Html;
use jiff::Timestamp;

use super::super::super::StaffDoor;
use super::super::super::bar::Shell;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::{In, history};
use crate::domain::ids::ChildId;
use crate::domain::safeguarding::What;
use crate::store::people::NameRow;
use crate::store::{search, staff};

/// Most lines of the page.
const MOST: usize = 500;

/// One opening of a record.
pub(crate) struct View {
    pub(crate) at: Timestamp,
    pub(crate) who: String,
    pub(crate) child: ChildId,
    pub(crate) ticket: u32,
    pub(crate) name: NameRow,
    pub(crate) reason: String,
}

#[derive(Template)]
#[template(path = "staff/room/views.html")]
struct ViewsPage {
    ui: Ui,
    shell: Shell,
    event: String,
    views: Vec<View>,
    /// Whether there are more than the page shows.
    has_more: bool,
}

impl ViewsPage {
    fn more(&self) -> String {
        self.ui.t1("room-views-more", "most", i64::try_from(MOST).unwrap_or(i64::MAX))
    }
}

/// `GET /room/views`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    Extension(inside): In,
) -> Result<Html<String>, WebError> {
    let (reader, ui) = (inside.me.session.staff, inside.me.ui(&door));
    let mut views = inside
        .read(&door, move |conn, known| {
            let mut names = BTreeMap::new();
            let mut views = Vec::new();
            for note in known.notes(reader) {
                let (What::Viewed { reason }, Some(child)) = (&note.what, note.about.child) else {
                    continue;
                };
                let Some(found) = search::line(conn, child)? else { continue };
                let who = match note.by {
                    Some(by) => match names.get(&by) {
                        Some(name) => String::clone(name),
                        None => names.entry(by).or_insert(staff::name_of(conn, by)?).clone(),
                    },
                    None => String::new(),
                };
                views.push(View {
                    at: note.at,
                    who,
                    child,
                    ticket: found.ticket,
                    name: found.child.name,
                    reason: history::reason_words(&ui, reason),
                });
                if MOST < views.len() {
                    break;
                }
            }
            Ok(views)
        })
        .await?;
    let has_more = MOST < views.len();
    views.truncate(MOST);
    let page = ViewsPage {
        ui,
        shell: inside.shell(&door).await?,
        event: inside.event().to_string(),
        views,
        has_more,
    };
    Ok(Html(page.render()?))
}
