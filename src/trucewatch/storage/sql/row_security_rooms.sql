ALTER TABLE storage_sidemessage ENABLE ROW LEVEL SECURITY

ALTER TABLE storage_sidemessage FORCE ROW LEVEL SECURITY

CREATE POLICY of_the_delegation_alone ON storage_sidemessage
    USING (tw_sees(side)) WITH CHECK (tw_sees(side))

CREATE POLICY copied_by_a_backup ON storage_sidemessage FOR SELECT USING (tw_backup())
