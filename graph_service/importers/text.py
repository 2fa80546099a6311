"""Text that isn't in UTF-8, told so that it can be found."""


def not_utf8(error: UnicodeDecodeError, in_line: int) -> str:
    """What is wrong with the byte that begins `in_line` bytes into its line."""
    byte = f"byte {in_line + 1} of the line (0x{error.object[error.start]:02X})"
    return f"{byte} is not UTF-8: {error.reason}; is the file in another encoding?"
