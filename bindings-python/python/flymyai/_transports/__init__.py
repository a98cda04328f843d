"""Calls whose requests or pauses go through Python code, such as test doubles."""
