"""A fictional Flanders to look around in: organisations, professionals, and people who lived for eighteen months."""
