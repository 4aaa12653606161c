GRANT SELECT, INSERT ON storage_entry TO {role}

GRANT SELECT, INSERT, UPDATE ON storage_payload TO {role}

GRANT SELECT, INSERT, UPDATE, DELETE ON storage_receipt, storage_head, storage_reading,
    storage_statement, storage_document, storage_incident, storage_incidentrow, storage_agreement,
    storage_evidence, storage_custodyevent
    TO {role}

GRANT SELECT ON django_migrations, django_content_type TO {role}

GRANT SELECT, INSERT, UPDATE, DELETE ON storage_delegationnote, storage_claim, storage_follow,
    storage_notice, storage_presence, storage_savedview, storage_visit, django_session TO {role}

GRANT SELECT, INSERT, UPDATE, DELETE ON people_account, people_passkey, people_codeapp,
    people_invitation, people_sitting, people_bucket TO {role}

GRANT SELECT, INSERT ON people_doorevent TO {role}

GRANT SELECT, INSERT, UPDATE, DELETE ON storage_draft, storage_feedstate, storage_apitoken,
    storage_usedkey TO {role}

GRANT SELECT, INSERT, UPDATE, DELETE ON storage_positiondraft, storage_positioncomment TO {role}

GRANT SELECT, INSERT, UPDATE, DELETE ON storage_outgoing, storage_toldupto TO {role}

GRANT USAGE ON SEQUENCE storage_toldupto_id_seq TO {role}

GRANT SELECT, INSERT ON storage_sidemessage TO {role}

GRANT SELECT, INSERT, UPDATE ON storage_pointing TO {role}
