/** All that one view needs, asked of the service: the answer, the same on another day, and what was opened beside it. */

import { having, scope } from "./address.js";
import { Found, hopsOf } from "./found.js";
import { keyOf } from "./rows.js";
import { answered } from "./service.js";

/** More relationships than this make no picture: the rows say what is left out. */
export const MOST_DRAWN = 300;

/**
 * @typedef {Object} Gathered
 * @property {any} answer or null
 * @property {any[]} rows of the answer, and after them those that only the compared day has
 * @property {string[] | null} changes of each row: `new`, `gone`, `same`; null where nothing is compared
 * @property {Found} found what is drawn
 * @property {Found} spoken whoever is named, drawn or not
 * @property {string[]} centre entities that are drawn with or without relationships
 * @property {Map<string, boolean>} more of each opened entity: whether it has more relationships than are shown
 * @property {boolean} all whether all rows are drawn
 */

/**
 * @param {import("./main.js").Page} page
 * @param {{query: any, parameters: [string, string][]} | null} asked
 * @returns {Promise<Gathered>}
 */
export async function gathered({ seen }, asked) {
  const [answer, compared, around] = await Promise.all([
    asked ? answered(asked.query.path, new URLSearchParams(asked.parameters)) : null,
    asked && seen.compare
      ? answered(
          asked.query.path,
          new URLSearchParams(having({ ...seen, parameters: asked.parameters }, seen.axis, seen.compare)),
        )
      : null,
    Promise.all(seen.opened.map((place) => neighbours(place, scope(seen)))),
  ]);
  const { rows, changes } = compare(answer?.rows ?? [], compared?.rows ?? null);
  const drawn = fewEnough(rows);
  const all = drawn.length === rows.length;
  const foundIn = (/** @type {any[]} */ those) => new Found().add(those).add(around.map(({ rows: each }) => each));
  const found = foundIn(drawn);
  const spoken = all ? found : foundIn(rows);
  const centre = [...seen.opened.map(({ id }) => id), ...(found.relationships.size ? [] : found.entities.keys())];
  await Promise.all(all ? [found.complete(centre)] : [found.complete(centre), spoken.complete()]);
  const more = new Map(seen.opened.map(({ id }, at) => [id, Boolean(around[at].next)]));
  return { answer, rows, changes, found, spoken, centre, more, all };
}

/** How many rows a question has on a day, or null where it can't be asked of that day. @param {{query: any, parameters: [string, string][]}} asked @param {string} axis @param {string} day */
export async function rowsOn({ query, parameters }, axis, day) {
  const others = parameters.filter(([name]) => name !== axis && name !== "limit");
  return answered(query.path, new URLSearchParams([...others, [axis, day], ["limit", "100"]])).then(
    ({ rows }) => rows.length,
    () => null,
  );
}

/** @param {import("./address.js").Place} place @param {[string, string][]} inScope */
function neighbours({ id, most, type }, inScope) {
  return answered(
    "neighbourhood",
    new URLSearchParams([["entity", id], ["limit", String(most)], ...(type ? [["types", type]] : []), ...inScope]),
  );
}

/** The rows of two days as one list. @param {any[]} now @param {any[] | null} then */
function compare(now, then) {
  if (!then) return { rows: now, changes: null };
  const before = new Set(then.map(keyOf));
  const after = new Set(now.map(keyOf));
  const gone = then.filter((row) => !after.has(keyOf(row)));
  return {
    rows: [...now, ...gone],
    changes: [...now.map((row) => (before.has(keyOf(row)) ? "same" : "new")), ...gone.map(() => "gone")],
  };
}

/** The rows whose relationships make a picture, from the first on. @param {any[]} rows */
function fewEnough(rows) {
  const drawn = new Set();
  const end = rows.findIndex((row) => {
    for (const id of hopsOf(row)) drawn.add(id);
    return drawn.size > MOST_DRAWN;
  });
  return end < 0 ? rows : rows.slice(0, Math.max(end, 1));
}
