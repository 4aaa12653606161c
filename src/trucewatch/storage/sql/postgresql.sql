CREATE FUNCTION entry_gapless() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM storage_entry) THEN
        RAISE EXCEPTION 'entries follow one another without a gap' USING ERRCODE = '23001';
    END IF;
    RETURN NEW;
END $$

CREATE FUNCTION entry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries are append only' USING ERRCODE = '23001';
END $$

CREATE FUNCTION payload_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.value IS NULL OR (OLD.value IS NULL AND OLD.erased_by IS NULL))
            AND (NEW.commitment, NEW.seq, NEW.field) = (OLD.commitment, OLD.seq, OLD.field) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a payload can be erased or found again and nothing else' USING ERRCODE = '23001';
END $$

CREATE TRIGGER entry_gapless BEFORE INSERT ON storage_entry
    FOR EACH ROW EXECUTE FUNCTION entry_gapless()

CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON storage_entry
    FOR EACH ROW EXECUTE FUNCTION entry_append_only()

CREATE TRIGGER entry_not_emptied BEFORE TRUNCATE ON storage_entry
    FOR EACH STATEMENT EXECUTE FUNCTION entry_append_only()

CREATE TRIGGER payload_erase_only BEFORE UPDATE OR DELETE ON storage_payload
    FOR EACH ROW EXECUTE FUNCTION payload_erase_only()

CREATE TRIGGER payload_not_emptied BEFORE TRUNCATE ON storage_payload
    FOR EACH STATEMENT EXECUTE FUNCTION payload_erase_only()

-- For the role that the programs of the centre use where another one owns the tables.
REVOKE ALL ON storage_entry, storage_payload FROM PUBLIC
