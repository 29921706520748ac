"""Where events rest and how they get there. The only room that imports `eventsourcing`."""
