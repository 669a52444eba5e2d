"""`python -m marsad`: the command line."""

from marsad.serve.cli import main

main()
