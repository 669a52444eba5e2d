"""The version of this package and of its reader."""

VERSION = "0.1.0"
