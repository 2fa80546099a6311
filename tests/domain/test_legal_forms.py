"""Legal forms: they are taken off a name's ends, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.domain import legal_forms
from graph_service.domain.legal_forms import PlainName, plain_name
from graph_service.domain.names import normal_form

WORDS = st.sampled_from(["nvidia", "the", "and", "co", "ltd", *"sarl", "شركه", "محدوده", "ооо", "株式会社"])


def plain(name: str) -> PlainName:
    return plain_name(normal_form(name))


@pytest.mark.parametrize(
    ("name", "rest", "forms"),
    [
        ("Nvidia", "nvidia", ()),
        ("Nvidia Corporation", "nvidia", ("corp",)),
        ("Meta Platforms, Inc.", "meta platforms", ("inc",)),
        ("Foo GmbH & Co. KG", "foo", ("co", "gmbh", "kg")),
        ("S.A.R.L. Foo", "foo", ("sarl",)),
        ("Grupo Bimbo, S.A.B. de C.V.", "grupo bimbo", ("sab de cv",)),
        ("Volkswagen Gesellschaft mit beschränkter Haftung", "volkswagen", ("gmbh",)),
        ("A.P. Møller - Mærsk A/S", "ap moller maersk", ("as",)),
        ("The Coca-Cola Company", "coca cola", ("co",)),
        ("Tiffany and Co", "tiffany", ("co",)),
        ("شركة إنفيديا المحدودة", "انفيديا", ("co", "ltd")),
        ("ميتا ذ.م.م", "ميتا", ("llc",)),
        ("ООО АЯС 2000", "аяс 2000", ("ооо",)),
        ("パンダ株式会社", "パンダ", ("株",)),
        ("㈱パンダ", "パンダ", ("株",)),
        ("华为技术有限公司", "华为技术", ("有限公司",)),
        ("บริษัท กินเทค จำกัด (มหาชน)", "กินเทค", ("co", "ltd", "pcl")),
        ('קבוצה בע"מ', "קבוצה", ("בעמ",)),
    ],
)
def test_a_name_is_told_from_its_legal_form(name: str, rest: str, forms: tuple[str, ...]) -> None:
    assert plain(name) == (rest, forms)


@pytest.mark.parametrize(
    "name",
    [
        "Co",
        "The",
        "Inc.",
        "شركة",
        "Limited Brands",
        "Corporation Service",
        "SAS Institute",
        "Bloom UK",
        "X Foundation",
    ],
)
def test_what_is_no_form_there_stays(name: str) -> None:
    assert plain(name) == (normal_form(name), ())


@given(st.lists(WORDS, max_size=8))
def test_there_is_always_a_word_left_and_no_other_comes_in(words: list[str]) -> None:
    found = plain_name(" ".join(words))
    assert bool(found.name) == bool(words)
    assert set(found.name) <= set(" ".join(words))


def test_every_spelling_is_in_normal_form_and_stands_once() -> None:
    listed = [" ".join(words) for line in legal_forms._split(legal_forms._FORMS) for words in line]
    assert [spelling for spelling in listed if normal_form(spelling) != spelling] == []
    assert len(listed) == len(set(listed))
