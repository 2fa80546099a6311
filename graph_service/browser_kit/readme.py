"""The README of the kit: what each file is for."""

from collections.abc import Sequence

from graph_service.browser_kit.files import SERVICE_URL, command_after_login
from graph_service.browser_kit.saved_queries import SavedQuery

_KIT_URL = f"{SERVICE_URL}/browser"

_HEAD = f"""\
# The Neo4j Browser kit of the graph service

Colours and captions, a guided tour, and the catalogue of questions as saved queries. All of it is written by
the code (`make browser-kit`); the service serves it under `/browser/`, and `graph-service browser-kit` copies
it, with your address in its links.

| file | what | what to do with it |
| --- | --- | --- |
| `style.grass`, `style.ar.grass` | colours, captions in English or Arabic | `:style {_KIT_URL}/style.grass` |
| `guide.html`, `guide.ar.html` | the tour | `:play {_KIT_URL}/guide.html` |
| `guide.adoc`, `guide.ar.adoc` | the tour, for the newer Browser | `:guide {_KIT_URL}/guide.adoc` |
| `queries/*.cypher` | a saved query each | drop it on the Browser and save it, or paste it |
| `saved-cypher.csv` | all of them, for the newer Browser | Saved Cypher, import |

The Browser fetches guides and styles only from hosts it is told to trust: `localhost`, unless the server's
`browser.remote_content_hostname_whitelist` says otherwise. `localhost` and `127.0.0.1` are two hosts to it.
To have style and tour come up by themselves after login, start the server with

    browser.post_connect_cmd={command_after_login(SERVICE_URL)}

A saved query is the one that the service runs, with the values of its example in place of the parameters, of
today and of all that is known; the column `drawn` is there to be drawn. With "Connect result nodes" on, as it
is by default, thin grey arrows join in: versions of relationships that are past, or that stand on surer
claims alone. `:config autoComplete: false` leaves them out.

| query | question |
| --- | --- |
"""


def readme(saved: Sequence[SavedQuery]) -> str:
    """The kit's README."""
    return _HEAD + "".join(f"| [{each.name}](queries/{each.name}.cypher) | {each.title} |\n" for each in saved)
