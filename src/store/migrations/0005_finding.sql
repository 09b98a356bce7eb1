-- What children are looked for by and compared by. Both are made from the rows and can be made from them again.
CREATE TABLE finding_rows (
    n            INTEGER PRIMARY KEY,            -- the newest child has the highest
    child        BLOB    NOT NULL UNIQUE
) STRICT;

-- Keys only, no words: see store::finding::keys. The newest rows are read first.
CREATE VIRTUAL TABLE finding USING fts5 (
    keys, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);

-- Keys of which two records must share one to be compared: see domain::duplicate::block_keys.
CREATE TABLE block_keys (
    key          TEXT    NOT NULL,
    child        BLOB    NOT NULL,
    PRIMARY KEY (key, child)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_keys_by_child ON block_keys (child);
