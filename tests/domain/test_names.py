"""Names: spellings that mean the same have one normal form, and near ones score high."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain.names import EXACT, keys, normal_form, score

HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
TATWEEL = "\u0640"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآٱؤئىةء"
LATIN = "abcdefghijklmnopqrstuvwxyzABCXYZéüñçÖß"
LETTERS = ARABIC + LATIN + "0123456789٠١٢٣ .-'&"
NAMES = st.text(LETTERS, max_size=20) | st.text(max_size=20)
ARABIC_WORDS = st.text(ARABIC, min_size=1, max_size=10)
MARKED = st.lists(st.tuples(st.sampled_from(ARABIC + LATIN), st.text(HARAKAT + TATWEEL, max_size=2)), max_size=12)
# One letter for each class of letters that are written for one another.
HAMZA_SEATS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه"})


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("Google", "google"),
        ("X.AI", "x ai"),
        ("  Scale   AI, Inc. ", "scale ai inc"),
        ("Société Générale", "societe generale"),
        ("Straße", "strasse"),
        ("الشَّركة", "شركه"),
        ("سكيل إيه آي", "سكيل ايه اي"),
        ('"أوبن إيه آي"', "اوبن ايه اي"),
        ("مـــيـــتـــا", "ميتا"),
        ("مايكروسوفت\u200f (Microsoft)\u200e", "مايكروسوفت microsoft"),
        ("٤٢ Labs", "42 labs"),
        ("Ｇｏｏｇｌｅ", "google"),
        ("東京エレクトロン", "東京エレクトロン"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_a_name_has_a_plain_form(name: str, normal: str) -> None:
    assert normal_form(name) == normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أوبن", "اوبن"),
        ("إنفيديا", "انفيديا"),
        ("آبل", "ابل"),
        ("شركة", "شركه"),
        ("ألفى", "ألفي"),
        ("الإمارات", "إمارات"),
        ("ألماني", "الألماني"),
        ("ألفابت", "الفابت"),
        ("مؤسسة", "موسسه"),
        ("GOOGLE", "google"),
        ("Open-AI", "open ai"),
        ("Goo\u00adgle", "Google"),
        ("غو\u200fغل", "غوغل"),
    ],
)
def test_spellings_that_people_mix_up_are_one(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(("one", "other"), [("غوغل", "جوجل"), ("Google", "Gogle"), ("xAI", "x ai"), ("ميتا", "Meta")])
def test_names_that_only_sound_alike_stay_apart(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@given(NAMES)
def test_a_normal_form_is_its_own_normal_form(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@given(NAMES)
def test_a_normal_form_is_words_with_one_space_between(name: str) -> None:
    assert normal_form(name) == " ".join(normal_form(name).split())


@given(MARKED)
def test_harakat_and_tatweel_carry_no_meaning(marked: list[tuple[str, str]]) -> None:
    bare = "".join(letter for letter, _ in marked)
    assert normal_form("".join(letter + marks for letter, marks in marked)) == normal_form(bare)


@given(st.text(LETTERS, max_size=20))
def test_the_seats_of_hamza_and_the_forms_of_taa_and_yaa_carry_no_meaning(name: str) -> None:
    assert normal_form(name.translate(HAMZA_SEATS)) == normal_form(name)


@given(st.text(LETTERS, max_size=20))
def test_case_carries_no_meaning(name: str) -> None:
    assert normal_form(name.upper()) == normal_form(name.lower()) == normal_form(name)


@given(ARABIC_WORDS.filter(lambda word: len(normal_form(word)) >= 3))
def test_the_article_carries_no_meaning(word: str) -> None:
    assert normal_form("ال" + word) == normal_form(word)


@given(st.lists(NAMES, max_size=4))
def test_punctuation_and_spaces_between_words_carry_no_meaning(words: list[str]) -> None:
    assert normal_form(" - ".join(words)) == normal_form("، ".join(words))


# Index keys


@given(NAMES)
def test_keys_are_ascii_words_that_no_tokenizer_takes_apart(name: str) -> None:
    assert all(re.fullmatch(r"k[0-9a-f]+(z[0-9a-f]+){2}", key, re.ASCII) for key in keys(normal_form(name)))


@given(NAMES)
def test_keys_are_sorted_and_each_stands_once(name: str) -> None:
    found = keys(normal_form(name))
    assert found == sorted(set(found))


@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=8), max_size=4).flatmap(
        lambda words: st.tuples(st.just(words), st.permutations(words))
    )
)
def test_the_order_of_words_does_not_change_the_keys(drawn: tuple[list[str], list[str]]) -> None:
    words, shuffled = drawn
    assert keys(normal_form(" ".join(words))) == keys(normal_form(" ".join(shuffled)))


@given(NAMES.filter(normal_form))
def test_every_name_with_a_letter_has_a_key(name: str) -> None:
    assert keys(normal_form(name))


@pytest.mark.parametrize(
    ("typo", "name"),
    [("Gooogle", "Google"), ("Microsft", "Microsoft"), ("غوغول", "غوغل"), ("Antropic", "Anthropic")],
)
def test_a_typo_shares_a_key_with_what_was_meant(typo: str, name: str) -> None:
    assert set(keys(normal_form(typo))) & set(keys(normal_form(name)))


# Scores


@pytest.mark.parametrize(
    ("typo", "name"),
    [
        ("Gooogle", "Google"),
        ("googel", "Google"),
        ("Microsft", "Microsoft"),
        ("Antropic", "Anthropic"),
        ("Opn AI", "Open AI"),
        ("غوغول", "غوغل"),
        ("مايكروسفت", "مايكروسوفت"),
        ("Scale", "Scale AI"),
    ],
)
def test_a_typo_or_a_beginning_scores_above_80(typo: str, name: str) -> None:
    assert 80 < score(normal_form(typo), [normal_form(name)]) < EXACT


@pytest.mark.parametrize(("asked", "name"), [("غوغل", "جوجل"), ("Meta", "Google"), ("Nvidia", "Anthropic")])
def test_another_name_scores_low(asked: str, name: str) -> None:
    assert score(normal_form(asked), [normal_form(name)]) < 60


def test_the_best_of_an_entitys_names_counts() -> None:
    assert score("google", ["meta", "google", "googl"]) == EXACT
    assert score("gogle", ["meta", "google"]) == score("gogle", ["google"])


def test_without_a_name_there_is_nothing_to_score() -> None:
    assert score("google", []) == 0


def test_a_single_letter_keeps_the_longest_names_apart() -> None:
    assert score("a" * 3000, ["a" * 2999 + "b"]) < EXACT


@given(NAMES, st.lists(NAMES, min_size=1, max_size=3))
def test_only_an_equal_normal_form_scores_100(asked: str, names: list[str]) -> None:
    normals = [normal_form(name) for name in names]
    found = score(normal_form(asked), normals)
    assert 0 <= found <= EXACT
    assert (found == EXACT) == (normal_form(asked) in normals)
