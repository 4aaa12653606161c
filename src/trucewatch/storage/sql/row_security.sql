-- Whether the transaction may see what belongs to an audience; where nothing is set, nothing.
CREATE FUNCTION tw_sees(audience text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(audience = ANY (string_to_array(
        nullif(current_setting('trucewatch.audiences', true), ''), ',')), false)
$$

-- The recorder and the worker see the whole record; a backup also what never enters it.
CREATE FUNCTION tw_whole() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('trucewatch.audiences', true) IN ('all', 'backup'), false)
$$

CREATE FUNCTION tw_backup() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('trucewatch.audiences', true) = 'backup', false)
$$

ALTER TABLE storage_document ENABLE ROW LEVEL SECURITY

ALTER TABLE storage_document FORCE ROW LEVEL SECURITY

CREATE POLICY whole_record ON storage_document USING (tw_whole()) WITH CHECK (tw_whole())

CREATE POLICY seen_by_its_audience ON storage_document FOR SELECT USING (tw_sees(audience))

ALTER TABLE storage_head ENABLE ROW LEVEL SECURITY

ALTER TABLE storage_head FORCE ROW LEVEL SECURITY

CREATE POLICY whole_record ON storage_head USING (tw_whole()) WITH CHECK (tw_whole())

-- Kinds with a table of their own are shared by all who work here; of the others a version shows.
CREATE POLICY seen_with_its_document ON storage_head FOR SELECT USING (
    (kind IN ('reading', 'statement', 'incident', 'agreement', 'evidence') AND tw_sees('shared'))
    OR EXISTS (SELECT 1 FROM storage_document AS shown WHERE shown.subject = storage_head.subject)
)

ALTER TABLE storage_payload ENABLE ROW LEVEL SECURITY

ALTER TABLE storage_payload FORCE ROW LEVEL SECURITY

-- Payloads hold what every audience's documents say; pages never read them.
CREATE POLICY whole_record ON storage_payload USING (tw_whole()) WITH CHECK (tw_whole())

ALTER TABLE storage_delegationnote ENABLE ROW LEVEL SECURITY

ALTER TABLE storage_delegationnote FORCE ROW LEVEL SECURITY

CREATE POLICY of_the_delegation_alone ON storage_delegationnote
    USING (tw_sees(side)) WITH CHECK (tw_sees(side))

CREATE POLICY copied_by_a_backup ON storage_delegationnote FOR SELECT USING (tw_backup())
