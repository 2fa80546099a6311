/** How many rows an answer has on each day that its evidence speaks of: a bar for each step of time. */

import { toNumber } from "./days.js";
import { h, s } from "./dom.js";
import { day, t } from "./language.js";

const STEPS = 24;
const WIDTH = 1000;
const HEIGHT = 40;

/**
 * Ask for the counts one after the other, so that whatever a person asks meanwhile doesn't wait behind them, and
 * draw them; given up when the strip is no longer on the page.
 * @param {HTMLElement} strip
 * @param {{dates: string[], first: string, last: string}} span
 * @param {(day: string) => Promise<number | null>} count
 */
export async function drawStrip(strip, { dates, first, last }, count) {
  const steps = stepsOf(dates, first, last);
  /** @type {(number | null)[]} */
  const counts = [];
  for (const step of steps) {
    counts.push(await count(step));
    if (!strip.isConnected) return;
  }
  const known = counts.filter((each) => each !== null);
  if (!known.length) return;
  const most = Math.max(1, ...known);
  const [start, end] = [toNumber(first), toNumber(last)];
  const at = (/** @type {number} */ index) =>
    index < steps.length ? ((toNumber(steps[index]) - start) / Math.max(1, end - start)) * WIDTH : WIDTH;
  const bars = steps.map((step, index) => {
    const rows = counts[index] ?? 0;
    const height = (rows / most) * HEIGHT;
    const said = t("over_time_at", { date: day(step), rows: t("rows", { count: rows }) });
    const width = Math.max(1, at(index + 1) - at(index) - 1);
    return s("rect", { x: at(index), y: HEIGHT - height, width, height: Math.max(height, 0.6) }, s("title", {}, said));
  });
  const told = steps.map((step, index) => `${day(step)} ${counts[index] ?? "?"}`).join("; ");
  const box = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" };
  strip.replaceChildren(
    s("svg", { ...box, role: "img", "aria-label": `${t("over_time")}: ${told}` }, bars),
    h("figcaption", {}, t("over_time")),
  );
}

/** Where the answer may have changed: on the evidence's days, thinned where they are many. @param {string[]} dates @param {string} first @param {string} last */
function stepsOf(dates, first, last) {
  const days = [...new Set([first, ...dates.filter((each) => each > first && each <= last)])].toSorted();
  const every = Math.ceil(days.length / STEPS);
  return days.filter((_, index) => index % every === 0);
}
