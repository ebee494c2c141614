"""Where and who: territories, organisations, offices, professionals and contact points."""
