"""What people read: messages by code, terms and dates in Vietnamese and English."""
