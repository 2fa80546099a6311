"""What must not be in the repository."""

import re

from tests.repository.files import repository_files

# The brackets keep this file from naming them itself.
REGISTRY = re.compile(rb"pypi[.]org|python[h]osted|registry[.]npmjs|crates[.]io|repo1?[.]maven|deb[.]debian")
MACHINE_PATH = re.compile(rb"(?<![\w.:/~-])/(?:work|root|home|Users)/[\w.]")  # not the end of a web address


def test_no_file_names_a_package_registry() -> None:
    assert [file.name for file in repository_files() if REGISTRY.search(file.read_bytes())] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [file.name for file in repository_files() if MACHINE_PATH.search(file.read_bytes())] == []
