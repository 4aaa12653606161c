"""Who works at the centre: an app of its own, because Django's tables of sign-in point to it."""
