"""The graph's digest: one number that changes with any entity, source or claim, whatever the order.

The sum of the records' SHA-256 modulo 2**256 (an additive multiset hash, Bellare and Micciancio,
"A new paradigm for collision-free hashing", EUROCRYPT 1997): adding or taking away one record
costs one addition, so both stores keep it up to date with each write. It tells versions of one
graph apart; it is not a signature.
"""

_MODULUS = 1 << 256

EMPTY = "0" * 64


def combine(digest: str, *, added: int = 0, removed: int = 0) -> str:
    """The digest after adding and removing sums of `content_hash`; 64 hexadecimal digits."""
    return f"{(int(digest, 16) + added - removed) % _MODULUS:064x}"
