-- What staff typed where the kit keeps another spelling of it, for whoever has to say later how a word came to stand
-- there. A family's own words are kept as typed with the form (drafts.answers, families.answers); secrets and sealed
-- notes never come here.
CREATE TABLE as_typed (
    id           INTEGER PRIMARY KEY,
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    page         TEXT    NOT NULL,               -- address of the form, which names rows by id
    field        TEXT    NOT NULL,
    typed        TEXT    NOT NULL,
    kept         TEXT    NOT NULL
) STRICT;
