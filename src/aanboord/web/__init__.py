"""The shell: layout, components, sign-in, search and navigation."""
