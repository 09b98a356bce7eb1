//! A child's referral slip: made from its page, by whoever types their passphrase once more, and noted in the record.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::{pdf, value};
use super::child::{self, Opened, Slip};
use super::follow::typed;
use super::hand_over::once_more;
use super::{In, Inside};
use crate::acts::export::{self, Findings, Found};
use crate::acts::referral::Referrer;
use crate::acts::seal;
use crate::domain::ids::ChildId;
use crate::domain::safeguarding::{About, Agreed, What};
use crate::papers::{referral, sheet};

/// For whom a slip can be: what has to be agreed to first, in the order of the page.
pub(super) const FOR: [Agreed; 2] = [Agreed::ShareMinistry, Agreed::ShareOrganisation];

/// Makes the slip, or says on the child's page why there is none.
pub(super) async fn make(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    opened: Opened,
    pairs: &[(String, String)],
) -> Result<Response, WebError> {
    let refuse = |said| Slip { said, typed: Some(typed(pairs)) };
    let asked = Agreed::from_code(value(pairs, "slip_for")).filter(|to| FOR.contains(to));
    let text = |name: &str| value(pairs, name).to_owned();
    let who = Referrer {
        to: text("slip_to"),
        name: text("slip_name"),
        organisation: text("slip_organisation"),
        phone: text("slip_phone"),
        focal: inside.me.session.name.clone(),
    };
    let said = match asked {
        None => Some("room-slip-choose"),
        Some(_) if who.to.is_empty() => Some("room-slip-blank"),
        Some(_) => None,
    };
    if let Some(said) = said {
        return child::show(door, inside, opened, refuse(said), Vec::new()).await;
    }
    if let Err(said) = once_more(door, inside, pairs).await? {
        return child::show(door, inside, opened, refuse(said), Vec::new()).await;
    }
    let needed: Vec<Agreed> = asked.into_iter().collect();
    let (event, at) = (inside.event(), door.now());
    let (family, id) = (opened.row.family, opened.row.id);
    let (findings, notes) = (findings(&opened), opened.record.notes.clone());
    let kit = door.kit()?;
    let read = kit.store.read(move |conn| {
        export::slip(conn, (event, &notes), &findings, (family, id), (&needed, &who), at)
    });
    let paper = match read.await? {
        None => return Err(WebError::NotFound),
        Some(Err(held)) => {
            let refuse = refuse(held.text_key());
            return child::show(door, inside, opened, refuse, Vec::new()).await;
        }
        Some(Ok(paper)) => paper,
    };
    let bytes = pdf::compose("a slip", move || sheet::pdf(&referral::sheet(&paper))).await?;
    let (about, by) = (About { family, child: Some(id) }, inside.me.by(at));
    let what = What::Viewed { reason: "slip".to_owned() };
    kit.store.write(move |sp| seal::note(sp, event, about, what, by)).await?;
    inside.room.keep_slip(id, bytes);
    Ok(Redirect::to(&format!("/room/child/{id}#slip")).into_response())
}

/// `GET /room/child/{id}/slip`: the slip that was made of a child, to be printed; the child's page if there is none.
pub(crate) async fn paper(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let child = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    // Whoever was kept out of the family meanwhile does not get it either.
    let opened = child::open(&door, &inside, child).await?;
    Ok(match inside.room.slip(opened.row.id) {
        Some(pdf) => pdf::shown("referral-slip", pdf.to_vec()),
        None => Redirect::to(&format!("/room/child/{child}#slip")).into_response(),
    })
}

/// What the child's page says that the rules found.
fn findings(opened: &Opened) -> Findings {
    let attention = &opened.record.attention;
    let finding = &attention.finding;
    Findings {
        rule_set: format!("{} {}", finding.rule_set, finding.version),
        of: [(opened.row.id, Found::of(attention))].into(),
        ring: opened.record.may_ring.then_some(opened.row.family).into_iter().collect(),
    }
}
