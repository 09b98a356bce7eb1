//! What the database file of two kits looks like to whoever holds its key: how many rows, of what kinds and sizes.

use std::collections::BTreeMap;

use outreach_kit::store::StoreError;

use crate::harness::Kit;

/// Rows by their table, each as the kinds and sizes of its values.
type Shape = BTreeMap<String, Vec<String>>;

/// Boxes of the room are drawn for each family, so that their number tells nothing, and the journal counts them.
const DRAWN: &str = "WHERE act <> 'sealed'";

async fn shape(kit: &Kit) -> (Shape, Vec<i64>) {
    let store = kit.open().store.clone();
    let read = store.read(|conn| {
        let mut shape = Shape::new();
        let mut tables = conn.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('sealed_room', 'sqlite_sequence')",
        )?;
        let names = tables.query_map([], |row| row.get::<_, String>(0))?;
        for name in names.collect::<Result<Vec<_>, _>>()? {
            let only = if name == "journal" { DRAWN } else { "" };
            let mut columns = conn.prepare(&format!("SELECT name FROM pragma_table_info('{name}')"))?;
            let columns = columns.query_map([], |row| row.get::<_, String>(0))?;
            let sizes: Vec<String> = columns
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                // A number's size is not its value; whether it is null is.
                .map(|column| {
                    format!(
                        "'{column}:' || CASE typeof(\"{column}\") WHEN 'integer' THEN 'i'
                         ELSE typeof(\"{column}\") || coalesce(length(\"{column}\"), '') END"
                    )
                })
                .collect();
            let sql = format!("SELECT {} FROM \"{name}\" {only}", sizes.join(" || ' ' || "));
            let mut rows = conn.prepare(&sql)?;
            let rows = rows.query_map([], |row| row.get::<_, String>(0))?;
            let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
            rows.sort();
            shape.insert(name, rows);
        }
        let mut boxes = conn.prepare("SELECT DISTINCT length(box) FROM sealed_room")?;
        let boxes = boxes.query_map([], |row| row.get::<_, i64>(0))?;
        Ok::<_, StoreError>((shape, boxes.collect::<Result<Vec<_>, _>>()?))
    });
    read.await.unwrap()
}

/// Compares the tables of two kits.
pub(crate) async fn same(one: &Kit, other: &Kit) {
    let ((one, boxes), (other, others)) = (shape(one).await, shape(other).await);
    assert!(one["families"].len() == 3 && one["sealed_notes"].len() == 3, "the tables were read");
    for (table, rows) in &one {
        assert_eq!(rows, &other[table], "{table}");
    }
    assert!(boxes.len() == 1 && boxes == others, "boxes of one size: {boxes:?} {others:?}");
}
