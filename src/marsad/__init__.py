"""Marsad reads Arabic reports of armed conflict into sourced records."""

__version__ = "0.1.0"
