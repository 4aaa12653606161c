ALTER TABLE storage_positiondraft ENABLE ROW LEVEL SECURITY

ALTER TABLE storage_positiondraft FORCE ROW LEVEL SECURITY

CREATE POLICY of_the_delegation_alone ON storage_positiondraft
    USING (tw_sees(side)) WITH CHECK (tw_sees(side))

CREATE POLICY copied_by_a_backup ON storage_positiondraft FOR SELECT USING (tw_backup())

ALTER TABLE storage_positioncomment ENABLE ROW LEVEL SECURITY

ALTER TABLE storage_positioncomment FORCE ROW LEVEL SECURITY

CREATE POLICY of_the_delegation_alone ON storage_positioncomment
    USING (tw_sees(side)) WITH CHECK (tw_sees(side))

CREATE POLICY copied_by_a_backup ON storage_positioncomment FOR SELECT USING (tw_backup())
