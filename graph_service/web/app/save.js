/** What can be taken away: the picture, the rows, the answer, the graph, and the address of all of it. */

import { h } from "./dom.js";
import { field, t } from "./language.js";
import { columns } from "./rows.js";
import { text } from "./values.js";

/** A spreadsheet would run a cell that begins so. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * @param {Object} what
 * @param {any} what.answer
 * @param {import("./found.js").Found} what.found
 * @param {string} what.name of the files
 * @param {() => Promise<Blob>} what.picture
 * @param {() => {entities: string[], relationships: string[]}} what.drawn
 * @param {[string, string][]} what.scope
 */
export function saveMenu({ answer, found, name, picture, drawn, scope }) {
  const item = (/** @type {string} */ label, /** @type {() => any} */ act) =>
    h("li", {}, h("button", { type: "button", class: "link", onclick: act }, t(label)));
  const graph = (/** @type {string} */ format) => () => download(`v1/export?${exported(format, drawn(), scope)}`, "");
  const copy = async (/** @type {any} */ event) => {
    const button = event?.currentTarget;
    await navigator.clipboard.writeText(location.href).catch(() => {});
    if (button) button.textContent = t("copied");
  };
  return h(
    "details",
    { class: "menu", id: "save" },
    h("summary", {}, t("save")),
    h(
      "ul",
      {},
      item("save_png", async () => saveBlob(await picture(), `${name}.png`)),
      answer
        ? item("save_csv", () =>
            saveBlob(new Blob([csv(answer.rows, found)], { type: "text/csv;charset=utf-8" }), `${name}.csv`),
          )
        : null,
      answer
        ? item("save_json", () =>
            saveBlob(new Blob([JSON.stringify(answer, null, 2)], { type: "application/json" }), `${name}.json`),
          )
        : null,
      item("save_graphml", graph("graphml")),
      item("save_gexf", graph("gexf")),
      item("save_cytoscape", graph("cytoscape")),
      item("save_cypher", graph("cypher")),
      h("li", {}, h("button", { type: "button", class: "link", onclick: copy }, t("save_link"))),
    ),
  );
}

/** The rows as a table of text, safe to open in a spreadsheet (RFC 4180). @param {any[]} rows @param {import("./found.js").Found} found */
export function csv(rows, found) {
  const names = columns(rows);
  const lines = [names.map(field), ...rows.map((row) => names.map((name) => text(row[name], name, found)))];
  // The mark at the start tells spreadsheets that it is UTF-8.
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** @param {string} value */
function cell(value) {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {string} format @param {{entities: string[], relationships: string[]}} drawn @param {[string, string][]} scope */
function exported(format, drawn, scope) {
  return new URLSearchParams([
    ["format", format],
    ["relationships", drawn.relationships.join(",")],
    ["entities", drawn.entities.join(",")],
    ...scope,
  ]);
}

/** @param {Blob} blob @param {string} name */
function saveBlob(blob, name) {
  const url = URL.createObjectURL(blob);
  download(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @param {string} href @param {string} name */
function download(href, name) {
  const link = h("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}
