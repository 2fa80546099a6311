/** The two languages: texts, names, words of the closed lists, and numbers and dates as each writes them. */

import { fetched } from "./service.js";

export const LANGUAGES = ["en", "ar"];

/** What has no place in a caption: control characters, and marks that turn the text around them. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The texts of a language by section and name: maps, since an entity may be called `constructor`. @typedef {Map<string, Map<string, any>>} Texts */

/** @type {Texts} */
let texts = new Map();
/** @type {Texts} */
let fallback = new Map();
/** @type {Map<string, any>} */
const words = new Map();
let language = "en";
let locale = "en";

/** The language that the browser asks for first, of those we have. */
export function preferred() {
  const asked = navigator.languages.map((each) => each.slice(0, 2));
  return asked.find((each) => LANGUAGES.includes(each)) ?? "en";
}

/**
 * Take up a language: its texts, its direction, and the vocabulary.
 * @param {string} chosen
 */
export async function speak(chosen) {
  language = chosen;
  locale = navigator.languages.find((each) => each.startsWith(chosen)) ?? chosen;
  const [vocabulary, spoken, english] = await Promise.all([
    fetched("v1/vocabulary"),
    fetched(`web/locales/${chosen}.json`),
    fetched("web/locales/en.json"),
  ]);
  texts = mapped(spoken);
  fallback = mapped(english);
  for (const list of Object.values(vocabulary)) for (const word of list) words.set(word.name, word);
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === "ar" ? "rtl" : "ltr";
}

export function spoken() {
  return language;
}

/**
 * A text of the page; `{name}` stands for a value, and a text with several forms takes the one for `count`.
 * @param {string} key
 * @param {Record<string, any>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  let text = textOf("ui", key) ?? key;
  if (typeof text === "object") {
    const form = new Intl.PluralRules(locale).select(values.count);
    text = (text[form] ?? text.other).replace("#", number(values.count));
  }
  return text.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) =>
    typeof values[name] === "number" ? number(values[name]) : (values[name] ?? ""),
  );
}

/**
 * An entity's name in this language, fit for a caption.
 * @param {{id: string, names?: Record<string, string>} | undefined} entity
 * @param {number} [longest]
 */
export function nameOf(entity, longest = 120) {
  if (!entity) return "";
  const name = entity.names?.[language] ?? entity.names?.en ?? Object.values(entity.names ?? {})[0] ?? entity.id;
  const seen = name.replace(UNSEEN, " ").trim() || entity.id;
  return seen.length > longest ? `${seen.slice(0, longest - 1)}…` : seen;
}

/**
 * A note or a label that is there in several languages.
 * @param {Record<string, string> | null | undefined} said
 */
export function inLanguage(said) {
  return said?.[language] ?? said?.en ?? Object.values(said ?? {})[0] ?? "";
}

/**
 * The name of a field or a parameter.
 * @param {string} name
 * @returns {string}
 */
export function field(name) {
  return textOf("fields", name) ?? humanised(name);
}

/**
 * A word of a closed list, or of an answer.
 * @param {string} name
 * @returns {string}
 */
export function word(name) {
  return (
    texts.get("values")?.get(name) ??
    (inLanguage(words.get(name)?.label) || (fallback.get("values")?.get(name) ?? name.replaceAll("_", " ")))
  );
}

/** Whether this is a word that answers are made of, and no free text. @param {string} name */
export function isWord(name) {
  return words.has(name) || textOf("values", name) !== undefined || /^[a-z]+(_[a-z]+)+$/.test(name);
}

/** What a relationship of a type is called, from either end. @param {string} type @param {boolean} [reverse] */
export function relationshipLabel(type, reverse = false) {
  const entry = words.get(type);
  return inLanguage(reverse ? entry?.reverse_label : entry?.label) || type;
}

/** A question's short name. @param {{name: string}} query */
export function titleOf(query) {
  return textOf("titles", query.name) ?? humanised(query.name);
}

/** A question in full. @param {{name: string, question: string}} query */
export function questionOf(query) {
  return textOf("questions", query.name) ?? query.question;
}

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export function number(value, options = {}) {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, ...options }).format(value);
}

/** A share of a hundred. @param {number} value */
export function percent(value) {
  return number(value / 100, { style: "percent" });
}

/** A sum of money, long ones shortened. @param {number} value @param {string | null} currency */
export function money(value, currency) {
  const options = /** @type {Intl.NumberFormatOptions} */ ({ notation: "compact", maximumSignificantDigits: 4 });
  if (currency && /^[A-Z]{3}$/.test(currency))
    Object.assign(options, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return number(value, options);
}

/** A day, a month or a year, as far as it is known. @param {string} date */
export function day(date) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (!parts) return date;
  const [, year, month, dayOfMonth] = parts;
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { timeZone: "UTC", year: "numeric" };
  if (month) options.month = "short";
  if (dayOfMonth) options.day = "numeric";
  const moment = new Date(Date.UTC(2000, Number(month ?? 1) - 1, Number(dayOfMonth ?? 1)));
  moment.setUTCFullYear(Number(year));
  return new Intl.DateTimeFormat(locale, options).format(moment);
}

/** A text in this language, else in English. @param {string} section @param {string} name */
function textOf(section, name) {
  return texts.get(section)?.get(name) ?? fallback.get(section)?.get(name);
}

/** @param {Record<string, Record<string, any>>} file @returns {Texts} */
function mapped(file) {
  return new Map(Object.entries(file).map(([section, named]) => [section, new Map(Object.entries(named))]));
}

/** @param {string} name */
function humanised(name) {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
