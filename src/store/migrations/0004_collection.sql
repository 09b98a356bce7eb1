-- Certificates handed over without a receipt, and the lists that village chiefs carry.

-- How it was known that this person may take the certificate: codes of domain::collection, empty in older rows.
ALTER TABLE collections ADD COLUMN shown    TEXT NOT NULL DEFAULT '';  -- receipt, worn, nothing
ALTER TABLE collections ADD COLUMN facts    TEXT NOT NULL DEFAULT '';  -- what was asked and answered right, separated by spaces
ALTER TABLE collections ADD COLUMN standing TEXT NOT NULL DEFAULT '';  -- what the person who vouched is
ALTER TABLE collections ADD COLUMN thumb    TEXT NOT NULL DEFAULT '';  -- list, book, counterfoil
ALTER TABLE collections ADD COLUMN list     INTEGER;                   -- number of the list with the thumbprint

-- A printed list of certificates that lie ready for one village.
CREATE TABLE collection_lists (
    id           BLOB    PRIMARY KEY,
    event        BLOB    NOT NULL REFERENCES events,
    number       INTEGER NOT NULL,               -- as printed, from 1 within the event
    village      TEXT    NOT NULL,               -- in words, as the list is headed
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    UNIQUE (event, number)
) STRICT;

CREATE TABLE collection_list_rows (
    list         BLOB    NOT NULL REFERENCES collection_lists,
    row          INTEGER NOT NULL,               -- as printed, from 1
    child        BLOB    NOT NULL REFERENCES children,
    PRIMARY KEY (list, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_list_rows_by_child ON collection_list_rows (child);
