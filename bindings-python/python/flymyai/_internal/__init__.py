"""Private modules for both APIs."""
