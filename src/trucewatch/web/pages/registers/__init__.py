"""Pages of the registers: parties, agreements, places, sources, coverage."""
