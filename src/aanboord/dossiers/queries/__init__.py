"""Reads on dossiers."""
