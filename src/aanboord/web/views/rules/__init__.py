"""The rulebook as pages: every measure, one measure with its question, two side by side, and the guide. All public."""
