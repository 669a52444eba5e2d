"""`marsad verify`: the faults of a ledger, one a line, and what was looked at."""

import typer

from marsad.ledger import Ledger, Proof
from marsad.sources.source import one_line


def print_proof(ledger: Ledger) -> bool:
    """Print every fault; whether there is none."""
    proof = Proof()
    for fault in ledger.verify(proof):
        typer.echo(one_line(str(fault)))
    looked = f"{proof.reports} reports, {proof.readings} readings, {proof.claims} claims, {proof.values} values"
    if proof.faults:
        faults = "1 fault" if proof.faults == 1 else f"{proof.faults} faults"
        typer.echo(f"{ledger.where}: {faults} in {looked}")
        return False
    typer.echo(f"{ledger.where}: {looked}: all are as their reports have them")
    return True
