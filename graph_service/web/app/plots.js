/** Figures as bars: what an entity is said to be worth or to earn, and on whom a vendor's revenue rests. */

import { h, s } from "./dom.js";
import { day, inLanguage, nameOf, number, percent, t, word } from "./language.js";
import { figureText } from "./values.js";

const WIDTH = 100;

/** @typedef {{label: string, low: number, high: number, shown: string, open?: boolean}} Bar */

/**
 * Bars of one measure, each with its label and its value beside it; a range is drawn as a lighter end.
 * @param {string} title
 * @param {Bar[]} bars
 */
export function bars(title, bars) {
  const most = Math.max(...bars.map(({ high }) => Math.abs(high)), Number.MIN_VALUE);
  const drawn = bars.map(({ label, low, high, shown, open }) => {
    const wide = (/** @type {number} */ value) => (Math.abs(value) / most) * WIDTH;
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("bdi", {}, label)),
      h(
        "td",
        { class: "bar" },
        s(
          "svg",
          { viewBox: `0 0 ${WIDTH} 8`, preserveAspectRatio: "none", "aria-hidden": "true" },
          s("rect", { class: open ? "unknown" : "range", width: wide(high), height: 8 }),
          open ? null : s("rect", { class: low < 0 ? "loss" : "known", width: wide(low), height: 8 }),
        ),
      ),
      h("td", { class: "value" }, shown),
    );
  });
  return h("figure", { class: "plot" }, h("table", {}, h("caption", {}, title), h("tbody", {}, drawn)));
}

/** A plot for each metric of an entity's figures, in order of time. @param {any[]} figures */
export function figuresPlotted(figures) {
  const byMetric = Map.groupBy(figures, (/** @type {any} */ figure) => `${figure.metric} ${figure.currency ?? ""}`);
  return [...byMetric.values()].map((/** @type {any[]} */ group) => {
    const ordered = group.toSorted((a, b) => (a.moment ?? "").localeCompare(b.moment ?? ""));
    const lines = ordered.map((figure) => ({
      label: figure.moment ? day(figure.moment) : t("undated"),
      low: figure.low,
      high: figure.high,
      shown: figureText(figure),
    }));
    return bars(inLanguage(group[0].label), lines);
  });
}

/** The shares of a vendor's revenue, for each metric and period. @param {any[]} rows of `concentration` */
export function concentrationPlotted(rows) {
  return rows
    .filter(({ section, metric }) => section === "summary" && metric)
    .map((summary) => {
      const shares = rows.filter(
        (row) =>
          row.section === "client" &&
          row.metric === summary.metric &&
          row.period === summary.period &&
          row.share_min !== null,
      );
      /** @type {Bar[]} */
      const lines = shares.map((row) => ({
        label: nameOf(row.client),
        low: row.share_min,
        high: row.share_max,
        shown: range(row.share_min, row.share_max),
      }));
      if (summary.unattributed_max !== null) {
        const { unattributed_min: low, unattributed_max: high } = summary;
        lines.push({ label: t("unattributed"), low, high, shown: range(low, high), open: true });
      }
      const title = t("share_of_revenue", {
        metric: word(summary.metric),
        period: summary.period ? day(summary.period) : "",
      });
      return h("div", {}, lines.length ? bars(title, lines) : null, said(summary));
    });
}

/** @param {any} summary */
function said(summary) {
  const lines = [];
  if (summary.hhi_min !== null)
    lines.push(t("hhi", { min: number(Math.round(summary.hhi_min)), max: number(Math.round(summary.hhi_max)) }));
  if (summary.at_risk_min !== null) {
    const names = (summary.at_risk_unknown ?? []).map((/** @type {any} */ entity) => nameOf(entity)).join(", ");
    lines.push(
      t(names ? "at_risk" : "at_risk_known", { percent: range(summary.at_risk_min, summary.at_risk_max), names }),
    );
  }
  return lines.map((line) => h("p", {}, line));
}

/** @param {number} low @param {number} high */
function range(low, high) {
  return Math.abs(high - low) < 0.005 ? percent(low) : `${percent(low)}–${percent(high)}`;
}
