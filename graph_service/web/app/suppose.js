/** What if one bought a stake in another: asked by a stroke on the graph, or in a form. */

import { h } from "./dom.js";
import { t } from "./language.js";
import { nameField } from "./name-field.js";

/**
 * The dialog, filled with what was drawn.
 * @param {{investor?: string, company?: string}} drawn
 * @param {{onSuppose: (deal: string) => void, onDraw: () => void}} doings
 */
export function supposeDialog(drawn, { onSuppose, onDraw }) {
  const investor = nameField({ name: "investor", required: true, value: drawn.investor, label: t("suppose_investor") });
  const company = nameField({ name: "company", required: true, value: drawn.company, label: t("suppose_company") });
  const dialog = h(
    "dialog",
    { class: "suppose", "aria-labelledby": "suppose-title" },
    h(
      "form",
      {
        method: "dialog",
        onsubmit: (/** @type {any} */ event) => {
          if (event.submitter?.value !== "go") return;
          const given = new FormData(event.target);
          onSuppose(
            JSON.stringify({
              subject: given.get("investor"),
              type: "INVESTS_IN",
              object: given.get("company"),
              stake_percent: Number(given.get("percent")),
            }),
          );
        },
      },
      h("h2", { id: "suppose-title" }, t("suppose_title")),
      h("p", {}, t("suppose_hint")),
      h("label", {}, t("suppose_investor"), " ", investor),
      h("label", {}, t("suppose_company"), " ", company),
      h(
        "label",
        {},
        t("suppose_percent"),
        " ",
        h("input", { type: "number", name: "percent", min: 0.01, max: 100, step: "any", value: 20, required: true }),
      ),
      h(
        "p",
        { class: "doings" },
        h("button", { type: "submit", value: "go", class: "primary" }, t("suppose_go")),
        h("button", { type: "submit", value: "draw", formnovalidate: true, onclick: onDraw }, t("suppose_draw")),
        h("button", { type: "submit", value: "cancel", formnovalidate: true }, t("cancel")),
      ),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
