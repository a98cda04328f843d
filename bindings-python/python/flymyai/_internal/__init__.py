"""Private modules that both halves of the package use."""
