"""How far long work is, where there is no terminal."""

from graph_service.cli.progress import ProgressLines


def test_a_line_tells_how_many_are_done_at_which_rate_and_how_long_the_rest_will_take() -> None:
    seconds = iter([0.0, 1.0, 5.0, 11.0, 12.0, 21.0])
    said: list[str] = []
    told = ProgressLines(said.append, lambda: next(seconds))
    for done in (1000, 5000, 11_000, 12_000, 21_000):
        told("claims", done, 500_000)
    assert said == [
        "claims: 11,000 of 500,000, 1,000/s, 489 s left",
        "claims: 21,000 of 500,000, 1,000/s, 479 s left",
    ]


def test_the_rate_is_of_what_is_being_done_now() -> None:
    seconds = iter([0.0, 1.0, 11.0, 12.0, 22.0])
    said: list[str] = []
    told = ProgressLines(said.append, lambda: next(seconds))
    for what, done in (("entities", 500), ("entities", 1500), ("claims", 100), ("claims", 2100)):
        told(what, done, 4100)
    assert said == ["entities: 1,500 of 4,100, 100/s, 26 s left", "claims: 2,100 of 4,100, 200/s, 10 s left"]


def test_short_work_says_nothing() -> None:
    said: list[str] = []
    told = ProgressLines(said.append, lambda: 0.0)
    told("claims", 17, 17)
    assert said == []
