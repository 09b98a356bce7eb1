-- What the focal's room holds: boxes sealed to the event's focal key. Whom a box is about, who wrote it, when and what
-- stand inside, so that the key of this file tells nobody that there is anything about a child.
CREATE TABLE sealed_room (
    number       INTEGER PRIMARY KEY,            -- order of writing
    event        BLOB    NOT NULL REFERENCES events,
    box          BLOB    NOT NULL
) STRICT;
CREATE INDEX sealed_room_by_event ON sealed_room (event, number);

-- Somebody asked for the team lead: for a jammed printer, a quarrel, anything. It says nothing else.
CREATE TABLE calls (
    number       INTEGER PRIMARY KEY,
    event        BLOB    NOT NULL REFERENCES events,
    desk         INTEGER,                        -- none: not from a desk
    at           INTEGER NOT NULL,
    answered_at  INTEGER
) STRICT;
