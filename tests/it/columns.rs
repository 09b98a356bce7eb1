//! Tables on a small screen: each row becomes a block there, so each figure in it has to say what it is.
#![allow(clippy::unwrap_used, reason = "a template that cannot be read should stop the test")]

use std::path::Path;

/// Every template below a folder, with its path.
fn templates(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            templates(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn no_list_has_columns_that_only_a_wide_screen_shows() {
    let mut found = Vec::new();
    templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut found);
    let mut tables = 0;
    for (path, text) in &found {
        // The sections of a day sheet have few and narrow columns, and the two children of a pair stand side by side.
        for table in text
            .split("<table class=\"")
            .skip(1)
            .filter(|table| !table.starts_with("table figures") && !table.starts_with("compare"))
        {
            assert!(
                table.starts_with("table stack"),
                "{path}: {}",
                table.get(..40).unwrap_or(table)
            );
            tables += 1;
            let table = table.split("</table>").next().unwrap_or_default();
            for cell in table.split("<td class=\"num\"").skip(1) {
                let cell = cell.split("</td>").next().unwrap_or_default();
                assert!(cell.contains("data-of="), "{path}: a figure without a word: {cell}");
            }
        }
    }
    assert!(3 <= tables, "{tables}");
}
