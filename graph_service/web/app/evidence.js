/** Who says so: what a row rests on, each relationship and figure with its claims. */

import { claimShown } from "./claim.js";
import { h } from "./dom.js";
import { endsOf } from "./found.js";
import { nameOf, relationshipLabel, t, word } from "./language.js";
import { amountText, figureName, spellText, stakeText, windowText } from "./values.js";

/**
 * All that a row rests on. The witness of some questions has relationships and figures, that of others the claims themselves.
 * @param {any} row
 * @param {import("./found.js").Found} found
 * @param {(select: string) => void} onSelect
 */
export function rowShown(row, found, onSelect) {
  const witness = row.witness ?? [];
  const claims = witness.filter((/** @type {any} */ each) => !isWitness(each));
  const about = row.about ?? row.relationship;
  return [
    row.capped_at_100 ? h("p", { class: "capped" }, t("capped_at_100")) : null,
    witness.filter(isWitness).map((/** @type {any} */ each) => witnessShown(each, found, onSelect)),
    claims.length
      ? h(
          "section",
          { class: "witness" },
          typeof about === "string" ? titled(about, found, onSelect) : null,
          claimList(claims, row.retractions),
        )
      : null,
    opposing(row, found, onSelect),
  ]
    .flat()
    .filter((each) => each !== null);
}

/**
 * One relationship or figure, and its claims.
 * @param {any} witness
 * @param {import("./found.js").Found} found
 * @param {(select: string) => void} onSelect
 */
export function witnessShown(witness, found, onSelect) {
  const { relationship, claims } = witness;
  return h(
    "section",
    { class: "witness" },
    relationship ? heading(relationship, found, onSelect) : titled(witness.figure, found, onSelect),
    relationship ? marks(relationship, witness) : null,
    claims.length ? claimList(claims) : h("p", { class: "faint" }, t("no_claims")),
  );
}

/** @param {any} part of a witness */
function isWitness(part) {
  return Array.isArray(part.claims);
}

/** @param {any[]} claims @param {any[]} [retractions] */
function claimList(claims, retractions) {
  return h(
    "ol",
    { class: "claims" },
    claims.map((claim) => claimShown(claim, retractions)),
  );
}

/** The claims about something else that a contradiction is with, under what they are about. @param {any} row @param {import("./found.js").Found} found @param {(select: string) => void} onSelect */
function opposing({ against = [], sides = [] }, found, onSelect) {
  const aboutOf = (/** @type {any} */ claim) =>
    sides.find((/** @type {any} */ side) => side.claims.includes(claim.id))?.about ?? "";
  return [...Map.groupBy(against, aboutOf)].map(([about, claims]) =>
    h(
      "section",
      { class: "witness against" },
      h("p", { class: "disputes" }, "! ", t("contradicted_by")),
      about ? titled(about, found, onSelect) : null,
      claimList(claims),
    ),
  );
}

/** What claims are about, by its id: a relationship, or a figure. @param {string} about @param {import("./found.js").Found} found @param {(select: string) => void} onSelect */
function titled(about, found, onSelect) {
  const ends = endsOf(about);
  return ends ? heading(ends, found, onSelect) : h("h3", {}, h("bdi", {}, figureName(about, found)));
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
    relationship.direct === false ? t("indirect") : "",
    relationship.amount ? amountText(relationship.amount) : "",
    ...(relationship.services ?? []).map(word),
    ...(relationship.segments ?? []).map(word),
    relationship.role ?? "",
  ].filter(Boolean);
  const spell = spellText(relationship);
  return [
    h(
      "ul",
      { class: "marks" },
      told.map((mark) => h("li", { dir: "auto" }, mark)),
    ),
    h("p", { class: "faint" }, windowText(relationship.window, relationship.status)),
    spell ? h("p", { class: "faint spell" }, spell) : null,
  ];
}
