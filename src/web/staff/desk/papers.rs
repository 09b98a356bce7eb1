//! Which papers the officer has seen.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::session::Signed;
use super::super::{Pairs, values};
use crate::acts;
use crate::domain::documents::Paper;
use crate::domain::ids::FamilyId;
use crate::domain::staff::Room;
use crate::store::checklist::Marked;
use crate::store::{StoreError, families};

/// `POST /desk/family/{id}/papers`: which papers the officer has seen.
pub(crate) async fn save(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let id = FamilyId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (seen, known_seen) = (marked(&pairs, "seen"), marked(&pairs, "known"));
    let by = me.by(door.now());
    let kit = door.kit()?;
    let known = kit
        .store
        .write(move |sp| {
            let Some(family) = families::by_id(sp, id)? else { return Ok(false) };
            // Papers of a child that was taken off the form meanwhile are nobody's.
            let on_form = |paper: &&Marked| usize::from(paper.0) <= family.children.len();
            let seen: Vec<Marked> = seen.iter().filter(on_form).cloned().collect();
            acts::papers_seen(sp, id, &known_seen, &seen, by)?;
            Ok::<_, StoreError>(true)
        })
        .await?;
    if !known {
        return Err(WebError::NotFound);
    }
    Ok(Redirect::to(&format!("/desk/family/{id}#papers")).into_response())
}

/// Papers as a form's boxes name them: `0:family_book`, `2:birth_letter`.
fn marked(pairs: &[(String, String)], name: &str) -> Vec<Marked> {
    values(pairs, name)
        .iter()
        .filter_map(|value| value.split_once(':'))
        .filter(|(_, paper)| Paper::from_code(paper).is_some())
        .filter_map(|(child, paper)| Some((child.parse().ok()?, paper.to_owned())))
        .collect()
}
