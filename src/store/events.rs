//! Events, their days and their keys.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};

use super::StoreError;
use super::codec::flag;
use crate::domain::documents::Paper;
use crate::domain::event::{Around, Bilingual, Event, Issuer};
use crate::domain::ids::{EventId, FamilyId, StaffId};
use crate::seal::receipt_code::{EventCode, ReceiptKey};
use crate::seal::sealed::FocalPublic;

/// What the kit itself is.
pub struct Kit {
    /// Its id, also in the key file.
    pub id: [u8; 16],
    /// This laptop's number, 0 to 1023: the first two characters of every serial.
    pub laptop: u16,
    /// Whether it is for training; cannot be taken off again.
    pub training: bool,
}

/// Writes the kit's one row.
pub fn make_kit(sp: &Savepoint<'_>, kit: &Kit, at: Timestamp) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO kit (only_row, id, laptop, training, created_at) VALUES (1, ?1, ?2, ?3, ?4)",
        (kit.id, kit.laptop, flag(kit.training), at.as_millisecond()),
    )?;
    Ok(())
}

/// The kit's one row; none while it is being made.
pub fn kit(conn: &Connection) -> Result<Option<Kit>, StoreError> {
    let kit = conn
        .query_row("SELECT id, laptop, training FROM kit", [], |row| {
            Ok(Kit { id: row.get(0)?, laptop: row.get(1)?, training: row.get::<_, i64>(2)? == 1 })
        })
        .optional()?;
    Ok(kit)
}

/// Opens an event. There is one at a time.
pub fn open(
    sp: &Savepoint<'_>,
    event: &Event,
    receipt_key: &ReceiptKey,
    focal_key: &FocalPublic,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO events (id, code, name_km, name_en, commune_code, commune_km, commune_en, place_km, place_en,
            starts_on, ends_on, issuer, issuer_km, issuer_en, authority, signatory, electronic, collect_km, collect_en,
            collect_from, helpline, free_line, photos, papers, wifi_name, wifi_pass, receipt_key, focal_key, opened_at,
            district_km, district_en, province_km, province_en, places)
         VALUES (:id, :code, :name_km, :name_en, :commune_code, :commune_km, :commune_en, :place_km, :place_en,
            :starts_on, :ends_on, :issuer, :issuer_km, :issuer_en, :authority, :signatory, :electronic, :collect_km,
            :collect_en, :collect_from, :helpline, :free_line, :photos, :papers, :wifi_name, :wifi_pass, :receipt_key,
            :focal_key, :opened_at, :district_km, :district_en, :province_km, :province_en, :places)",
        named_params! {
            ":id": event.id, ":code": event.code,
            ":name_km": event.name.km, ":name_en": event.name.en,
            ":commune_code": event.commune_code, ":commune_km": event.commune.km, ":commune_en": event.commune.en,
            ":place_km": event.place.km, ":place_en": event.place.en,
            ":starts_on": event.starts_on.to_string(), ":ends_on": event.ends_on.to_string(),
            ":issuer": event.issuer.code(), ":issuer_km": event.issuer_name.km, ":issuer_en": event.issuer_name.en,
            ":authority": event.authority, ":signatory": event.signatory, ":electronic": flag(event.electronic),
            ":collect_km": event.collect_at.km, ":collect_en": event.collect_at.en,
            ":collect_from": event.collect_from.to_string(), ":helpline": event.helpline,
            ":free_line": flag(event.free_line), ":photos": flag(event.photos), ":papers": paper_codes(event),
            ":wifi_name": event.wifi_name, ":wifi_pass": event.wifi_password,
            ":receipt_key": receipt_key.bytes().as_slice(), ":focal_key": focal_key.0.as_slice(),
            ":opened_at": at.as_millisecond(),
            ":district_km": event.around.district.km, ":district_en": event.around.district.en,
            ":province_km": event.around.province.km, ":province_en": event.around.province.en,
            ":places": event.around.version,
        },
    )?;
    Ok(())
}

