CREATE INDEX incident_words ON storage_incidentrow
USING gin (array_to_tsvector(string_to_array(words, ' ')))
