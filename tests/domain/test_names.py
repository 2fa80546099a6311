"""Names: spellings that mean the same have one normal form, and near ones score high."""

import re
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph_service.domain.legal_forms import plain_name
from graph_service.domain.names import (
    EXACT_SCORE,
    LONGEST_NAME,
    NEAR_NAME_SCORE,
    NO_FORM_SCORE,
    OTHER_FORM_SCORE,
    SAME_FORM_SCORE,
    SAME_NAME_SCORE,
    index_keys,
    lookup_keys,
    match_score,
    normal_form,
)

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
        ("Łódź Đức Ærø Œuvre Þór", "lodz duc aero oeuvre thor"),
        ("Işık BİLİŞİM", "isik bilisim"),
        ("Ὀδύσσεια", "οδυσσεια"),
        ("שָׁלוֹם", "שלום"),
        ("Росси́я, Королёв", "россия королев"),
        ("ﾊﾟﾝﾀﾞ", "パンダ"),
        ("Nvidia™ Inc®", "nvidia inc"),
        ("C++", "c++"),
        ("C# / F♯", "c# f#"),
        ("A+B, #1 + 2", "a b 1 2"),
        ("Disney+", "disney+"),
        ("Hawaiʻi", "hawai i"),
        ("Goo\u3164gle", "google"),
        ("nul\0within", "nul within"),
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
        ("ışık", "Işık"),
        ("IŞIK", "ışık"),
        ("Ørsted", "orsted"),
        ("ПАО Йота", "пао и\u0306ота"),
        ("ハ\u309aンダ", "パンダ"),
    ],
)
def test_spellings_that_people_mix_up_are_one(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("パンダ工業", "ハンダ工業"),
        ("バンダイ", "ハンタイ"),
        ("रोम ऊर्जा", "राम ऊर्जा"),
        ("বেল শক্তি", "বিল শক্তি"),
        ("กัน เทค", "กิน เทค"),
        ("ខ្មែរ", "ខមរ"),
        ("မြန်မာ", "မနမ"),
        ("Бой", "Бои"),
        ("їжа", "іжа"),
        ("C", "C++"),
        ("C++", "C#"),
        ("Disney", "Disney+"),
    ],
)
def test_what_makes_another_letter_makes_another_name(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)
    assert match_score(normal_form(one), [normal_form(other)]) < SAME_NAME_SCORE


@pytest.mark.parametrize(("one", "other"), [("غوغل", "جوجل"), ("Google", "Gogle"), ("xAI", "x ai"), ("ميتا", "Meta")])
def test_names_that_only_sound_alike_stay_apart(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@given(NAMES)
def test_a_normal_form_is_its_own_normal_form(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@pytest.mark.slow
def test_a_normal_form_of_any_character_is_its_own_normal_form() -> None:
    characters = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)
    forms = {character: normal_form(f"a{character}b") for character in characters}
    assert [character for character, form in forms.items() if normal_form(form) != form] == []


@pytest.mark.parametrize("name", ["a" + "\u0301\u0323" * 5000, "\ufdfa" * 10_000, "ก" + "ั" * 10_000, "\u0301" * 10_000])
def test_marks_without_end_take_no_time(name: str) -> None:
    started = time.process_time()
    assert len(normal_form(name)) <= LONGEST_NAME
    assert time.process_time() - started < 0.1


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
    key_of_either = r"k[0-9a-f]+(z[0-9a-f]+){2}|w[0-9a-f]+"
    assert all(re.fullmatch(key_of_either, key, re.ASCII) for key in lookup_keys(normal_form(name)))


@given(NAMES, st.lists(NAMES, max_size=3))
def test_a_name_is_found_by_all_its_keys(name: str, others: list[str]) -> None:
    assert set(lookup_keys(normal_form(name))) <= set(index_keys(map(normal_form, [name, *others])))


@pytest.mark.parametrize("indexed", ["Nvidia", "NVIDIA Corp.", "nvidia, inc"])
def test_who_asks_with_a_legal_form_shares_all_keys_with_the_name_without_it(indexed: str) -> None:
    assert set(lookup_keys(normal_form("Nvidia Corporation"))) <= set(index_keys([normal_form(indexed)]))


def test_another_company_of_the_same_form_shares_no_key() -> None:
    assert not set(lookup_keys("nvidia corporation")) & set(index_keys(["oracle corporation"]))


@given(NAMES)
def test_keys_are_sorted_and_each_stands_once(name: str) -> None:
    found = lookup_keys(normal_form(name))
    assert found == sorted(set(found))


@given(
    st.lists(st.text("bdghjkقفغحخ", min_size=4, max_size=8), max_size=4).flatmap(
        lambda words: st.tuples(st.just(words), st.permutations(words))
    )
)
def test_the_order_of_words_changes_only_the_key_of_the_whole(drawn: tuple[list[str], list[str]]) -> None:
    words, shuffled = ({key for key in index_keys([normal_form(" ".join(each))]) if key[0] == "k"} for each in drawn)
    assert words == shuffled


@given(NAMES.filter(normal_form))
def test_every_name_with_a_letter_has_a_key(name: str) -> None:
    assert lookup_keys(normal_form(name))


@pytest.mark.parametrize(
    ("typo", "name"),
    [("Gooogle", "Google"), ("Microsft", "Microsoft"), ("غوغول", "غوغل"), ("Antropic", "Anthropic")],
)
def test_a_typo_shares_a_key_with_what_was_meant(typo: str, name: str) -> None:
    assert set(lookup_keys(normal_form(typo))) & set(lookup_keys(normal_form(name)))


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
    assert 80 < match_score(normal_form(typo), [normal_form(name)]) < EXACT_SCORE


@pytest.mark.parametrize(
    ("asked", "name", "points"),
    [
        ("Nvidia Corporation", "Nvidia", NO_FORM_SCORE),
        ("Nvidia", "NVIDIA Corp.", NO_FORM_SCORE),
        ("Mistral AI SAS", "Mistral AI", NO_FORM_SCORE),
        ("شركة إنفيديا", "إنفيديا", NO_FORM_SCORE),
        ("شركة إنفيديا المحدودة", "إنفيديا", NO_FORM_SCORE),
        ("株式会社パンダ", "パンダ", NO_FORM_SCORE),
        ("Acme Incorporated", "ACME, Inc.", SAME_FORM_SCORE),
        ("Acme L.L.C.", "Acme LLC", SAME_FORM_SCORE),
        ("Газпром ПАО", "ПАО «Газпром»", SAME_FORM_SCORE),
        ("Walt Disney", "The Walt Disney", SAME_FORM_SCORE),
        ("Johnson and Johnson", "Johnson & Johnson", SAME_FORM_SCORE),
        ("J.P. Morgan", "JP Morgan", SAME_FORM_SCORE),
        ("TSMC Ltd", "TSMC Co., Ltd.", OTHER_FORM_SCORE),
        ("Siemens GmbH", "Siemens AG", OTHER_FORM_SCORE),
    ],
)
def test_a_name_that_differs_in_its_legal_form_is_the_same_and_the_score_says_so(
    asked: str, name: str, points: float
) -> None:
    assert match_score(normal_form(asked), [normal_form(name)]) == points


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Open AI", "OpenAI"),
        ("OpenAI Foundation", "OpenAI"),
        ("Deutsche Bank Trust", "Deutsche Bank"),
        ("Bank of China (Hong Kong) Limited", "Bank of China (Singapore) Limited"),
        ("Blackstone Partners VII L.P.", "Blackstone Partners VIII L.P."),
        ("Mortgage Trust 2004-1", "Mortgage Trust 2004-2"),
        ("Alibaba Group", "Alibaba"),
        ("Bloom UK", "Bloom"),
        ("SAS Institute", "Institute"),
        ("AB Foods", "Foods"),
        ("Industrial and Commercial Bank of Chad Limited", "Industrial and Commercial Bank of China Limited"),
    ],
)
def test_a_name_that_differs_in_more_is_another(asked: str, name: str) -> None:
    assert match_score(normal_form(asked), [normal_form(name)]) < SAME_NAME_SCORE


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Zeta Metals", "Meta"),
        ("Volkswagen Aktiengesellschaft", "Siemens Aktiengesellschaft"),
        ("Acme Corporation", "Oracle Corporation"),
        ("no such company", "The Walt Disney Company"),
        ("Hooli", "Ali"),
        ("Palantir Technologies", "Character Technologies"),
    ],
)
def test_a_form_or_letters_in_common_do_not_make_names_near(asked: str, name: str) -> None:
    assert match_score(normal_form(asked), [normal_form(name)]) < NEAR_NAME_SCORE


