"""The API: a ledger served to browsers and programs under /api/v1.

access ──> parameters ──> answering / presenting ──> shapes
(who asks) (what for)     (the board, the ledger)    (JSON)
"""
