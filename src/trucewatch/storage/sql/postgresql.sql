CREATE OR REPLACE FUNCTION entry_gapless() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lowest bigint;
    highest bigint;
    number bigint;
BEGIN
    SELECT min(seq), max(seq), count(*) INTO lowest, highest, number FROM added;
    IF highest - lowest + 1 <> number
        OR lowest <> (SELECT coalesce(max(seq) + 1, 0) FROM storage_entry WHERE seq < lowest)
        OR highest <> (SELECT max(seq) FROM storage_entry) THEN
        RAISE EXCEPTION 'entries follow one another without a gap' USING ERRCODE = '23001';
    END IF;
    RETURN NULL;
END $$

CREATE OR REPLACE FUNCTION entry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries are append only' USING ERRCODE = '23001';
END $$

CREATE OR REPLACE FUNCTION payload_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.value IS NULL OR (OLD.value IS NULL AND OLD.erased_by IS NULL))
            AND (NEW.commitment, NEW.seq, NEW.field) = (OLD.commitment, OLD.seq, OLD.field) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a payload can be erased or found again and nothing else' USING ERRCODE = '23001';
END $$

CREATE OR REPLACE TRIGGER entry_gapless AFTER INSERT ON storage_entry
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION entry_gapless()

CREATE OR REPLACE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON storage_entry
    FOR EACH ROW EXECUTE FUNCTION entry_append_only()

CREATE OR REPLACE TRIGGER entry_not_emptied BEFORE TRUNCATE ON storage_entry
    FOR EACH STATEMENT EXECUTE FUNCTION entry_append_only()

CREATE OR REPLACE TRIGGER payload_erase_only BEFORE UPDATE OR DELETE ON storage_payload
    FOR EACH ROW EXECUTE FUNCTION payload_erase_only()

CREATE OR REPLACE TRIGGER payload_not_emptied BEFORE TRUNCATE ON storage_payload
    FOR EACH STATEMENT EXECUTE FUNCTION payload_erase_only()

-- For the role that the programs of the centre use where another one owns the tables.
REVOKE ALL ON storage_entry, storage_payload FROM PUBLIC
