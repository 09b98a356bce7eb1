-- How far a file of the room reaches. The room counts as handed over only while nothing was sealed, filed or corrected
-- here after its file was made. Files of before reach nowhere: whatever was sealed is not known to be in them.
ALTER TABLE hand_overs ADD COLUMN sealed_until INTEGER NOT NULL DEFAULT 0;  -- the room's last box before it was read
ALTER TABLE hand_overs ADD COLUMN entry_until  INTEGER NOT NULL DEFAULT 0;  -- the journal's last entry before it was read

-- What the clock put before every event belongs to the first: what has no event would never be wiped.
UPDATE as_typed SET event = (SELECT e.id FROM events e WHERE e.taken_in IS NULL ORDER BY e.rowid LIMIT 1)
WHERE event IS NULL;

-- Words are kept with their usual spellings now: what is empty is written anew when the kit opens.
UPDATE finding_rows SET words = '';
