/** The panel beside the graph: the evidence for what is chosen. */

import { MOST, chosen, scope } from "./address.js";
import { byId, h } from "./dom.js";
import { entityShown } from "./entity.js";
import { rowShown, witnessShown } from "./evidence.js";
import { Found } from "./found.js";
import { t } from "./language.js";
import { Problem, answered, fetched } from "./service.js";

const FEW = 100;

/** @param {import("./main.js").Page} page @param {import("./gather.js").Gathered} gathered @param {() => boolean} current */
export async function showEvidence(page, gathered, current) {
  const panel = byId("evidence");
  const choice = chosen(page.seen);
  const inside = await shown(choice, page, gathered);
  if (!current()) return;
  panel.replaceChildren(
    h(
      "p",
      { class: "panel-head" },
      h("strong", {}, t("evidence")),
      choice
        ? h("button", { type: "button", class: "link", onclick: () => page.select(page.seen.select) }, t("close"))
        : null,
    ),
    ...inside,
  );
  panel.scrollTop = 0;
}

/** @param {{kind: string, id: string} | null} choice @param {import("./main.js").Page} page @param {import("./gather.js").Gathered} gathered @returns {Promise<Node[]>} */
async function shown(choice, page, gathered) {
  const { kind, id } = choice ?? { kind: "", id: "" };
  if (kind === "row" && gathered.rows[Number(id)]) return ofRow(gathered.rows[Number(id)], page, gathered);
  if (kind === "relationship") return ofRelationship(id, page, gathered);
  if (kind === "entity") return ofEntity(id, page, gathered);
  return [h("p", { class: "hint" }, t("evidence_hint"))];
}

/** @param {any} row @param {import("./main.js").Page} page @param {import("./gather.js").Gathered} gathered */
function ofRow(row, page, { spoken }) {
  return [h("h2", {}, t("evidence_of_row")), ...rowShown(row, spoken, page.select)];
}

/** @param {string} id @param {import("./main.js").Page} page @param {import("./gather.js").Gathered} gathered */
async function ofRelationship(id, page, { spoken }) {
  const known = spoken.witnesses.get(id);
  // What is only supposed, the service doesn't have.
  const witness = known?.hypothetical
    ? known
    : await fetched(`v1/relationships/${encodeURIComponent(id)}?${new URLSearchParams(scope(page.seen))}`).catch(
        otherwise(known),
      );
  const named = await new Found().add(witness).complete();
  return [witnessShown(witness, named, page.select)];
}

/** @param {string} id @param {import("./main.js").Page} page @param {import("./gather.js").Gathered} gathered */
async function ofEntity(id, page, { more }) {
  const { seen } = page;
  const section = (/** @type {string} */ name) =>
    answered(
      "profile",
      new URLSearchParams([["entity", id], ["section", name], ["limit", String(FEW)], ...scope(seen)]),
    );
  const answers = await Promise.all([section("entity"), section("relationship"), section("figure"), section("event")]);
  const rows = answers.flatMap((answer) => answer.rows);
  const found = await new Found().add(rows).complete();
  const place = seen.opened.find((each) => each.id === id);
  const pin = () => {
    const pinned = new Map(seen.pinned);
    if (!pinned.delete(id)) pinned.set(id, page.canvas.element(id).position() ?? { x: 0, y: 0 });
    page.go({ pinned });
  };
  return [
    entityShown(
      rows,
      { opened: Boolean(place), pinned: seen.pinned.has(id), more: more.get(id) ?? false, queries: page.catalogue },
      found,
      {
        onSelect: page.select,
        onAsk: page.ask,
        onOpen: (type) => page.open(id, type),
        onMore: () => page.open(id, place?.type ?? null, Math.min(MOST, (place?.most ?? FEW) * 2)),
        onClose: () => page.go({ opened: seen.opened.filter((each) => each.id !== id) }),
        onHide: () => page.go({ hidden: [...seen.hidden, id], select: null }),
        onPin: pin,
      },
    ),
  ];
}

/** @param {any} known */
function otherwise(known) {
  return (/** @type {unknown} */ error) => {
    if (known) return known;
    throw error instanceof Problem ? error : new Problem({});
  };
}
