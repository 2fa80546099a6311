"""What mypy says of a small program, beside what the program itself says that it must be told."""

import re
from pathlib import Path

import mypy.api


def errors_in(program: str, folder: Path, *, config: Path, cache: Path) -> dict[int, str]:
    """The errors of a program that is written into the folder, by line: of several in one line the last."""
    file = folder / "program.py"
    file.write_text(program, encoding="utf-8")
    options = [f"--config-file={config}", f"--cache-dir={cache}", "--hide-error-context", "--no-pretty"]
    out, problem, _ = mypy.api.run([*options, str(file)])
    assert problem == ""
    # Of a text that it has read before, the cache gives the errors with the folder of that time.
    said = re.findall(rf"^.*/{file.name}:(\d+): error: (.*)$", out, re.MULTILINE)
    return {int(line): error for line, error in said}


def assert_errors_are_those_named(program: str, errors: dict[int, str]) -> None:
    """Each line with the comment `# error: PATTERN` has an error that the pattern matches; no other line has one."""
    expected = {
        at: line.partition("# error: ")[2] for at, line in enumerate(program.splitlines(), 1) if "# error: " in line
    }
    assert errors.keys() == expected.keys(), errors
    for at, pattern in expected.items():
        assert re.match(pattern, errors[at]), (pattern, errors[at])
