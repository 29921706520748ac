"""The screens: not built yet; the room is kept for them."""
