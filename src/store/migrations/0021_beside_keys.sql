-- Beside each key what can rule a child out before its names are read: among many children of a commune most that share
-- a key are years apart, and each name lies on a page of its own.
CREATE TABLE block_keys_with_births (
    key          TEXT    NOT NULL,
    child        BLOB    NOT NULL,
    sex          TEXT    NOT NULL,               -- these three as in compared
    birth        TEXT    NOT NULL,
    village      TEXT    NOT NULL,
    PRIMARY KEY (key, child)
) STRICT, WITHOUT ROWID;
INSERT INTO block_keys_with_births
    SELECT k.key, k.child, c.sex, c.birth, c.village FROM block_keys k JOIN compared c ON c.child = k.child;
DROP TABLE block_keys;
ALTER TABLE block_keys_with_births RENAME TO block_keys;
CREATE INDEX block_keys_by_child ON block_keys (child);
