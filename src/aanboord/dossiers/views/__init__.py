"""Pages of this room: each parses, calls an action or a query, and renders."""
