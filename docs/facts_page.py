"""Writes `docs/reference/facts.md`, what each field of the facts means, from the code that reads them.

python docs/facts_page.py
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph_service.domain import vocabulary
from graph_service.domain.json_schema import RECORDS, json_schema
from graph_service.domain.relationship_types import RELATIONSHIP_TYPES
from graph_service.domain.vocabulary import Term
from graph_service.importers.explain import PATTERNS

PAGE = Path(__file__).parent / "reference" / "facts.md"

LISTS: Mapping[str, Mapping[Any, Term]] = {
    "Kinds of entities": vocabulary.KINDS,
    "Statuses": vocabulary.STATUSES,
    "Certainties": vocabulary.CERTAINTY_WORDS,
    "Tiers": vocabulary.TIERS,
    "Bases of amounts": vocabulary.BASES,
    "Services": vocabulary.SERVICES,
    "Segments": vocabulary.SEGMENTS,
    "Metrics": vocabulary.METRICS,
}
_WORDS = {tuple(words): title for title, words in LISTS.items()} | {tuple(RELATIONSHIP_TYPES): "Types of relationships"}
_TYPES = {"string": "a text", "number": "a number", "integer": "a whole number", "boolean": "true or false"}

HEAD = """# The facts

What a folder of facts holds: `sources`, `entities`, `claims` and `retractions`, each as `.jsonl` (one JSON object a
line) or as `.yaml` (one list). To begin with: `graph-service init my-facts` writes an example with comments.
`graph-service check my-facts` tells every defect at once, with its file, line and JSON pointer; it sees what
`graph-service load my-facts` would see in an empty graph, or with `--store` in that graph, and accepts what that
accepts.

* A **date** is `2024`, `2024-09` or `2024-09-30`; ends are inclusive, so `valid_to: 2024` is until 31 December 2024.
* What was **said, entered or published** doesn't lie in the future; what **holds** may.
* An **id** is your own. Those of sources and entities have lower-case letters and digits, with single hyphens between
  them; those of claims and retractions may also have capitals, dots and underscores.
* A **text** has at most 20,000 characters, and no control characters but tabs and line feeds; text direction controls
  are taken out, and `check --report` says where. `{en: …, ar: …}` is texts by language.
* Fields that are not marked *needed* may be left out. There are no others: a misspelt one is a defect.

The same as JSON Schema: `graph-service schema claim`, or `/v1/schema/claim` of a running service.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_records(), *_types(), *_lists()]).rstrip() + "\n"


def _records() -> Iterator[str]:
    shown: set[str] = set()
    for kind in RECORDS:
        schema = json_schema(kind)
        parts = schema.get("$defs", {})
        forms = [part["$ref"].rpartition("/")[2] for part in schema.get("oneOf", ())]
        if not forms:
            yield from _record(kind.capitalize(), schema)
        for form in forms:
            yield from _record(_title(form), parts[form])
        for name, part in parts.items():
            if name not in shown and name not in forms and "properties" in part:
                yield from _record(_title(name), part)
        shown |= parts.keys()


def _record(title: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"{_flat(schema['description'].partition(chr(10) * 2 + 'Rules between')[0])}\n"
    yield "| field | | what it is | what it means |"
    yield "| --- | --- | --- | --- |"
    for name, field in schema["properties"].items():
        needed = "needed" if name in schema.get("required", ()) else ""
        yield f"| `{name}` | {needed} | {_form(field)} | {_flat(field.get('description', ''))} |"
    yield ""


def _form(field: Mapping[str, Any]) -> str:
    """What may stand in the field."""
    if "$ref" in field:
        title = _title(field["$ref"].rpartition("/")[2])
        return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"
    if either := field.get("anyOf", field.get("oneOf")):
        return " or ".join(dict.fromkeys(_form(each) for each in either if each.get("type") != "null"))
    if "const" in field:
        return f"`{str(field['const']).lower()}`"
    if words := field.get("enum"):
        if listed := _WORDS.get(tuple(words)):
            return f"[one of a list](#{listed.lower().replace(' ', '-')})"
        return " or ".join(f"`{word}`" for word in words)
    if field["type"] == "array":
        return "two whole numbers" if "prefixItems" in field else f"a list: {_form(field['items'])}"
    if field["type"] == "object":
        (pattern,) = field["patternProperties"]
        return "texts by language" if PATTERNS[pattern].startswith("a language") else "texts by name"
    if field.get("format") == "date":
        return "a whole day, `2024-09-30`"
    if pattern := field.get("pattern"):
        means = PATTERNS.get(pattern, "a date")
        return "an id" if means.startswith("an id") else means
    return _TYPES[field["type"]] + _bounds(field)


def _bounds(field: Mapping[str, Any]) -> str:
    least, above, most = (field.get(name) for name in ("minimum", "exclusiveMinimum", "maximum"))
    words = [f"from {least}"] if least in (0, 1) else [f"above {above}"] if above is not None else []
    words += [f"at most {most}"] if most == 100 else []
    return f", {', '.join(words)}" if words else ""


def _types() -> Iterator[str]:
    yield "## Types of relationships\n"
    yield "Read as: the subject *invests in* the object. A symmetric type has no direction.\n"
    yield "| type | subject | object | meaning | fields of its own |"
    yield "| --- | --- | --- | --- | --- |"
    for entry in RELATIONSHIP_TYPES.values():
        fields = ", ".join(f"`{name}`" + (" (needed)" if name in entry.required else "") for name in entry.fields)
        meaning = entry.meaning + ("; symmetric" if entry.symmetric else "")
        yield f"| `{entry.name}` | {', '.join(entry.from_kinds)} | {', '.join(entry.to_kinds)} | {meaning} | {fields} |"
    yield ""


def _lists() -> Iterator[str]:
    for title, words in LISTS.items():
        yield f"## {title}\n"
        yield "| word | meaning |"
        yield "| --- | --- |"
        for name, word in words.items():
            yield f"| `{name}` | {word.meaning} |"
        yield ""


def _title(model: str) -> str:
    """`Percent range` for `PercentRange`."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model).strip().capitalize()


def _flat(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
