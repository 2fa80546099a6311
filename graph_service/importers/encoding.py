"""Describes bytes that aren't UTF-8, so that they can be found."""


def describe_bad_byte(error: UnicodeDecodeError, offset: int) -> str:
    """What is wrong with the byte at this offset in its line."""
    byte = f"byte {offset + 1} of the line (0x{error.object[error.start]:02X})"
    return f"{byte} is not UTF-8: {error.reason}; is the file in another encoding?"
