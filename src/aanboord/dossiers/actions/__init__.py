"""The verbs of the work with the citizen, one file per chapter of it."""
