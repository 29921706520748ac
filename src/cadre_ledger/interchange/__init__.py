"""Files in and out: rows with their places, all findings at once."""
