"""What can happen: one module a subject, each with its events, state, evolve, commands, boundary and decide."""
