"""Many incidents against many agreements at once, with the answers of the one-by-one engine."""
