"""OnRecord: reports about a conflict, turned into a record that can be checked."""
