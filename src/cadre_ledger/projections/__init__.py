"""What follows from the events: pure gathering into dossiers, pure judging, and the read models described as data."""
