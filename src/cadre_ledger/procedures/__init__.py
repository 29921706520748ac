"""Work that needs several rooms, one module each, used by both faces."""
