"""Pages and the API of the centre; they speak, the verbs of `service` decide and record."""
