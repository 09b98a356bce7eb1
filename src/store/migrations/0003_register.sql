-- The register copy, and papers that were numbered before anybody wrote on them.

-- Papers printed beforehand, one row a printing: what stood on them then, so that the same papers can be printed again.
CREATE TABLE paper_runs (
    id           BLOB    PRIMARY KEY,            -- drawn by the page that asked, so that asking twice prints once
    event        BLOB    NOT NULL REFERENCES events,
    kind         TEXT    NOT NULL CHECK (kind IN ('receipts', 'forms')),
    first        INTEGER NOT NULL,
    last         INTEGER NOT NULL,
    record       TEXT    NOT NULL,               -- JSON
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX paper_runs_by_event ON paper_runs (event, kind, at);

-- A receipt with a run was printed blank. By hand: what it says was written by a person, not by the kit.
ALTER TABLE receipts ADD COLUMN run BLOB REFERENCES paper_runs;
ALTER TABLE receipts ADD COLUMN spoilt_at INTEGER;
ALTER TABLE receipts ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;

-- Blank application forms. The number is a ticket's, reserved when the form was printed.
ALTER TABLE events ADD COLUMN next_form INTEGER NOT NULL DEFAULT 9001;
CREATE TABLE paper_forms (
    event        BLOB    NOT NULL REFERENCES events,
    number       INTEGER NOT NULL CHECK (number BETWEEN 9001 AND 9999),
    run          BLOB    REFERENCES paper_runs,  -- none: printed after the backup this kit was restored from
    printed_at   INTEGER NOT NULL,
    staff        BLOB    NOT NULL REFERENCES staff,
    draft        BLOB    UNIQUE REFERENCES drafts,     -- somebody is typing it, or has typed it
    came_after   INTEGER,                        -- the last ticket of a phone before it was handed in, 0 before all
    family       BLOB    UNIQUE REFERENCES families,
    typed_at     INTEGER,
    spoilt_at    INTEGER,
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

-- Room between two arrivals for the forms that were handed in on paper between them.
UPDATE tickets SET arrival = arrival * 10000;
UPDATE families SET arrival = arrival * 10000;

-- What was copied by hand into the register book, as it stood then; undone ones are kept.
CREATE TABLE register_copies (
    id           INTEGER PRIMARY KEY,
    child        BLOB    NOT NULL REFERENCES children,
    record       TEXT    NOT NULL,               -- JSON: what was copied, so that a later correction shows
    family_version INTEGER NOT NULL,
    child_version INTEGER NOT NULL,
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    undone_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX one_copy_a_child ON register_copies (child) WHERE undone_at IS NULL;