/// Changes what may be changed while an event runs: everything but its code, its commune and its keys.
pub fn update(sp: &Savepoint<'_>, event: &Event) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE events SET name_km = :name_km, name_en = :name_en, place_km = :place_km, place_en = :place_en,
            starts_on = :starts_on, ends_on = :ends_on, issuer = :issuer, issuer_km = :issuer_km,
            issuer_en = :issuer_en, authority = :authority, signatory = :signatory, electronic = :electronic,
            collect_km = :collect_km, collect_en = :collect_en, collect_from = :collect_from, helpline = :helpline,
            free_line = :free_line, photos = :photos, papers = :papers, wifi_name = :wifi_name, wifi_pass = :wifi_pass
         WHERE id = :id",
        named_params! {
            ":id": event.id,
            ":name_km": event.name.km, ":name_en": event.name.en,
            ":place_km": event.place.km, ":place_en": event.place.en,
            ":starts_on": event.starts_on.to_string(), ":ends_on": event.ends_on.to_string(),
            ":issuer": event.issuer.code(), ":issuer_km": event.issuer_name.km, ":issuer_en": event.issuer_name.en,
            ":authority": event.authority, ":signatory": event.signatory, ":electronic": flag(event.electronic),
            ":collect_km": event.collect_at.km, ":collect_en": event.collect_at.en,
            ":collect_from": event.collect_from.to_string(), ":helpline": event.helpline,
            ":free_line": flag(event.free_line), ":photos": flag(event.photos), ":papers": paper_codes(event),
            ":wifi_name": event.wifi_name, ":wifi_pass": event.wifi_password,
        },
    )?;
    Ok(())
}

fn paper_codes(event: &Event) -> String {
    event.papers.iter().map(|paper| paper.code()).collect::<Vec<_>>().join(" ")
}

const COLUMNS: &str = "id, code, name_km, name_en, commune_code, commune_km, commune_en, place_km, place_en,
    starts_on, ends_on, issuer, issuer_km, issuer_en, authority, signatory, electronic, collect_km, collect_en,
    collect_from, helpline, free_line, photos, papers, wifi_name, wifi_pass, district_km, district_en, province_km, province_en,
    places";

fn event_of(row: &Row<'_>) -> Result<Event, StoreError> {
    let words = |km, en| -> rusqlite::Result<Bilingual> {
        Ok(Bilingual { km: row.get(km)?, en: row.get(en)? })
    };
    let day = |column: &str| -> Result<Date, StoreError> {
        row.get::<_, String>(column)?.parse().map_err(|_| StoreError::BadRow("a date"))
    };
    let papers: String = row.get("papers")?;
    Ok(Event {
        id: row.get("id")?,
        code: row.get("code")?,
        name: words("name_km", "name_en")?,
        commune_code: row.get("commune_code")?,
        commune: words("commune_km", "commune_en")?,
        around: Around {
            district: words("district_km", "district_en")?,
            province: words("province_km", "province_en")?,
            version: row.get("places")?,
        },
        place: words("place_km", "place_en")?,
        starts_on: day("starts_on")?,
        ends_on: day("ends_on")?,
        issuer: Issuer::from_code(&row.get::<_, String>("issuer")?)
            .ok_or(StoreError::BadRow("an issuer"))?,
        issuer_name: words("issuer_km", "issuer_en")?,
        authority: row.get("authority")?,
        signatory: row.get("signatory")?,
        electronic: row.get::<_, i64>("electronic")? == 1,
        collect_at: words("collect_km", "collect_en")?,
        collect_from: day("collect_from")?,
        helpline: row.get("helpline")?,
        free_line: row.get::<_, i64>("free_line")? == 1,
        photos: row.get::<_, i64>("photos")? == 1,
        papers: papers.split_whitespace().filter_map(Paper::from_code).collect(),
        wifi_name: row.get("wifi_name")?,
        wifi_password: row.get("wifi_pass")?,
    })
}

/// The open event, if there is one.
pub fn current(conn: &Connection) -> Result<Option<Event>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM events WHERE closed_at IS NULL"))?;
    let mut rows = statement.query([])?;
    rows.next()?.map(event_of).transpose()
}

/// The event at hand and whether it is open: the open one or, after it was closed, the last. Collecting, checking
/// receipts and searching go on for it.
pub fn at_hand(conn: &Connection) -> Result<Option<(Event, bool)>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, closed_at IS NULL AS open FROM events WHERE taken_in IS NULL ORDER BY open DESC, rowid DESC LIMIT 1"
    ))?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some((event_of(row)?, row.get::<_, i64>("open")? == 1)))
}

/// One event among others, for a list to choose from.
pub struct Listed {
    /// Row.
    pub id: EventId,
    /// Its name.
    pub name: Bilingual,
    /// Its first day.
    pub starts_on: Date,
}

/// Every event of the kit, the one at hand first, then the newest; not those that came from another laptop.
pub fn all(conn: &Connection) -> Result<Vec<Listed>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM events WHERE taken_in IS NULL ORDER BY closed_at IS NULL DESC, rowid DESC"
    ))?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let Event { id, name, starts_on, .. } = event_of(row)?;
        all.push(Listed { id, name, starts_on });
    }
    Ok(all)
}

