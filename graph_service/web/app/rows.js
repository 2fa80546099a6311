/** The answer's rows as a table: the graph's other form, and the one that says everything. */

import { byId, h } from "./dom.js";
import { isEntity, isRelationship } from "./found.js";
import { field, t } from "./language.js";
import { isTold, partText, parts, repeats } from "./values.js";

/**
 * @typedef {Object} Shown
 * @property {any[]} rows
 * @property {string[] | null} changes of each row, against the compared day: `new`, `gone`, `same`
 * @property {string | null} select
 * @property {import("./found.js").Found} found
 * @property {(select: string) => void} onSelect
 */

/** The fields that have something to say in these rows, in the question's order. @param {any[]} rows */
export function columns(rows) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== "witness");
  return names.filter(
    (name) => rows.some((row) => isTold(name, row[name])) && !rows.every((row) => repeats(name, row)),
  );
}

/** @param {Shown} shown */
export function showRows(shown) {
  const { rows, changes } = shown;
  const names = columns(rows);
  const head = h(
    "tr",
    {},
    changes ? h("th", { scope: "col" }, t("compare")) : null,
    names.map((name) => h("th", { scope: "col" }, field(name))),
  );
  const body = rows.map((row, at) =>
    h(
      "tr",
      {
        class: classOf(row, changes?.[at]),
        "aria-selected": String(shown.select === `row:${at}`),
        "data-row": at,
      },
      changes ? h("td", {}, t(`status_${changes[at]}`)) : null,
      names.map((name, column) =>
        h("td", { dir: "auto", class: isLong(row[name]) ? "long" : null }, cell(row, name, at, column === 0, shown)),
      ),
    ),
  );
  byId("rows").replaceChildren(
    h(
      "table",
      {},
      h("caption", { class: "unseen" }, t("table")),
      h("thead", {}, head),
      h("tbody", { onclick: choose(shown) }, body),
    ),
  );
}

/** How a row looks: what is new or gone, and what doesn't count any more. @param {any} row @param {string} [change] */
function classOf(row, change) {
  const classes = [change ? `change-${change}` : "", row.counts === false ? "retracted" : ""].filter(Boolean);
  return classes.length ? classes.join(" ") : null;
}

/** A value with its entities and relationships as buttons. @param {any} value @param {string} name @param {Shown | {found: any, onSelect: any}} shown */
export function linked(value, name, shown) {
  return parts(value, name, shown.found).map((part) => {
    if (typeof part === "string") return part;
    const select = "entity" in part ? `entity:${part.entity.id}` : `relationship:${part.relationship.id}`;
    return h(
      "button",
      { type: "button", class: "link", onclick: () => shown.onSelect(select) },
      h("bdi", {}, partText(part, shown.found)),
    );
  });
}

/** @param {any} row @param {string} name @param {number} at @param {boolean} first @param {Shown} shown */
function cell(row, name, at, first, shown) {
  const value = row[name];
  const inside =
    Array.isArray(value) && isLong(value)
      ? [
          h(
            "ul",
            {},
            value.map((each) => h("li", {}, linked(each, name, shown))),
          ),
        ]
      : linked(value, name, shown);
  if (!first) return inside.length ? inside : h("span", { class: "faint" }, "–");
  // The row is chosen with the pointer anywhere on it, and with the keyboard here.
  const label = `${t("evidence_of_row")} ${at + 1}`;
  return [
    h(
      "button",
      {
        type: "button",
        class: "row-button",
        "aria-label": label,
        title: label,
        onclick: () => shown.onSelect(`row:${at}`),
      },
      "❝",
    ),
    " ",
    inside,
  ];
}

/** @param {Shown} shown */
function choose(shown) {
  return (/** @type {MouseEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const row = target.closest("tr");
    if (row && !target.closest("button")) shown.onSelect(`row:${row.dataset.row}`);
  };
}

/** Whether a value is told in a sentence: an object that is no entity, or a list of such. @param {any} value @returns {boolean} */
function isLong(value) {
  if (Array.isArray(value)) return value.some(isLong);
  return value !== null && typeof value === "object" && !isEntity(value) && !isRelationship(value);
}

/** Which row of which day is the same thing: its entities, and what tells its rows apart. @param {any} row */
export function keyOf(row) {
  const told = Object.entries(row).flatMap(([name, value]) => {
    if (name === "witness" || value === null) return [];
    if (typeof value === "object" && typeof value.id === "string") return [value.id];
    if (["section", "service", "kind", "about", "what", "entities", "chain"].includes(name))
      return [JSON.stringify(value)];
    return [];
  });
  return told.join(" ");
}
