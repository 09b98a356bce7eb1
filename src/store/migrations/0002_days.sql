-- Opening and closing: what was counted, who sat where, what was said to families.
-- A day holds everything since the day before was closed. The marks say up to which row of each table that is, so
-- that a laptop whose clock went wrong in the night still counts right.
ALTER TABLE event_days ADD COLUMN number     INTEGER NOT NULL DEFAULT 1;    -- 1 for the first day of the event
ALTER TABLE event_days ADD COLUMN clock_said TEXT    NOT NULL DEFAULT '';   -- the laptop's date when a person confirmed the day
ALTER TABLE event_days ADD COLUMN stock      TEXT    NOT NULL DEFAULT '{}'; -- forms and books counted at opening, JSON
ALTER TABLE event_days ADD COLUMN desks      TEXT    NOT NULL DEFAULT '[]'; -- who sits at which desk, JSON
ALTER TABLE event_days ADD COLUMN closed_by  BLOB;
ALTER TABLE event_days ADD COLUMN closing    TEXT;                          -- what was counted and explained at closing, JSON
ALTER TABLE event_days ADD COLUMN figures    TEXT;                          -- as they were at closing, JSON; a reprint is made from these
ALTER TABLE event_days ADD COLUMN marks      TEXT;                          -- the last row of each table at closing, JSON
ALTER TABLE event_days ADD COLUMN head       TEXT;                          -- number and hash of the journal's last entry at closing
CREATE UNIQUE INDEX one_open_day ON event_days (event) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX event_days_by_number ON event_days (event, number);

ALTER TABLE events ADD COLUMN closed_by BLOB;
ALTER TABLE events ADD COLUMN closing   TEXT;   -- figures of the whole event when it was closed, JSON

-- Why a birth certificate matters, told to a group: how many listened, never who.
CREATE TABLE talks (
    id           INTEGER PRIMARY KEY,
    event        BLOB    NOT NULL REFERENCES events,
    held_at      TEXT    NOT NULL,               -- HH:MM as a person wrote it
    topic        TEXT    NOT NULL,
    women        INTEGER NOT NULL,
    men          INTEGER NOT NULL,
    staff        BLOB    NOT NULL REFERENCES staff,
    noted_at     INTEGER NOT NULL,
    version      INTEGER NOT NULL DEFAULT 1,
    removed      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX talks_by_event ON talks (event, id);
