/** One entity: what is known of it, what to do with it on the graph, and what to ask about it. */

import { h } from "./dom.js";
import { day, inLanguage, nameOf, questionOf, relationshipLabel, t, titleOf, word } from "./language.js";
import { figuresPlotted } from "./plots.js";
import { linked } from "./rows.js";
import { witnessShown } from "./evidence.js";

const FEW = 60;

/**
 * @typedef {Object} Doings
 * @property {(select: string) => void} onSelect
 * @property {(ask: string, parameters: [string, string][]) => void} onAsk
 * @property {(type: string | null) => void} onOpen
 * @property {() => void} onMore
 * @property {() => void} onClose
 * @property {() => void} onHide
 * @property {() => void} onPin
 */

/**
 * @param {any} rows of `profile`
 * @param {{opened: boolean, pinned: boolean, more: boolean, queries: any[]}} state
 * @param {import("./found.js").Found} found
 * @param {Doings} doings
 */
export function entityShown(rows, state, found, doings) {
  const { entity } = rows.find((/** @type {any} */ row) => row.section === "entity") ?? {};
  const relationships = rows.filter((/** @type {any} */ row) => row.section === "relationship");
  const figures = rows.filter((/** @type {any} */ row) => row.section === "figure");
  const events = rows.filter((/** @type {any} */ row) => row.section === "event");
  if (!entity) return h("p", {}, t("nothing"));
  const types = [...new Set(relationships.map((/** @type {any} */ row) => row.relationship.type))];
  return h(
    "article",
    { class: "entity" },
    h("h2", {}, h("bdi", {}, nameOf(entity))),
    h(
      "p",
      { class: "faint" },
      [
        word(entity.kind),
        entity.country,
        ...Object.entries(entity.identifiers ?? {}).map(([name, id]) => `${name} ${id}`),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    otherNames(entity),
    h(
      "p",
      { class: "doings" },
      h(
        "button",
        { type: "button", onclick: () => (state.opened ? doings.onClose() : doings.onOpen(null)) },
        t(state.opened ? "collapse" : "expand"),
      ),
      state.more ? h("button", { type: "button", onclick: doings.onMore }, t("expand_more")) : null,
      h("button", { type: "button", onclick: doings.onHide }, t("hide")),
      h(
        "button",
        { type: "button", "aria-pressed": String(state.pinned), onclick: doings.onPin },
        t(state.pinned ? "unpin" : "pin"),
      ),
    ),
    types.length > 1
      ? h(
          "p",
          { class: "doings" },
          types.map((type) =>
            h(
              "button",
              { type: "button", class: "small", onclick: () => doings.onOpen(type) },
              t("expand_type", { type: relationshipLabel(type) }),
            ),
          ),
        )
      : null,
    questionsAbout(entity, state.queries, doings.onAsk),
    figures.length
      ? [
          h("h3", {}, t("figures")),
          ...figuresPlotted(figures.map((/** @type {any} */ row) => row.figure)),
          sources(figures, found, doings.onSelect),
        ]
      : null,
    relationships.length
      ? [h("h3", {}, t("relationships")), relationshipList(relationships, found, doings.onSelect)]
      : null,
    events.length
      ? [
          h("h3", {}, t("events")),
          h(
            "ol",
            { class: "events" },
            events.slice(0, FEW).map((/** @type {any} */ row) => eventShown(row.event, found, doings.onSelect)),
          ),
        ]
      : null,
  );
}

/** @param {any} entity */
function otherNames(entity) {
  const others = [...Object.values(entity.names), ...(entity.aliases ?? [])].filter((name) => name !== nameOf(entity));
  return others.length
    ? h(
        "p",
        {},
        `${t("known_as")}: `,
        [...new Set(others)].flatMap((name, at) => [at ? ", " : "", h("bdi", {}, String(name).slice(0, 200))]),
      )
    : null;
}

/** The questions that can be asked with nothing but this entity. @param {any} entity @param {any[]} queries @param {Doings["onAsk"]} onAsk */
function questionsAbout(entity, queries, onAsk) {
  const asked = queries.flatMap((query) => {
    const { properties, required = [] } = query.parameters;
    const takers = Object.keys(properties).filter(
      (name) => takesEntity(properties[name]) && required.every((/** @type {string} */ each) => each === name),
    );
    const fitting = takers.slice(0, query.name === "shared_vendors" ? 3 : 1);
    return fitting.map((name) => ({ query, name, several: fitting.length > 1 }));
  });
  return h(
    "details",
    {},
    h("summary", {}, t("about")),
    h(
      "ul",
      { class: "asks" },
      asked.map(({ query, name, several }) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "link",
              title: questionOf(query),
              onclick: () => onAsk(query.name, [[name, entity.id]]),
            },
            several ? `${titleOf(query)} (${word(name)})` : titleOf(query),
          ),
        ),
      ),
    ),
  );
}

/** @param {any} schema */
function takesEntity(schema) {
  return [schema, ...(schema.anyOf ?? [])].some(({ format }) => format === "entity");
}

/** @param {any[]} rows @param {import("./found.js").Found} found @param {(select: string) => void} onSelect */
function relationshipList(rows, found, onSelect) {
  const groups = Map.groupBy(rows, (/** @type {any} */ row) => inLanguage(row.label));
  return [...groups].map(([label, group]) =>
    h(
      "section",
      {},
      h("h4", {}, label),
      h(
        "ul",
        {},
        group
          .slice(0, FEW)
          .map((/** @type {any} */ row) =>
            h(
              "li",
              {},
              linked(row.other, "other", { found, onSelect }),
              " ",
              h(
                "button",
                { type: "button", class: "link faint", onclick: () => onSelect(`relationship:${row.relationship.id}`) },
                `${word(row.relationship.status)}${row.relationship.disputed ? ` ! ${word("disputed")}` : ""}`,
              ),
            ),
          ),
        group.length > FEW ? h("li", { class: "faint" }, `+ ${group.length - FEW}`) : null,
      ),
    ),
  );
}

/** @param {any[]} rows @param {import("./found.js").Found} found @param {(select: string) => void} onSelect */
function sources(rows, found, onSelect) {
  return h(
    "details",
    {},
    h("summary", {}, t("evidence")),
    rows.flatMap((row) => row.witness.map((/** @type {any} */ each) => witnessShown(each, found, onSelect))),
  );
}

/** What happened and when; beside what is undated or was told later, when it was first reported. @param {any} event @param {import("./found.js").Found} found @param {(select: string) => void} onSelect */
function eventShown({ what, on, first_reported, relationship, status, disputed }, found, onSelect) {
  const told = [
    word(what),
    // What began or ended is as a rule in force: only another status says more.
    status === "active" || status === what ? "" : word(status),
    disputed ? `! ${word("disputed")}` : "",
    first_reported && first_reported !== on ? t("first_reported_on", { date: day(first_reported) }) : "",
  ];
  return h(
    "li",
    {},
    `${on ? day(on) : t("undated")}: `,
    linked(relationship, "relationship", { found, onSelect }),
    h(
      "span",
      { class: "faint" },
      told.filter(Boolean).map((each) => ` · ${each}`),
    ),
  );
}
