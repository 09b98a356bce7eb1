//! Collection lists: which certificates lie ready in which village, lists for the chiefs as one file.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::chosen::{Chosen, chosen};
use super::super::pdf;
use super::super::{Pairs, value, values};
use crate::acts;
use crate::domain::ids::RowId;
use crate::domain::staff::Room;
use crate::papers::collection_list;
use crate::papers::sheet;
use crate::store::lists::{self, List, Village};
use crate::store::{StoreError, events, staff};
use crate::typeset::pdf::About;

/// Most lists in one file: more villages than a commune has.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "staff/lists.html")]
struct ListsPage {
    ui: Ui,
    shell: Shell,
    chosen: Chosen,
    villages: Vec<Village>,
    lists: Vec<(List, String)>,
    /// Ids of the lists made just now, as the file's address wants them.
    made: Vec<RowId>,
    /// What could not be done, a text key.
    said: &'static str,
}

impl ListsPage {
    fn ready(&self) -> usize {
        self.villages.iter().map(|village| village.ready.len()).sum()
    }

    fn with(&self) -> String {
        let rest = self.made.iter().skip(1).map(ToString::to_string);
        rest.collect::<Vec<_>>().join(",")
    }

    fn is_new(&self, list: &List) -> bool {
        self.made.contains(&list.id)
    }
}

/// What the page was asked for.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    made: String,
    with: String,
    none: String,
    event: String,
}

fn ids(text: &str) -> Vec<RowId> {
    text.split(',').take(MOST).filter_map(|id| RowId::parse(id).ok()).collect()
}

/// `GET /collect/lists`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Collect)?;
    let kit = door.kit()?;
    let chosen = chosen(&kit, &asked.event).await?;
    let event = chosen.id();
    let (villages, listed) = kit
        .store
        .read(move |conn| {
            let mut listed = Vec::new();
            for list in lists::of_event(conn, event)? {
                let who = staff::name_of(conn, list.staff)?;
                listed.push((list, who));
            }
            Ok::<_, StoreError>((lists::villages(conn, event)?, listed))
        })
        .await?;
    let page = ListsPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "collect").await?,
        chosen,
        villages,
        lists: listed,
        made: ids(&asked.made),
        said: if asked.none.is_empty() { "" } else { "lists-none-chosen" },
    };
    Ok(Html(page.render()?))
}

/// `POST /collect/lists`: makes lists for the villages that were ticked, or for all.
pub(crate) async fn make(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let all = value(&pairs, "which") == "all";
    let (keys, together) = (values(&pairs, "village"), value(&pairs, "together") == "yes" && !all);
    let by = me.by(door.now());
    let kit = door.kit()?;
    let event = chosen(&kit, value(&pairs, "event")).await?.id();
    let of =
        if value(&pairs, "event").is_empty() { String::new() } else { format!("event={event}&") };
    let made = kit
        .store
        .write(move |sp| {
            let keys = (!all).then_some(keys.as_slice());
            acts::make_lists(sp, event, keys, together, by)
        })
        .await?;
    if made.is_empty() {
        return Ok(Redirect::to(&format!("/collect/lists?{of}none=1")).into_response());
    }
    let made: Vec<String> = made.iter().map(ToString::to_string).collect();
    let made = made.join(",");
    Ok(Redirect::to(&format!("/collect/lists?{of}made={made}")).into_response())
}

/// `GET /collect/lists/{id}/pdf`: one list or several as one file.
pub(crate) async fn pdf(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let mut wanted = vec![RowId::parse(&id).map_err(|_| WebError::NotFound)?];
    wanted.extend(ids(&asked.with));
    let (kit, by) = (door.kit()?, me.by(door.now()));
    let training = kit.training;
    let read = wanted.clone();
    let sheets = kit
        .store
        .read(move |conn| {
            let mut sheets = Vec::new();
            for id in read {
                let Some(list) = lists::by_id(conn, id)? else { continue };
                let Some(event) = events::by_id(conn, list.event)? else { continue };
                let paper = acts::list_paper(&list, &lists::rows(conn, id)?, &event, training);
                sheets.push(collection_list::sheet(&paper));
            }
            Ok::<_, StoreError>(sheets)
        })
        .await?;
    let (Some(first), Some(last)) = (sheets.first(), sheets.last()) else {
        return Err(WebError::NotFound);
    };
    let about = About {
        title: first.about.title.clone(),
        id: format!("{}-{}-{}", first.about.id, last.about.id, sheets.len()),
        issued: last.about.issued,
    };
    let bytes = pdf::compose("a collection list", move || sheet::batch(&sheets, &about)).await?;
    kit.store.write(move |sp| acts::lists_printed(sp, &wanted, by)).await?;
    Ok(pdf::shown(&format!("list-{id}"), bytes))
}
