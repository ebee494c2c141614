"""How long: clocks that start, pause, are met or missed."""
