/** The answer told: how many rows, what was looked at, the picture, the figures and the table. */

import { MOST, chosen, parameter } from "./address.js";
import { byId, h } from "./dom.js";
import { hopsOf } from "./found.js";
import { day, number, relationshipLabel, t, word, nameOf } from "./language.js";
import { concentrationPlotted } from "./plots.js";
import { showRows } from "./rows.js";

const PAGE = 100;

/** @param {import("./main.js").Page} page @param {any} asked @param {import("./gather.js").Gathered} gathered */
export function showAnswer(page, asked, gathered) {
  const { seen, canvas } = page;
  const { answer, rows, changes, found, spoken } = gathered;
  tell(page, gathered);
  // Without anything to draw only the tools stay: its place is for the rows.
  byId("graph").classList.toggle("empty", !found.relationships.size && !gathered.centre.length);
  canvas.draw(found, { hidden: seen.hidden, pinned: seen.pinned, centre: gathered.centre });
  canvas.light(...litBy(seen, gathered));
  const drawn = canvas.drawn();
  byId("canvas").setAttribute(
    "aria-label",
    t("graph_label", { entities: drawn.entities.length, relationships: drawn.relationships.length }),
  );
  showLegend(page.looks, found);
  showDrawn(page, found, drawn);
  byId("plots").replaceChildren(...(asked?.query.name === "concentration" ? concentrationPlotted(rows) : []));
  if (rows.length) showRows({ rows, changes, select: seen.select, found: spoken, onSelect: page.select });
  else byId("rows").replaceChildren();
  byId("rows").hidden = !rows.length;
  byId("after").replaceChildren(...(answer?.next ? [moreButton(page, asked)] : []));
}

/** What is lit: the chosen row's path, the chosen relationship, the chosen entity's own; else all that the answer rests on. @param {import("./address.js").Seen} seen @param {import("./gather.js").Gathered} gathered @returns {[string[] | null, string | null]} */
function litBy(seen, { rows, found, answer }) {
  const { kind, id } = chosen(seen) ?? { kind: "", id: "" };
  if (kind === "row") return [hopsOf(rows[Number(id)] ?? {}), null];
  if (kind === "relationship") return [[id], id];
  if (kind === "entity")
    return [
      [...found.relationships.values()]
        .filter(({ subject, object }) => subject === id || object === id)
        .map((each) => each.id),
      id,
    ];
  const path = answer ? rows.flatMap(hopsOf) : [];
  return [path.length ? path : null, null];
}

/** @param {import("./main.js").Page} page @param {import("./gather.js").Gathered} gathered */
function tell({ seen }, { answer, rows, changes, all, centre }) {
  const lines = [];
  if (answer) {
    const { certificate } = answer;
    const count = answer.rows.length;
    lines.push(
      h(
        "strong",
        {},
        count ? t("rows", { count }) : t("nothing"),
        answer.next ? ` (${t("rows_more", { count: number(count) })})` : "",
      ),
    );
    lines.push(
      h(
        "span",
        { class: "faint" },
        t("looked_at", {
          relationships: Object.values(certificate.coverage.relationships).reduce((sum, count) => sum + count, 0),
          as_of: day(certificate.scope.as_of),
          known_at: day(certificate.scope.known_at),
        }),
      ),
    );
    if (certificate.capped) lines.push(h("span", { class: "capped" }, t("capped", { why: certificate.capped })));
    if (!all) lines.push(h("span", { class: "capped" }, t("not_all_drawn")));
    if (changes && seen.compare) {
      const of = (/** @type {string} */ change) => changes.filter((each) => each === change).length;
      lines.push(
        h(
          "span",
          { class: "compared" },
          t("compared", { new: of("new"), gone: of("gone"), same: of("same"), date: day(seen.compare) }),
        ),
      );
    }
  }
  byId("told").replaceChildren(...lines.flatMap((line) => [line, " "]));
  byId("view").hidden = !rows.length && !centre.length;
}

/** @param {any} looks @param {import("./found.js").Found} found */
function showLegend(looks, found) {
  const kinds = new Set([...found.entities.values()].map(({ kind }) => kind));
  const types = new Set([...found.relationships.values()].map(({ type }) => type));
  const legend = byId("legend");
  legend.querySelector("summary").textContent = t("legend");
  legend.querySelector("div").replaceChildren(
    h(
      "ul",
      {},
      Object.entries(looks.entities)
        .filter(([kind]) => kinds.has(kind))
        .map(([kind, { colour, shape }]) => coloured(h("li", { class: `kind ${shape}` }, word(kind)), colour)),
    ),
    h(
      "ul",
      {},
      Object.entries(looks.relationships)
        .filter(([type]) => types.has(type))
        .map(([type, { colour }]) => coloured(h("li", { class: "type" }, relationshipLabel(type)), colour)),
    ),
    h(
      "ul",
      {},
      ["settled", "planned", "disputed", "possible"].map((how) =>
        h("li", { class: `how how-${how}` }, t(`legend_${how}`)),
      ),
    ),
  );
}

/** @param {HTMLElement} element @param {string} colour */
function coloured(element, colour) {
  element.style.setProperty("--colour", colour);
  return element;
}

/** Every entity and relationship of the picture, as buttons. @param {import("./main.js").Page} page @param {import("./found.js").Found} found @param {{entities: string[], relationships: string[]}} drawn */
function showDrawn(page, found, drawn) {
  const box = byId("drawn");
  const isChosen = (/** @type {string} */ select) => (page.seen.select === select ? "true" : null);
  box.querySelector("summary").textContent = t("drawn");
  box.querySelector("div").replaceChildren(
    h("p", { class: "hint" }, t("drawn_hint")),
    h(
      "ul",
      {},
      drawn.entities.map((id) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "link",
              "aria-current": isChosen(`entity:${id}`),
              onclick: () => page.select(`entity:${id}`),
            },
            h("bdi", {}, nameOf(found.entities.get(id))),
          ),
        ),
      ),
    ),
    h(
      "ul",
      {},
      drawn.relationships.map((id) => {
        const { subject, type, object } = /** @type {any} */ (found.relationships.get(id));
        const text = `${nameOf(found.entities.get(subject))} ${relationshipLabel(type)} ${nameOf(found.entities.get(object))}`;
        return h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "link",
              "aria-current": isChosen(`relationship:${id}`),
              onclick: () => page.select(`relationship:${id}`),
            },
            h("bdi", {}, text),
          ),
        );
      }),
    ),
  );
}

/** @param {import("./main.js").Page} page @param {{parameters: [string, string][], query: any}} asked */
function moreButton(page, asked) {
  const limit = Math.min(MOST, Number(parameter({ ...page.seen, parameters: asked.parameters }, "limit") ?? PAGE) * 2);
  const parameters = /** @type {[string, string][]} */ ([
    ...asked.parameters.filter(([name]) => name !== "limit"),
    ["limit", String(limit)],
  ]);
  return h("button", { type: "button", onclick: () => page.go({ ask: asked.query.name, parameters }) }, t("next_page"));
}
