"""Marsad for people and programs: the command line, and how readings are shown and written."""
