"""The graph's digest: one number that changes with any record, and doesn't depend on their order.

It is the sum of the records' SHA-256 modulo 2**256. (Source: an additive multiset hash; Bellare and Micciancio,
"A new paradigm for collision-free hashing", EUROCRYPT 1997.) To add or remove a record costs one addition, so both
stores update it with each write. It tells versions of one graph apart. It is not a signature.
"""

_MODULUS = 1 << 256

EMPTY = "0" * 64


def combine(digest: str, *, added: int = 0, removed: int = 0) -> str:
    """The digest after adding and removing sums of `content_hash`; 64 hexadecimal digits."""
    return f"{(int(digest, 16) + added - removed) % _MODULUS:064x}"
