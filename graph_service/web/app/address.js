/** The address of the page holds all that is seen: the question, its parameters, both times, and how it is looked at.
 *
 * `/?ask=shared_vendors&client=google&as_of=2025-06-27&view.select=row:0`: what has a dot in its name is ours, the
 * rest are the question's parameters as REST takes them.
 */

/** What belongs to the scope, and holds for everything on the page. */
export const SCOPE = ["as_of", "known_at", "min_certainty", "include_disputed"];

/**
 * @typedef {Object} Place an entity whose relationships are shown
 * @property {string} id
 * @property {number} most how many of them
 * @property {string | null} type only these
 *
 * @typedef {Object} Seen
 * @property {string | null} ask the question's name
 * @property {[string, string][]} parameters
 * @property {string | null} language
 * @property {Place[]} opened
 * @property {string[]} hidden
 * @property {Map<string, {x: number, y: number}>} pinned by id
 * @property {string | null} select `row:0`, `entity:google` or `relationship:google:CLIENT_OF:scale-ai`
 * @property {"as_of" | "known_at"} axis which time the slider moves
 * @property {string | null} compare the day to compare with
 */

/** @returns {Seen} */
export function read(search = location.search) {
  const given = new URLSearchParams(search);
  const parameters = /** @type {[string, string][]} */ (
    [...given].filter(([name]) => name !== "ask" && !name.includes("."))
  );
  return {
    ask: given.get("ask")?.replaceAll("-", "_") ?? null,
    parameters,
    language: given.get("view.lang"),
    opened: given.getAll("view.open").map(readPlace),
    hidden: given.getAll("view.hide"),
    pinned: new Map(
      given
        .getAll("view.pin")
        .map(readPin)
        .filter((pin) => pin !== null),
    ),
    select: given.get("view.select"),
    axis: given.get("view.axis") === "known_at" ? "known_at" : "as_of",
    compare: given.get("view.compare"),
  };
}

/** @param {Seen} seen */
export function written(seen) {
  const search = new URLSearchParams();
  if (seen.ask) search.set("ask", seen.ask);
  for (const [name, value] of seen.parameters) search.append(name, value);
  for (const place of seen.opened)
    search.append("view.open", [place.id, place.most, place.type].filter(Boolean).join("~"));
  for (const id of seen.hidden) search.append("view.hide", id);
  for (const [id, { x, y }] of seen.pinned) search.append("view.pin", `${id}~${Math.round(x)}~${Math.round(y)}`);
  if (seen.select) search.set("view.select", seen.select);
  if (seen.axis === "known_at") search.set("view.axis", seen.axis);
  if (seen.compare) search.set("view.compare", seen.compare);
  if (seen.language) search.set("view.lang", seen.language);
  return search.size ? `?${search}` : location.pathname;
}

/** One parameter's value, or null. @param {Seen} seen @param {string} name */
export function parameter(seen, name) {
  return seen.parameters.find(([each]) => each === name)?.[1] ?? null;
}

/** The parameters with one of them set, or left out. @param {Seen} seen @param {string} name @param {string | null} value */
export function having(seen, name, value) {
  const others = seen.parameters.filter(([each]) => each !== name);
  return /** @type {[string, string][]} */ (value === null ? others : [...others, [name, value]]);
}

/** The scope alone: what is asked of everything beside the question. @param {Seen} seen */
export function scope(seen) {
  return seen.parameters.filter(([name]) => SCOPE.includes(name));
}

/** How many of an entity's relationships are shown at first. */
export const FEW = 50;

/** The most rows that the service gives at once. */
export const MOST = 1000;

/** What is chosen: a row, a relationship or an entity; null where nothing is. @param {Seen} seen */
export function chosen({ select }) {
  const [kind, ...rest] = (select ?? "").split(":");
  return select ? { kind, id: rest.join(":") } : null;
}

/** @param {string} text @returns {Place} */
function readPlace(text) {
  const [id, most, type] = text.split("~");
  return { id, most: Math.min(Number.parseInt(most, 10) || FEW, MOST), type: type || null };
}

/** @param {string} text @returns {[string, {x: number, y: number}] | null} */
function readPin(text) {
  const [id, x, y] = text.split("~");
  const point = { x: Number.parseFloat(x), y: Number.parseFloat(y) };
  return Number.isFinite(point.x) && Number.isFinite(point.y) ? [id, point] : null;
}
