"""How fast the platform is: a region of fictional people, a real server, and figures with their bars."""
