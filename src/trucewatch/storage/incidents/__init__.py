"""Finding incidents: one query, read by the list, the map, the timeline and the counts alike."""
