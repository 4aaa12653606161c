"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

from statistics import median

from repo import source_tree as tree

LARGEST_FILE, MEDIAN_FILE = 400, 120
VERIFIER, LARGEST_VERIFIER = tree.PACKAGE / "ledger" / "tw_verify.py", 600
LARGEST_FUNCTION, MEDIAN_FUNCTION = 50, 10
MOST_POSITIONAL = 4
LARGEST_TEST, LARGEST_PAGE = 600, 500


def test_no_source_file_is_too_long() -> None:
    """A file of more than 400 lines is two files; the verifier has to be one."""
    files = [path for path in tree.sources() if path != VERIFIER]
    assert [tree.short(path) for path in files if tree.lines(path) > LARGEST_FILE] == []


def test_the_verifier_is_read_in_one_sitting() -> None:
    """Under 600 lines as a reader counts them, comments and empty lines included."""
    assert tree.lines(VERIFIER) < LARGEST_VERIFIER


def test_half_of_the_source_files_are_short() -> None:
    """The median file has at most 120 lines; a folder's line of introduction is no file."""
    sizes = [tree.lines(path) for path in tree.sources() if tree.lines(path) > 1]
    assert median(sizes) <= MEDIAN_FILE


def test_no_function_is_too_long() -> None:
    """A function of more than 50 lines, docstring aside, is two functions."""
    long = [
        f"{tree.short(path)}:{function.lineno} {function.name}"
        for path in tree.sources()
        for function in tree.functions(path)
        if tree.body_lines(function) > LARGEST_FUNCTION
    ]
    assert long == []


def test_half_of_the_functions_are_short() -> None:
    """The median function has at most 10 lines."""
    sizes = [tree.body_lines(f) for path in tree.sources() for f in tree.functions(path)]
    assert median(sizes) <= MEDIAN_FUNCTION


def test_few_parameters_go_by_position() -> None:
    """More than four positional parameters cannot be told apart where they are given."""
    many = [
        f"{tree.short(path)}:{function.lineno} {function.name}"
        for path in tree.sources()
        for function in tree.functions(path)
        if tree.positional(function) > MOST_POSITIONAL
    ]
    assert many == []


def test_tests_and_pages_stay_readable() -> None:
    """Test files have at most 600 lines, pages of documentation at most 500."""
    tests = [p for p in tree.files() if p.suffix == ".py" and "tests" in p.parts]
    pages = [p for p in tree.files() if p.suffix == ".md"]
    long = [tree.short(p) for p in tests if tree.lines(p) > LARGEST_TEST]
    long += [tree.short(p) for p in pages if tree.lines(p) > LARGEST_PAGE]
    assert long == []
