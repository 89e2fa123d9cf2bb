"""What a graph holds, as plain immutable values; names, search, coverage."""