def test_of_names_that_begin_so_the_one_with_fewest_further_words_fits_best() -> None:
    assert match_score("goog", ["google"]) > match_score("goog", ["google gemini"])
    assert (
        match_score("micro", ["microsoft"]) == match_score("micro", ["micron"]) > match_score("micro", ["super micro"])
    )


@pytest.mark.parametrize(("asked", "name"), [("غوغل", "جوجل"), ("Meta", "Google"), ("Nvidia", "Anthropic")])
def test_another_name_scores_low(asked: str, name: str) -> None:
    assert match_score(normal_form(asked), [normal_form(name)]) < 60


def test_the_best_of_an_entitys_names_counts() -> None:
    assert match_score("google", ["meta", "google", "googl"]) == EXACT_SCORE
    assert match_score("gogle", ["meta", "google"]) == match_score("gogle", ["google"])


def test_without_a_name_there_is_nothing_to_score() -> None:
    assert match_score("google", []) == 0


def test_a_single_letter_keeps_the_longest_names_apart() -> None:
    assert match_score("a" * 3000, ["a" * 2999 + "b"]) < EXACT_SCORE


PARTS = st.sampled_from(["google", "cloud", "meta", "the", "and", "co", "ltd", "inc", "s", "a", "x", "شركه"])
WORDS = st.lists(PARTS, max_size=6).map(" ".join)


@given(WORDS | NAMES, WORDS | NAMES)
@example("cloud google cloud", "google cloud")
@example("google google google", "google")
def test_a_name_is_the_same_if_nothing_but_its_legal_form_differs(one: str, other: str) -> None:
    asked, name = normal_form(one), normal_form(other)
    found = match_score(asked, [name])
    assert (found >= SAME_NAME_SCORE) == (plain_name(asked).name == plain_name(name).name)
    assert found <= 94 or found in (OTHER_FORM_SCORE, NO_FORM_SCORE, SAME_FORM_SCORE, EXACT_SCORE)
    assert (found >= SAME_NAME_SCORE) == (match_score(name, [asked]) >= SAME_NAME_SCORE)


@given(NAMES, st.lists(NAMES, min_size=1, max_size=3))
def test_only_an_equal_normal_form_scores_100(asked: str, names: list[str]) -> None:
    normals = [normal_form(name) for name in names]
    found = match_score(normal_form(asked), normals)
    assert 0 <= found <= EXACT_SCORE
    assert (found == EXACT_SCORE) == (normal_form(asked) in normals)
