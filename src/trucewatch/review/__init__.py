"""The joint review as state machines: what is lawful when, without database and clock."""
