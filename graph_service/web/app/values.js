/** Any value of an answer, as a person reads it: parts that are text, an entity, or a relationship. */

import { endsOf, figureOf, isClaim, isEntity, isRelationship, isRetraction } from "./found.js";
import {
  day,
  field,
  inLanguage,
  isWord,
  money,
  nameOf,
  number,
  percent,
  relationshipLabel,
  t,
  word,
} from "./language.js";

/**
 * @typedef {string | {entity: any} | {relationship: any}} Part
 */

const DATE = /^\d{4}(-\d\d){0,2}$/;
const UNBEGUN = ["announced", "called_off", "denied"];
/** The field in which it says something that there is no date. */
const UNDATED = "on";
/** The fields that say something where they are false. */
const TELLING = new Set(["counts", "direct", "voting"]);
const SHARES = /(percent|stake|share|attributed|at_risk)(_min|_max|_percent)?$/;

/**
 * @param {any} value
 * @param {string} name the field that holds it
 * @param {import("./found.js").Found} found
 * @returns {Part[]}
 */
export function parts(value, name, found) {
  if (value === null || value === undefined) return name === UNDATED ? [t("undated")] : [];
  if (typeof value === "boolean") return [t(value ? "yes" : "no")];
  if (typeof value === "number") return [SHARES.test(name) && value <= 100 ? percent(value) : number(value)];
  if (typeof value === "string") return [named(value, found)];
  if (Array.isArray(value)) return joined(value.map((each) => parts(each, name, found)));
  if (isEntity(value)) return [{ entity: value }];
  if (isRelationship(value)) return [{ relationship: value }];
  return ofObject(value, found);
}

/** The same as one line of text. @param {any} value @param {string} name @param {import("./found.js").Found} found */
export function text(value, name, found) {
  return parts(value, name, found)
    .map((part) => partText(part, found))
    .join("");
}

/** @param {Part} part @param {import("./found.js").Found} found */
export function partText(part, found) {
  if (typeof part === "string") return part;
  if ("entity" in part) return nameOf(part.entity);
  const { subject, type, object } = part.relationship;
  return `${nameOf(found.entities.get(subject) ?? { id: subject })} ${relationshipLabel(type)} ${nameOf(found.entities.get(object) ?? { id: object })}`;
}

/** When something held, as far as it is known. @param {any} window @param {string} [status] */
export function windowText({ from, to, certain_from, certain_to }, status) {
  if (!from && !certain_from && status && UNBEGUN.includes(status)) return t("not_begun");
  const since = from
    ? t("since", { date: day(from) })
    : certain_from
      ? t("certain_since", { date: day(certain_from) })
      : t("since_unknown");
  const end = to ?? certain_to;
  return end ? `${since} ${t("until", { date: day(end) })}` : since;
}

/** A sum, with what it stands for. @param {any} amount */
export function amountText(amount) {
  const { value, min, max, currency, basis, approximate, period } = amount;
  const sum = (/** @type {number} */ figure) => money(figure, currency);
  let said;
  if (typeof value === "number") said = sum(value);
  else if (typeof min === "number" && typeof max === "number") said = `${sum(min)}–${sum(max)}`;
  else if (typeof max === "number") said = t("up_to", { value: sum(max) });
  else if (typeof min === "number") said = t("at_least", { value: sum(min) });
  else said = `${sum(amount.low)}–${sum(amount.high)}`;
  if (approximate) said = t("about_value", { value: said });
  const told = [
    basis && basis !== "unspecified" && basis !== "up_to" ? word(basis) : "",
    period ? day(period) : "",
  ].filter(Boolean);
  return told.length ? `${said} (${told.join(", ")})` : said;
}

/** A figure's value. @param {any} figure */
export function figureText(figure) {
  const { value, low, high, currency, approximate } = figure;
  const sum = (/** @type {number} */ amount) => (currency ? money(amount, currency) : number(amount));
  const said = typeof value === "number" ? sum(value) : low === high ? sum(low) : `${sum(low)}–${sum(high)}`;
  return approximate ? t("about_value", { value: said }) : said;
}

