-- What spoke for and against two children when an officer answered, as codes with a blank between two: where that has
-- changed since, the answer was given about something else and the question is asked again. Empty: an older answer,
-- which stands.
ALTER TABLE pair_answers ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
