"""What happened: events, access rows, feeds and notifications."""