/** A relationship's stake, with its range where it has one; a bound that doesn't belong to it is told as such. @param {any} relationship */
export function stakeText({ stake_percent, stake_min, stake_max, stake_min_exclusive, stake_max_exclusive }) {
  if (typeof stake_percent === "number") return percent(stake_percent);
  if (typeof stake_min !== "number" || typeof stake_max !== "number") return "";
  const least = stake_min_exclusive ? "more_than" : "at_least";
  const most = stake_max_exclusive ? "less_than" : "up_to";
  const bounds = [
    stake_min > 0 || stake_min_exclusive ? t(least, { value: percent(stake_min) }) : "",
    stake_max < 100 || stake_max_exclusive ? t(most, { value: percent(stake_max) }) : "",
  ].filter(Boolean);
  const whole = bounds.length === 2 && !stake_min_exclusive && !stake_max_exclusive;
  return whole || !bounds.length ? `${percent(stake_min)}–${percent(stake_max)}` : bounds.join(t("comma"));
}

/** The days on which a relationship is as it is shown, where it holds longer than that. @param {any} relationship */
export function spellText({ spell, window }) {
  if (!spell || (spell.start === window.from && spell.end === window.to)) return "";
  const days = [
    spell.start ? t("since", { date: day(spell.start) }) : "",
    spell.end ? t("until", { date: day(spell.end) }) : "",
  ].filter(Boolean);
  return days.length ? t("as_shown", { days: days.join(" ") }) : "";
}

/** What was taken back, since when, and why. @param {any} retraction */
export function retractionText({ kind, on, source, note }) {
  const what = kind === "withdrawn" ? t("retracted_on", { date: day(on) }) : t("never_said");
  return `${what}${source ? ` (${t("whole_source")})` : ""}: ${inLanguage(note)}`;
}

/** A figure as people say it, from its id. @param {string} id @param {import("./found.js").Found} found */
export function figureName(id, found) {
  const figure = figureOf(id);
  if (!figure) return id;
  const { entity, metric, moment, status } = figure;
  const told = [day(moment), status ? word(status) : ""].filter(Boolean);
  return `${nameOf(found.entities.get(entity) ?? { id: entity })}: ${word(metric)} (${told.join(", ")})`;
}

/** @param {string} value @param {import("./found.js").Found} found @returns {Part} */
function named(value, found) {
  const entity = found.entities.get(value);
  if (entity) return { entity };
  if (DATE.test(value)) return day(value);
  const ends = endsOf(value);
  if (ends) return { relationship: found.relationships.get(value) ?? ends };
  if (figureOf(value)) return figureName(value, found);
  return isWord(value) ? word(value) : value;
}

/** @param {any} value @param {import("./found.js").Found} found @returns {Part[]} */
function ofObject(value, found) {
  if ("certain_from" in value) return [windowText(value)];
  if ("basis" in value) return [amountText(value)];
  if ("metric" in value && "moment" in value)
    return [`${inLanguage(value.label)} ${value.moment ? day(value.moment) : ""}: ${figureText(value)}`];
  if (isRetraction(value)) return [retractionText(value)];
  if (isClaim(value)) return [`${inLanguage(value.note)} (${value.attribution})`];
  if ("publisher" in value) return [value.publisher];
  if (typeof value.en === "string") return [inLanguage(value)];
  const told = Object.entries(value).filter(
    ([name, each]) => isTold(name, each) && name !== "witness" && !repeats(name, value),
  );
  return joined(
    told.map(([name, each]) => [`${field(name)}: `, ...parts(each, name, found)]),
    t("semicolon"),
  );
}

/** Whether a field has something to say: a missing date has, and most of what is false hasn't. @param {string} name @param {any} value */
export function isTold(name, value) {
  if (value === false) return TELLING.has(name);
  return isSaid(value) || (value === null && name === UNDATED);
}

/** @param {any} value */
function isSaid(value) {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** Whether this end of a range is no other than the value beside it. @param {string} name @param {any} fields */
export function repeats(name, fields) {
  const value = name.replace(/_(min|max)$/, "_percent");
  return value !== name && fields[name] === fields[value];
}

/** @param {Part[][]} lists @param {string} [between] @returns {Part[]} */
function joined(lists, between = t("comma")) {
  return lists.flatMap((list, at) => (at ? [between, ...list] : list));
}
