"""The centre for programs: the same record and the same verbs as on the pages."""