/// Every event whose room somebody has a key to, the newest first; also those that came from another laptop.
pub fn of_focal(conn: &Connection, focal: StaffId) -> Result<Vec<Listed>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM events e WHERE EXISTS
            (SELECT 1 FROM focal_keys k WHERE k.event = e.id AND k.staff = ?1) ORDER BY rowid DESC"
    ))?;
    let mut rows = statement.query([focal])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let Event { id, name, starts_on, .. } = event_of(row)?;
        all.push(Listed { id, name, starts_on });
    }
    Ok(all)
}

/// Whether an event came from another laptop; none if it is not here.
pub fn is_taken_in(conn: &Connection, event: EventId) -> Result<Option<bool>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT taken_in IS NOT NULL FROM events WHERE id = ?1")?
        .query_row([event], |row| row.get(0))
        .optional()?)
}

/// Whether an event is here and came from another laptop.
pub fn is_from_elsewhere(conn: &Connection, event: EventId) -> Result<bool, StoreError> {
    Ok(is_taken_in(conn, event)? == Some(true))
}

/// Closes an event. `false`: it was not open.
pub fn close(
    sp: &Savepoint<'_>,
    event: EventId,
    figures: &str,
    staff: Option<StaffId>,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let closed = sp.execute(
        "UPDATE events SET closed_at = :at, closed_by = :staff, closing = :figures WHERE id = :event AND closed_at IS NULL",
        named_params! { ":at": at.as_millisecond(), ":staff": staff, ":figures": figures, ":event": event },
    )?;
    Ok(closed == 1)
}

/// Takes the closing of the last event back. `false`: another one is open, or it is not the last.
pub fn reopen(sp: &Savepoint<'_>, event: EventId) -> Result<bool, StoreError> {
    let reopened = sp.execute(
        "UPDATE events SET closed_at = NULL, closed_by = NULL, closing = NULL
         WHERE id = ?1 AND closed_at IS NOT NULL AND taken_in IS NULL
            AND rowid = (SELECT max(rowid) FROM events WHERE taken_in IS NULL)",
        [event],
    )?;
    Ok(reopened == 1)
}

/// When and by whom an event was closed, and its figures as they were then.
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<StaffId>,
    /// JSON.
    pub figures: Option<String>,
}

/// How an event was closed, if it was.
pub fn closing_of(conn: &Connection, event: EventId) -> Result<Option<Closed>, StoreError> {
    let row = conn
        .query_row(
            "SELECT closed_at, closed_by, closing FROM events WHERE id = ?1",
            [event],
            |row| Ok((row.get::<_, Option<i64>>(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    Ok(row
        .and_then(|(at, by, figures)| Some(Closed { at: super::journal::time(at?), by, figures })))
}

/// One event by its row.
pub fn by_id(conn: &Connection, id: EventId) -> Result<Option<Event>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM events WHERE id = ?1"))?;
    let mut rows = statement.query([id])?;
    rows.next()?.map(event_of).transpose()
}

/// The event a family came to; not always the one at hand.
pub fn of_family(conn: &Connection, family: FamilyId) -> Result<Option<Event>, StoreError> {
    let id = conn
        .prepare_cached("SELECT event FROM families WHERE id = ?1")?
        .query_row([family], |row| row.get(0))
        .optional()?;
    id.map_or(Ok(None), |id| by_id(conn, id))
}

/// Name of the event with this code, for "that is a receipt of …".
pub fn by_code(conn: &Connection, code: u32) -> Result<Option<Event>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM events WHERE code = ?1"))?;
    let mut rows = statement.query([code])?;
    rows.next()?.map(event_of).transpose()
}

/// Receipt keys of every event of this kit, to check a code against.
pub fn receipt_keys(conn: &Connection) -> Result<Vec<(EventCode, ReceiptKey)>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT code, receipt_key FROM events WHERE taken_in IS NULL")?;
    let keys =
        statement.query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, [u8; 32]>(1)?)))?;
    keys.map(|key| {
        let (code, key) = key?;
        let code = EventCode::from_number(code).ok_or(StoreError::BadRow("an event's code"))?;
        Ok((code, ReceiptKey::from_bytes(key)))
    })
    .collect()
}

/// The key to which an event's notes are sealed.
pub fn focal_key(conn: &Connection, event: EventId) -> Result<FocalPublic, StoreError> {
    let key = conn
        .prepare_cached("SELECT focal_key FROM events WHERE id = ?1")?
        .query_row([event], |row| row.get::<_, [u8; 32]>(0))?;
    Ok(FocalPublic(key))
}

/// Another key, to which notes are sealed from now on.
pub fn set_focal_key(
    sp: &Savepoint<'_>,
    event: EventId,
    key: &FocalPublic,
) -> Result<(), StoreError> {
    sp.execute("UPDATE events SET focal_key = ?2 WHERE id = ?1", (event, key.0))?;
    Ok(())
}
