"""A click on "allow" adds one entry to a policy file, and changes nothing else in it."""

import pytest

from nbguard.errors import PolicyError
from nbguard.policy import Policy, allow_value

VALUE = "help@acme.com"

LAYOUTS = {
    "no list yet": (
        '# ours\nmode = "warn"\n',
        '# ours\nmode = "warn"\nallow = ["help@acme.com"]\n',
    ),
    "a table follows": (
        'mode = "warn"\n\n[operators]\nPERSON = "mask"  # short\n',
        'mode = "warn"\nallow = ["help@acme.com"]\n\n[operators]\nPERSON = "mask"  # short\n',
    ),
    "an empty list": ("allow = []\n", 'allow = ["help@acme.com"]\n'),
    "one line": ("allow = [ 'a' ] # desk\n", "allow = [ 'a', \"help@acme.com\" ] # desk\n"),
    "many lines": (
        'allow = [\n    "a",  # the desk\n    # more\n    "b",\n]\n',
        'allow = [\n    "a",  # the desk\n    # more\n    "b",\n    "help@acme.com",\n]\n',
    ),
    "line ends of Windows": (
        'allow = ["a"]\r\nmode = "warn"\r\n',
        'allow = ["a", "help@acme.com"]\r\nmode = "warn"\r\n',
    ),
    "there already": ('allow = ["help@acme.com"]\n', 'allow = ["help@acme.com"]\n'),
}


@pytest.mark.parametrize(("before", "after"), LAYOUTS.values(), ids=LAYOUTS)
def test_the_layout_stays(tmp_path, before, after):
    path = tmp_path / "nbguard.toml"
    path.write_bytes(before.encode())
    assert allow_value(str(path), VALUE) == path
    assert path.read_bytes().decode() == after
    assert Policy.load(path).allows(VALUE)


@pytest.mark.parametrize(
    "before",
    [
        "",
        '[project]\nname = "x"\n',
        '[tool.ruff]\nline-length = 9\n\n[tool.nbguard.operators]\nPERSON = "mask"\n',
    ],
    ids=["empty", "no tools", "only a table below ours"],
)
def test_a_pyproject_keeps_its_other_tables(tmp_path, before):
    path = tmp_path / "pyproject.toml"
    path.write_text(before)
    allow_value(path, VALUE)
    assert Policy.load(path).allows(VALUE)
    assert all(line in path.read_text() for line in before.splitlines())


def test_a_folder_gets_a_file(tmp_path):
    assert allow_value(tmp_path, VALUE) == tmp_path / "nbguard.toml"
    assert Policy.find(tmp_path).allows(VALUE)


@pytest.mark.parametrize("value", ['a "b" \\ c', "re:.*", "two\nlines", "naïve@acme.com"])
def test_the_value_is_meant_literally(tmp_path, value):
    path = allow_value(tmp_path, value)
    assert Policy.load(path).allows(value)
    assert not Policy.load(path).allows("anything")


@pytest.mark.parametrize("broken", ["allow = [", 'allow = "a"', "allow = 1"])
def test_a_broken_file_stays_as_it_is(tmp_path, broken):
    path = tmp_path / "nbguard.toml"
    path.write_text(broken)
    with pytest.raises(PolicyError) as caught:
        allow_value(path, VALUE)
    assert VALUE not in str(caught.value)
    assert path.read_text() == broken
