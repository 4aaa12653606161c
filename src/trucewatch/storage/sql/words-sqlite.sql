CREATE VIRTUAL TABLE storage_incidentwords USING fts5(
    words, content='storage_incidentrow', content_rowid='id', detail='none', columnsize=0,
    tokenize='unicode61 remove_diacritics 0', prefix='3'
)

CREATE TRIGGER incident_words_in AFTER INSERT ON storage_incidentrow
BEGIN INSERT INTO storage_incidentwords (rowid, words) VALUES (NEW.id, NEW.words); END

CREATE TRIGGER incident_words_out AFTER DELETE ON storage_incidentrow
BEGIN
    INSERT INTO storage_incidentwords (storage_incidentwords, rowid, words)
    VALUES ('delete', OLD.id, OLD.words);
END

CREATE TRIGGER incident_words_anew AFTER UPDATE OF id, words ON storage_incidentrow
WHEN NEW.words <> OLD.words OR NEW.id <> OLD.id
BEGIN
    INSERT INTO storage_incidentwords (storage_incidentwords, rowid, words)
    VALUES ('delete', OLD.id, OLD.words);
    INSERT INTO storage_incidentwords (rowid, words) VALUES (NEW.id, NEW.words);
END
