"""Marsad for people and programs: what every door needs stands here, each door in a folder of its own."""
