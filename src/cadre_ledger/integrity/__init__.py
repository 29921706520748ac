"""How we know that nothing was altered: pure functions over bytes."""
