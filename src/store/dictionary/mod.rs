//! The data dictionary: what each stored column is for, who reads it and how long it stays.

/// The dictionary as it is kept.
const COLUMNS: &str = include_str!("columns.tsv");

/// What is said of some columns of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The table.
    pub table: &'static str,
    /// Its columns.
    pub columns: Vec<&'static str>,
    /// What they are for.
    pub purpose: &'static str,
    /// Who reads them: codes of `domain::staff`, `family` or `program`.
    pub roles: Vec<&'static str>,
    /// How long they stay: a kind of `domain::retention`, or `kit`, `event`, `staff`, `session`.
    pub stays: &'static str,
}

/// Every entry, in the order of the file.
pub fn entries() -> Vec<Entry> {
    let lines = COLUMNS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(entry).collect()
}

fn entry(line: &'static str) -> Option<Entry> {
    let mut parts = line.split('\t');
    Some(Entry {
        table: parts.next()?,
        columns: parts.next()?.split(' ').collect(),
        purpose: parts.next()?,
        roles: parts.next()?.split(' ').collect(),
        stays: parts.next()?,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rusqlite::Connection;

    use super::*;
    use crate::domain::retention::Kind;
    use crate::domain::staff::Role;
    use crate::store::schema;

    /// Every column of the live schema; the inside of the full-text index is its own business, it holds no row.
    fn stored() -> BTreeSet<(String, String)> {
        let mut conn = Connection::open_in_memory().unwrap();
        schema::migrate(&mut conn).unwrap();
        let mut statement = conn
            .prepare(
                "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
                 WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
                    AND t.name <> 'finding' AND t.name NOT LIKE 'finding\\_%' ESCAPE '\\'
                 UNION ALL SELECT 'finding_rows', name FROM pragma_table_info('finding_rows')",
            )
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn every_column_is_explained_once_and_nothing_else_is() {
        let mut told = BTreeSet::new();
        for entry in entries() {
            for column in entry.columns {
                let is_new = told.insert((entry.table.to_owned(), column.to_owned()));
                assert!(is_new, "{}.{column} stands twice", entry.table);
            }
        }
        let stored = stored();
        assert!(stored.len() > 300, "the schema was not found");
        let untold: Vec<_> = stored.difference(&told).collect();
        assert!(untold.is_empty(), "columns without purpose, roles and term: {untold:?}");
        let unstored: Vec<_> = told.difference(&stored).collect();
        assert!(unstored.is_empty(), "entries without a column: {unstored:?}");
    }

    #[test]
    fn purpose_roles_and_terms_are_words_the_kit_knows() {
        let lines = COLUMNS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(entries().len(), lines);
        for entry in entries() {
            assert!(10 < entry.purpose.len(), "{entry:?}");
            let is_role = |role: &&str| {
                Role::from_code(role).is_some() || ["family", "program"].contains(role)
            };
            assert!(entry.roles.iter().all(is_role), "{entry:?}");
            let stays = ["kit", "event", "staff", "session"].contains(&entry.stays)
                || Kind::from_code(entry.stays).is_some();
            assert!(stays, "{entry:?}");
        }
    }
}
