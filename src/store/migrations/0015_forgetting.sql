-- What was handed over, and what was wiped since: acts with date, counts and room for a signature, no names.

-- Somebody who took the data over said so. Nothing of that kind is wiped before.
CREATE TABLE handed_over (
    event        BLOB    NOT NULL REFERENCES events,
    what         TEXT    NOT NULL CHECK (what IN ('registration', 'safeguarding')),
    proof        TEXT    NOT NULL,               -- paper: said by hand; else the acknowledgement's digest
    staff        BLOB,
    at           INTEGER NOT NULL,
    PRIMARY KEY (event, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE wipes (
    id           BLOB    PRIMARY KEY,
    event        BLOB    NOT NULL REFERENCES events,
    kinds        TEXT    NOT NULL,               -- codes, separated by spaces
    counts       TEXT    NOT NULL,               -- what went and what stayed, JSON of codes and numbers
    report       TEXT    NOT NULL,               -- figures of the event as they were before, JSON
    backups      TEXT    NOT NULL DEFAULT '',    -- what became of the backups, JSON; empty: the wipe was interrupted
    staff        BLOB,
    at           INTEGER NOT NULL
) STRICT;

-- A number whose child was forgotten is never given to another; what became of the certificate is all that is left.
ALTER TABLE receipts ADD COLUMN forgotten_at INTEGER;
ALTER TABLE receipts ADD COLUMN forgotten_as TEXT NOT NULL DEFAULT '';  -- code of the case's last state

-- Of a family's rows only what handing over a certificate needs is left, since this moment.
ALTER TABLE families ADD COLUMN reduced_at INTEGER;
