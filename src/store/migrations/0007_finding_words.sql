-- The words a child is ranked by, ready to be compared: see store::finding::rank. Made from the rows like the index
-- itself; rows without them are indexed anew when the file is opened.
ALTER TABLE finding_rows ADD COLUMN words TEXT NOT NULL DEFAULT '';
