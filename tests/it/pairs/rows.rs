//! What the database file of two kits looks like to whoever holds its key: how many rows, of what kinds and sizes.

use std::collections::BTreeMap;

use outreach_kit::acts::RANG;
use outreach_kit::acts::seal::{MOST_COVERS, MOST_NOW_AND_THEN, SEALED, open_room};
use outreach_kit::domain::safeguarding::What;
use outreach_kit::store::StoreError;

use crate::hand_over::unlocked;
use crate::harness::{FOCAL, Kit};

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

/// Compares the tables of two kits, and what the boxes of their rooms tell by their number. `is_alike`: the same people did
/// the same in both, so that as many boxes hold something, at the same places.
pub(crate) async fn same(one: &Kit, other: &Kit, is_alike: bool) {
    let (runs, others_runs) = (runs(one).await, runs(other).await);
    let holding = |runs: &[Run]| {
        let holding =
            runs.iter().map(|run| (run.between.clone(), run.held.iter().flatten().count()));
        holding.filter(|(_, count)| 0 < *count).collect::<Vec<_>>()
    };
    assert!(!holding(&runs).is_empty(), "the boxes were opened");
    if is_alike {
        assert_eq!(holding(&runs), holding(&others_runs));
    }
    for run in runs.iter().chain(&others_runs) {
        run.may_be_covers();
    }
    let ((one, boxes), (other, others)) = (shape(one).await, shape(other).await);
    assert!(one["families"].len() == 3 && one["sealed_notes"].len() == 3, "the tables were read");
    for (table, rows) in &one {
        assert_eq!(rows, &other[table], "{table}");
    }
    assert!(boxes.len() == 1 && boxes == others, "boxes of one size: {boxes:?} {others:?}");
}

/// Boxes of the room between two other entries of the journal.
struct Run {
    /// The acts before and after them.
    between: [String; 2],
    /// What each holds; nothing in a cover.
    held: Vec<Option<What>>,
}

impl Run {
    /// Where a desk told something covers may stand, and there are no more boxes than covers may be: any number after a
    /// ring, half as many after a step at a desk, and one with each ring. Both bounds are out of reach: chance alone
    /// never comes near them.
    fn may_be_covers(&self) {
        let is_desks = |what: &&What| {
            matches!(what, What::Observed { .. } | What::Disclosed(_) | What::WrongChild { .. })
        };
        let [before, after] = self.between.each_ref().map(String::as_str);
        let most = match before {
            RANG => MOST_COVERS,
            "seat" => MOST_NOW_AND_THEN,
            _ => 0,
        };
        let count = u32::try_from(self.held.len()).unwrap();
        let is_told = self.held.iter().flatten().any(|what| is_desks(&what));
        assert!(!is_told || count <= most + u32::from(after == RANG), "{before}, {count}, {after}");
    }
}

/// What stands in the journal of the room, and what only the focal's key opens: which of its boxes hold something.
async fn runs(kit: &Kit) -> Vec<Run> {
    let event = kit.open().event().unwrap().id;
    let secret = unlocked(kit, event, FOCAL).await;
    let store = kit.open().store.clone();
    let read = store.read(move |conn| {
        let mut numbers = conn.prepare("SELECT number FROM sealed_room ORDER BY number")?;
        let numbers = numbers.query_map([], |row| row.get::<_, i64>(0))?;
        let mut notes = open_room(conn, event, &secret, 0)?.notes;
        let mut held = Vec::new();
        for number in numbers.collect::<Result<Vec<_>, _>>()? {
            let rest = open_room(conn, event, &secret, number)?.notes.len();
            held.push((rest < notes.len()).then(|| notes.remove(0).what));
        }
        let mut acts = conn.prepare("SELECT act FROM journal ORDER BY seq")?;
        let acts = acts.query_map([], |row| row.get::<_, String>(0))?;
        Ok::<_, StoreError>((held, acts.collect::<Result<Vec<_>, _>>()?))
    });
    let (held, acts) = read.await.unwrap();
    assert_eq!(acts.iter().filter(|act| *act == SEALED).count(), held.len(), "each is told of");
    let mut held = held.into_iter();
    let mut runs = vec![Run { between: Default::default(), held: Vec::new() }];
    for act in acts {
        let run = runs.last_mut().unwrap();
        if act == SEALED {
            run.held.extend(held.next());
        } else {
            run.between[1].clone_from(&act);
            runs.push(Run { between: [act, String::new()], held: Vec::new() });
        }
    }
    runs
}
