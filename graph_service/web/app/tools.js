/** What can be done with the picture as a whole. */

import { scope } from "./address.js";
import { byId, h } from "./dom.js";
import { t } from "./language.js";
import { saveMenu } from "./save.js";

/** @param {import("./main.js").Page} page @param {any} asked @param {import("./gather.js").Gathered} gathered */
export function showTools(page, asked, gathered) {
  const { canvas, seen } = page;
  const button = (/** @type {string} */ label, /** @type {string} */ sign, /** @type {() => void} */ act) =>
    h("button", { type: "button", title: label, "aria-label": label, onclick: act }, sign);
  const tools = byId("tools");
  tools.setAttribute("aria-label", t("graph"));
  tools.replaceChildren(
    ...(canvas.drawn().entities.length
      ? [
          button(t("zoom_in"), "+", () => canvas.zoom(1.3)),
          button(t("zoom_out"), "−", () => canvas.zoom(1 / 1.3)),
          button(t("fit"), "⤢", () => canvas.fit()),
        ]
      : []),
    h("button", { type: "button", onclick: () => page.suppose() }, t("suppose")),
    seen.hidden.length
      ? h(
          "button",
          { type: "button", onclick: () => page.go({ hidden: [] }) },
          t("show_all", { count: seen.hidden.length }),
        )
      : "",
    saveMenu({
      answer: gathered.answer,
      found: gathered.spoken,
      name: asked ? asked.query.path : "graph",
      picture: () => canvas.picture(),
      drawn: () => canvas.drawn(),
      scope: scope(seen),
    }),
  );
}
