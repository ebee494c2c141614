"""This room's rows of the access table."""
