"""What the regulations said and when: clauses parsed from TOML bytes, and the judgements they make."""
