"""The small frozen things everyone speaks in. Nothing here touches a file, a clock, a network or chance."""
