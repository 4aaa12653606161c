"""The nouns of ceasefire monitoring: frozen values that refuse what cannot be true."""
