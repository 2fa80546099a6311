/** The time bar: both axes on one slider, the rows of the answer over time, and a day to compare with. */

import { toDay, toNumber, today } from "./days.js";
import { h } from "./dom.js";
import { day, spoken, t } from "./language.js";
import { drawStrip } from "./strip.js";

const WAIT_MS = 160;
const ROOM_DAYS = 30;
const YEAR_DAYS = 365;

/**
 * @typedef {"as_of" | "known_at"} Axis
 * @typedef {Object} Times
 * @property {string} question what is asked, whenever: as long as it is the same, the bar stays as it is
 * @property {Axis} axis
 * @property {{as_of: string | null, known_at: string | null, compare: string | null}} asked
 * @property {string[]} dates that the evidence speaks of
 * @property {((day: string) => Promise<number | null>) | null} count how many rows the answer has on a day
 *
 * @typedef {{axis?: Axis, as_of?: string | null, known_at?: string | null, compare?: string | null}} Change
 */

export class TimeBar {
  /** @param {HTMLElement} place @param {(change: Change) => void} onChange */
  constructor(place, onChange) {
    this.place = place;
    this.onChange = onChange;
    this.question = "";
    /** @type {string[]} all days seen while this question is asked, so that the slider's ends stay where they are */
    this.dates = [];
    this.built = "";
  }

  /** @param {Times | null} times null where there is nothing to move through */
  show(times) {
    this.place.setAttribute("aria-label", t("time"));
    if (!times) {
      this.built = "";
      this.place.replaceChildren();
      return;
    }
    const known = times.question === this.question ? this.dates : [];
    this.question = times.question;
    this.dates = [...new Set([...known, ...times.dates])].toSorted();
    const span = { dates: this.dates, ...extent(this.dates, times.axis) };
    // What a person holds in the hand isn't taken away: only another question, axis or span makes another bar.
    const wanted = JSON.stringify([this.question, times.axis, span, spoken()]);
    if (wanted !== this.built) this.#build(times, span);
    this.built = wanted;
    this.#refresh(times);
  }

  /** @param {Times} times @param {{dates: string[], first: string, last: string}} span */
  #build({ axis, count }, span) {
    const focused = this.place.contains(document.activeElement) ? document.activeElement?.id : null;
    const strip = h("figure", { id: "strip", class: "strip" });
    this.shown = h("output", { for: "time-slider" });
    this.slider = this.#slider(axis, span);
    this.fields = { as_of: dateField("as_of"), known_at: dateField("known_at"), compare: dateField("compare") };
    this.fields.known_at.max = today();
    this.now = h(
      "button",
      { type: "button", onclick: () => this.onChange({ as_of: null, known_at: null }) },
      t("today"),
    );
    this.alone = h("button", { type: "button", onclick: () => this.onChange({ compare: null }) }, t("compare_none"));
    for (const field of Object.values(this.fields))
      field.addEventListener("change", () => this.onChange({ [field.name]: field.value || null }));
    this.place.replaceChildren(
      h("fieldset", { class: "axes" }, h("legend", {}, t("time_axis")), this.#axes(axis)),
      h(
        "div",
        { class: "slide" },
        strip,
        this.slider,
        h("p", { class: "ends" }, h("span", {}, day(span.first)), this.shown, h("span", {}, day(span.last))),
      ),
      h(
        "div",
        { class: "days" },
        h("label", {}, `${t("valid")} `, this.fields.as_of),
        h("label", {}, `${t("known")} `, this.fields.known_at),
        h("label", {}, `${t("compare")} `, this.fields.compare),
        this.now,
        this.alone,
      ),
    );
    if (focused) document.getElementById(focused)?.focus();
    if (count) drawStrip(strip, span, count);
  }

  /** @param {Times} times */
  #refresh({ axis, asked }) {
    const current = asked[axis] ?? today();
    if (document.activeElement !== this.slider) this.slider.value = toNumber(current);
    this.slider.setAttribute("aria-valuetext", day(current));
    this.shown.textContent = asked[axis] ? day(current) : t("today");
    for (const [name, field] of Object.entries(this.fields ?? {}))
      field.value = asked[/** @type {keyof Times["asked"]} */ (name)] ?? "";
    this.now.hidden = !asked.as_of && !asked.known_at;
    this.alone.hidden = !asked.compare;
  }

  /** @param {Axis} axis @param {{first: string, last: string}} span */
  #slider(axis, { first, last }) {
    const label = t(axis === "as_of" ? "valid" : "known");
    const ends = { min: toNumber(first), max: toNumber(last), step: 1 };
    const slider = h("input", { type: "range", id: "time-slider", ...ends, "aria-label": label });
    let waiting = 0;
    slider.addEventListener("input", () => {
      const chosen = toDay(slider.valueAsNumber);
      this.shown.textContent = day(chosen);
      slider.setAttribute("aria-valuetext", day(chosen));
      clearTimeout(waiting);
      waiting = setTimeout(() => this.onChange({ [axis]: chosen === today() ? null : chosen }), WAIT_MS);
    });
    return slider;
  }

  /** @param {Axis} chosen */
  #axes(chosen) {
    const choices = /** @type {[Axis, string][]} */ ([
      ["as_of", "axis_valid"],
      ["known_at", "axis_known"],
    ]);
    return choices.map(([axis, label]) => {
      const given = { type: "radio", name: "axis", id: `axis-${axis}`, value: axis, checked: axis === chosen };
      return h("label", {}, h("input", { ...given, onchange: () => this.onChange({ axis }) }), " ", t(label));
    });
  }
}

/** @param {string} name */
function dateField(name) {
  return h("input", { type: "date", id: `time-${name}`, name });
}

/** The days that the slider goes over: those of the evidence, with some room, up to today. What was known goes no further. @param {string[]} dates @param {Axis} axis */
function extent(dates, axis) {
  const now = today();
  const first = dates[0] && dates[0] < now ? dates[0] : toDay(toNumber(now) - YEAR_DAYS);
  const latest = axis === "as_of" ? dates.at(-1) : null;
  return { first: toDay(toNumber(first) - ROOM_DAYS), last: latest && latest > now ? latest : now };
}
