-- Places of the national list as they were written: code, Khmer names and which list; a later list changes nothing
-- of them (see domain::place::Kept). Old rows keep their words and have no line here.
ALTER TABLE events ADD COLUMN district_km TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN district_en TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN province_km TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN province_en TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN places      TEXT NOT NULL DEFAULT '';  -- the list; empty: the commune was written by hand

CREATE TABLE kept_places (
    family       BLOB    NOT NULL REFERENCES families,
    about        TEXT    NOT NULL CHECK (about IN ('home', 'child', 'person')),
    position     INTEGER NOT NULL,               -- of the child or person, 0 for the home
    code         TEXT    NOT NULL,               -- of the narrowest listed place, with leading zeros
    khmer        TEXT    NOT NULL,               -- names of all levels, the widest first, one a line
    written      TEXT    NOT NULL,               -- as it is shown and printed
    listed       INTEGER NOT NULL,               -- 0: the family's words, in the place that has the code
    version      TEXT    NOT NULL,               -- the list
    PRIMARY KEY (family, about, position)
) STRICT, WITHOUT ROWID;
