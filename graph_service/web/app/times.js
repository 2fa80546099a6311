/** What the time bar is told of this view, and what becomes of a change made on it. */

import { having, parameter } from "./address.js";
import { datesOf } from "./dates.js";
import { rowsOn } from "./gather.js";

const TIMES = ["as_of", "known_at"];

/** @param {import("./main.js").Page} page @param {any} asked @param {import("./gather.js").Gathered} gathered @returns {import("./time.js").Times | null} */
export function timesOf({ seen }, asked, gathered) {
  if (!asked && !gathered.centre.length) return null;
  const always = (asked?.parameters ?? []).filter((/** @type {[string, string]} */ [name]) => !TIMES.includes(name));
  return {
    question: JSON.stringify([asked?.query.name, always, seen.opened]),
    axis: seen.axis,
    asked: { as_of: parameter(seen, "as_of"), known_at: parameter(seen, "known_at"), compare: seen.compare },
    dates: datesOf(gathered.spoken),
    count: asked ? (day) => rowsOn(asked, seen.axis, day) : null,
  };
}

/** @param {import("./main.js").Page} page @param {import("./time.js").Change} change */
export function changeTimes(page, { axis, compare, ...days }) {
  let { seen } = page;
  for (const [name, value] of Object.entries(days)) seen = { ...seen, parameters: having(seen, name, value) };
  const { parameters } = seen;
  const others = { ...(axis ? { axis } : {}), ...(compare === undefined ? {} : { compare }) };
  // Each step of the slider would be a step back otherwise.
  page.go({ parameters, ...others }, { replace: !axis && compare === undefined });
}
