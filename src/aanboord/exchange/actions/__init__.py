"""The verbs of what comes in."""
