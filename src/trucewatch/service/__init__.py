"""The verbs of the centre: one file a verb or a small family, each with permission and entry."""
