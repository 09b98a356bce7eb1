-- Orders that do not hang on the laptop's clock.

-- Who was seen last: grows with each time somebody is seen, whatever the clock says.
ALTER TABLE sessions ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;

-- Who signed in on which device lately, so that the next of them is found among few names; one row for each pair.
CREATE TABLE signed_in (
    turn         INTEGER PRIMARY KEY AUTOINCREMENT,
    device       BLOB    REFERENCES devices,     -- NULL: at the laptop itself
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    desk         INTEGER                         -- the desk they handed over to whoever comes next, until somebody came
) STRICT;

-- In which event something was typed; of rows from before it is told by the time they were written.
ALTER TABLE as_typed ADD COLUMN event BLOB REFERENCES events;
UPDATE as_typed SET event = (
    SELECT e.id FROM events e WHERE e.taken_in IS NULL AND e.opened_at <= as_typed.at
    ORDER BY e.opened_at DESC, e.rowid DESC LIMIT 1);
