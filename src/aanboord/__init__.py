"""Aan Boord: the open platform on which a region carries out its activation policy together."""
