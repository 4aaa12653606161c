"""Steps from one shape of the tables to the next; entries and payloads only ever gain columns."""
