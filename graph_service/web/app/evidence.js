/** Who says so: the claims behind what is chosen, each with its source, its date and how sure it is. */

import { h } from "./dom.js";
import { day, inLanguage, nameOf, relationshipLabel, t, word } from "./language.js";
import { amountText, stakeText, windowText } from "./values.js";

/**
 * One relationship and its claims.
 * @param {any} witness
 * @param {import("./found.js").Found} found
 * @param {(select: string) => void} onSelect
 */
export function witnessShown(witness, found, onSelect) {
  const { relationship, claims } = witness;
  return h(
    "section",
    { class: "witness" },
    relationship ? heading(relationship, found, onSelect) : h("h3", {}, h("bdi", {}, witness.figure)),
    relationship ? marks(relationship, witness) : null,
    claims.length ? h("ol", { class: "claims" }, claims.map(claimShown)) : h("p", { class: "faint" }, t("no_claims")),
  );
}

/** @param {any} relationship @param {import("./found.js").Found} found @param {(select: string) => void} onSelect */
function heading({ subject, type, object }, found, onSelect) {
  const end = (/** @type {string} */ id) =>
    h(
      "button",
      { type: "button", class: "link", onclick: () => onSelect(`entity:${id}`) },
      h("bdi", {}, nameOf(found.entities.get(id) ?? { id })),
    );
  return h("h3", { dir: "auto" }, end(subject), ` ${relationshipLabel(type)} `, end(object));
}

/** What is so, in a few words. @param {any} relationship @param {any} witness */
function marks(relationship, witness) {
  const told = [
    word(relationship.status),
    word(relationship.certainty),
    relationship.disputed ? `! ${word("disputed")}` : "",
    relationship.partial ? word("partial") : "",
    witness.hypothetical ? `+ ${word("hypothetical")}` : "",
    witness.removed ? `× ${word("removed")}` : "",
    stakeText(relationship),
    relationship.amount ? amountText(relationship.amount) : "",
    ...(relationship.services ?? []).map(word),
    ...(relationship.segments ?? []).map(word),
    relationship.role ?? "",
  ].filter(Boolean);
  return [
    h(
      "ul",
      { class: "marks" },
      told.map((mark) => h("li", { dir: "auto" }, mark)),
    ),
    h("p", { class: "faint" }, windowText(relationship.window, relationship.status)),
  ];
}

/** @param {any} claim */
function claimShown(claim) {
  const { source, locator } = claim;
  const where = locator?.paragraph ? t("paragraph", { number: locator.paragraph }) : "";
  return h(
    "li",
    { class: `claim certainty-${claim.certainty}` },
    h("p", { class: "note", dir: "auto" }, inLanguage(claim.note)),
    h(
      "p",
      { class: "said" },
      h("bdi", {}, claim.attribution),
      " · ",
      claim.reported_on ? t("said_on", { date: day(claim.reported_on) }) : t("undated"),
    ),
    h(
      "ul",
      { class: "marks" },
      [word(claim.status), word(claim.certainty), claim.part ? t("part_only", { part: claim.part }) : ""]
        .filter(Boolean)
        .map((mark) => h("li", { dir: "auto" }, mark)),
    ),
    claim.disputes.length
      ? h("p", { class: "disputes" }, "! ", t("disputes_claims", { claims: claim.disputes.join(", ") }))
      : null,
    h(
      "p",
      { class: "source" },
      h("bdi", {}, source.publisher),
      source.title ? [" — ", h("bdi", {}, source.title)] : null,
      where ? ` · ${where}` : null,
      " · ",
      h("code", {}, claim.id),
      " · ",
      link(source),
    ),
  );
}

/** A link only to the web: an address of another kind in the data must not run. @param {any} source */
function link(source) {
  const safe = /^https?:\/\//i.test(source.url ?? "");
  if (!safe) return h("span", { class: "faint" }, t("no_link"));
  return h("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, t("source_link"));
}
