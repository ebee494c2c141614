"""What comes in and goes out: importers of other organisations' files."""
