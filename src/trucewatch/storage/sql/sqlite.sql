CREATE TRIGGER IF NOT EXISTS entry_gapless BEFORE INSERT ON storage_entry
WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM storage_entry)
BEGIN SELECT RAISE(ABORT, 'entries follow one another without a gap'); END

CREATE TRIGGER IF NOT EXISTS entry_no_update BEFORE UPDATE ON storage_entry
BEGIN SELECT RAISE(ABORT, 'entries are append only'); END

CREATE TRIGGER IF NOT EXISTS entry_no_delete BEFORE DELETE ON storage_entry
BEGIN SELECT RAISE(ABORT, 'entries are append only'); END

CREATE TRIGGER IF NOT EXISTS payload_no_update BEFORE UPDATE ON storage_payload
WHEN NOT ((NEW.value IS NULL OR (OLD.value IS NULL AND OLD.erased_by IS NULL))
    AND NEW.commitment IS OLD.commitment AND NEW.seq IS OLD.seq
    AND NEW.field IS OLD.field)
BEGIN SELECT RAISE(ABORT, 'a payload can be erased or found again and nothing else'); END

CREATE TRIGGER IF NOT EXISTS payload_no_delete BEFORE DELETE ON storage_payload
BEGIN SELECT RAISE(ABORT, 'a payload can be erased or found again and nothing else'); END

-- INSERT OR REPLACE of a program that did not ask for recursive triggers deletes without a trigger.
CREATE TRIGGER IF NOT EXISTS payload_no_replace BEFORE INSERT ON storage_payload
WHEN EXISTS (SELECT 1 FROM storage_payload WHERE seq = NEW.seq AND field = NEW.field)
BEGIN SELECT RAISE(ABORT, 'a payload can be erased or found again and nothing else'); END
