/** One claim as evidence shows it: what is said, by whom, when, of which time, and whether it was taken back. */

import { h } from "./dom.js";
import { day, inLanguage, t, word } from "./language.js";
import { retractionText } from "./values.js";

/**
 * @param {any} claim
 * @param {any[]} [retractions] of the claim or of its source: any of them, and it doesn't count
 */
export function claimShown(claim, retractions = []) {
  const { source, locator } = claim;
  const where = locator?.paragraph ? t("paragraph", { number: locator.paragraph }) : "";
  const retracted = retractions.length > 0;
  return h(
    "li",
    { class: `claim certainty-${claim.certainty}${retracted ? " retracted" : ""}` },
    retractions.map((each) => h("p", { class: "retraction", dir: "auto" }, retractionText(each))),
    h("p", { class: "note", dir: "auto" }, retracted ? h("s", {}, inLanguage(claim.note)) : inLanguage(claim.note)),
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
      [word(claim.status), word(claim.certainty), claim.part ? t("part_only", { part: claim.part }) : "", daysOf(claim)]
        .filter(Boolean)
        .map((mark) => h("li", { dir: "auto" }, mark)),
    ),
    claim.disputes.length ? h("p", { class: "disputes" }, "! ", ofOthers("disputes_claims", claim.disputes)) : null,
    claim.supersedes.length ? h("p", { class: "supersedes" }, ofOthers("supersedes_claims", claim.supersedes)) : null,
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

/** Of which days the claim speaks, where it says so. @param {any} claim */
function daysOf({ valid_from, valid_to }) {
  if (valid_from && valid_to) return t("claim_from_to", { from: day(valid_from), to: day(valid_to) });
  if (valid_from) return t("claim_from", { from: day(valid_from) });
  return valid_to ? t("claim_to", { to: day(valid_to) }) : "";
}

/** A text about other claims, their ids told apart from it. @param {string} key @param {string[]} ids */
function ofOthers(key, ids) {
  const [before, after] = t(key, { claims: "\n" }).split("\n");
  return [before, ids.flatMap((id, at) => [at ? ", " : "", h("code", {}, id)]), after];
}

/** A link only to the web: an address of another kind in the data must not run. @param {any} source */
function link(source) {
  const safe = /^https?:\/\//i.test(source.url ?? "");
  if (!safe) return h("span", { class: "faint" }, t("no_link"));
  return h("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, t("source_link"));
}
