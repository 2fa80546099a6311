/** The time bar of this view. */

import { having, parameter } from "./address.js";
import { datesOf } from "./dates.js";
import { byId } from "./dom.js";
import { rowsOn } from "./gather.js";
import { t } from "./language.js";
import { drawStrip, timeBar } from "./time.js";

/** @param {import("./main.js").Page} page @param {any} asked @param {import("./gather.js").Gathered} gathered */
export function showTime(page, asked, gathered) {
  const { seen } = page;
  const place = byId("time");
  place.setAttribute("aria-label", t("time"));
  if (!asked && !gathered.centre.length) return place.replaceChildren();
  const times = {
    axis: seen.axis,
    asked: { as_of: parameter(seen, "as_of"), known_at: parameter(seen, "known_at") },
    compare: seen.compare,
    dates: datesOf(gathered.spoken),
    count: (/** @type {string} */ day) => rowsOn(asked, seen.axis, day),
    onChange: (/** @type {any} */ { axis, compare, ...days }) => {
      let { parameters } = seen;
      for (const [name, value] of Object.entries(days)) parameters = having({ ...seen, parameters }, name, value);
      page.go(
        { parameters, ...(axis ? { axis } : {}), ...(compare === undefined ? {} : { compare }) },
        { replace: !axis && compare === undefined },
      );
    },
  };
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : null;
  place.replaceChildren(...timeBar(times));
  if (focused) document.getElementById(focused)?.focus();
  if (asked) drawStrip(byId("strip"), times);
}
