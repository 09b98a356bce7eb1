//! One picture of a camera that looks for a receipt, for browsers that read no picture codes themselves.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::session::Signed;
use crate::domain::staff::Room;
use crate::scan::{self, ScanError};

/// `POST /collect/frame`: the text of the picture code in it, or nothing. Looking leaves no trace; what was found is
/// sent by the page as if it had been typed.
pub(crate) async fn read(
    State(door): State<StaffDoor>,
    me: Signed,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, WebError> {
    me.enter(Room::Collect)?;
    let picture = super::picture_in(parts).await?;
    match door.app().pictures.of_staff(move || scan::read_code(&picture)).await {
        Some(Ok(code)) => {
            Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], code).into_response())
        }
        Some(Err(ScanError::TooLarge)) => Err(WebError::TooLarge),
        Some(Err(ScanError::NotAPicture | ScanError::NothingFound)) | None => {
            Ok(StatusCode::NO_CONTENT.into_response())
        }
    }
}
