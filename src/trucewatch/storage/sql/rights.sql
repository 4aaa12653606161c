GRANT SELECT, INSERT ON storage_entry TO {role}

GRANT SELECT, INSERT, UPDATE ON storage_payload TO {role}

GRANT SELECT, INSERT, UPDATE, DELETE ON storage_receipt, storage_head, storage_reading,
    storage_statement, storage_document, storage_incident, storage_agreement, storage_evidence, storage_custodyevent
    TO {role}

GRANT SELECT, INSERT, UPDATE, DELETE ON storage_draft TO {role}

GRANT SELECT ON django_migrations TO {role}
