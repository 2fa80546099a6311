/** The time bar: both axes on one slider, what the answer was on each day, and the day to compare with. */

import { h, s } from "./dom.js";
import { day, t } from "./language.js";

const DAY_MS = 86_400_000;
const WAIT_MS = 160;
const STEPS = 28;

/**
 * @typedef {Object} Times
 * @property {"as_of" | "known_at"} axis
 * @property {{as_of: string | null, known_at: string | null}} asked
 * @property {string | null} compare
 * @property {string[]} dates that the answer's evidence speaks of
 * @property {(day: string) => Promise<number | null>} count how many rows the answer has on a day
 * @property {(change: {axis?: string, as_of?: string | null, known_at?: string | null, compare?: string | null}) => void} onChange
 */

/** The bar for an answer. @param {Times} times */
export function timeBar(times) {
  const { axis, asked, compare, onChange } = times;
  const [first, last] = extent(times);
  const current = asked[axis] ?? today();
  const slider = h("input", {
    type: "range",
    id: "time-slider",
    min: number(first),
    max: number(last),
    value: number(current),
    step: 1,
    "aria-label": t(axis === "as_of" ? "valid" : "known"),
    "aria-valuetext": day(current),
  });
  const shown = h("output", { for: "time-slider" }, asked[axis] ? day(current) : t("today"));
  let waiting = 0;
  slider.addEventListener("input", () => {
    const chosen = date(slider.valueAsNumber);
    shown.textContent = day(chosen);
    slider.setAttribute("aria-valuetext", day(chosen));
    clearTimeout(waiting);
    waiting = setTimeout(() => onChange({ [axis]: chosen === today() ? null : chosen }), WAIT_MS);
  });
  const switched = (/** @type {"as_of" | "known_at"} */ which, /** @type {string} */ label) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "axis",
        value: which,
        checked: axis === which,
        onchange: () => onChange({ axis: which }),
      }),
      " ",
      label,
    );
  return [
    h(
      "fieldset",
      { class: "axes" },
      h("legend", {}, t("time_axis")),
      switched("as_of", t("axis_valid")),
      switched("known_at", t("axis_known")),
    ),
    h(
      "div",
      { class: "slide" },
      h("figure", { id: "strip", class: "strip" }),
      slider,
      h("p", { class: "ends" }, h("span", {}, day(first)), shown, h("span", {}, day(last))),
    ),
    h(
      "div",
      { class: "days" },
      dateField("as_of", t("valid"), asked.as_of, onChange),
      dateField("known_at", t("known"), asked.known_at, onChange, today()),
      dateField("compare", t("compare"), compare, onChange),
      asked.as_of || asked.known_at
        ? h("button", { type: "button", onclick: () => onChange({ as_of: null, known_at: null }) }, t("today"))
        : null,
      compare ? h("button", { type: "button", onclick: () => onChange({ compare: null }) }, t("compare_none")) : null,
    ),
  ];
}

/**
 * How many rows the answer had over time: drawn once it is known, a bar for each step, a button for the keyboard on none.
 * @param {HTMLElement} strip
 * @param {Times} times
 */
export async function drawStrip(strip, times) {
  const [first, last] = extent(times);
  const steps = stepsOf(times.dates, first, last);
  const counts = await Promise.all(steps.map(times.count));
  const known = counts.filter((count) => count !== null);
  if (!known.length || !strip.isConnected) return;
  const most = Math.max(1, ...known);
  const at = (/** @type {string} */ step) =>
    ((number(step) - number(first)) / Math.max(1, number(last) - number(first))) * 1000;
  const bars = steps.map((step, index) => {
    const count = counts[index] ?? 0;
    const end = index + 1 < steps.length ? at(steps[index + 1]) : 1000;
    const height = (count / most) * 40;
    const said = t("over_time_at", { date: day(step), rows: t("rows", { count }) });
    return s(
      "rect",
      { x: at(step), y: 40 - height, width: Math.max(1, end - at(step) - 1), height: Math.max(height, 0.6) },
      s("title", {}, said),
    );
  });
  strip.replaceChildren(
    s(
      "svg",
      {
        viewBox: "0 0 1000 40",
        preserveAspectRatio: "none",
        role: "img",
        "aria-label": `${t("over_time")}: ${steps.map((step, index) => `${day(step)} ${counts[index] ?? "?"}`).join("; ")}`,
      },
      bars,
    ),
    h("figcaption", {}, t("over_time")),
  );
}

export function today() {
  return new Date().toISOString().slice(0, 10);
}

/** @param {string} name @param {string} label @param {string | null} value @param {Times["onChange"]} onChange @param {string} [latest] */
function dateField(name, label, value, onChange, latest) {
  const changed = (/** @type {any} */ event) => onChange({ [name]: event.target.value || null });
  return h(
    "label",
    {},
    `${label} `,
    h("input", { type: "date", id: `time-${name}`, value: value ?? "", max: latest, onchange: changed }),
  );
}

/** The days the slider goes over: what the evidence speaks of, with some room, up to today. What was known goes no further. @param {Times} times @returns {[string, string]} */
function extent({ dates, asked, axis }) {
  const all = [...dates, asked.as_of, asked.known_at].filter((each) => each !== null).toSorted();
  const first = all[0] && all[0] < today() ? all[0] : date(number(today()) - 365);
  const latest = axis === "as_of" ? all.at(-1) : null;
  return [date(number(first) - 30), latest && latest > today() ? latest : today()];
}

/** Where the answer may have changed: on the evidence's days, thinned where they are many. @param {string[]} dates @param {string} first @param {string} last */
function stepsOf(dates, first, last) {
  const days = [...new Set([first, ...dates.filter((each) => each > first && each <= last)])].toSorted();
  const every = Math.ceil(days.length / STEPS);
  return days.filter((_, index) => index % every === 0);
}

/** Days since 1970. @param {string} iso */
function number(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
}

/** @param {number} days */
function date(days) {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}
