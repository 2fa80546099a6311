/** What answers speak of, gathered: the entities, the relationships, and the claims that each rests on. */

import { fetched } from "./service.js";

const SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*";
const RELATIONSHIP_ID = new RegExp(`^(${SLUG}):([A-Z_]+):(${SLUG})$`);
const FIGURE_ID = new RegExp(`^(${SLUG}):([a-z_]+):(\\d[^:\\s]*)(?::[A-Z]{3})?(?::([a-z_]+))?$`);

/**
 * @typedef {{id: string, names: Record<string, string>, kind: string}} Entity
 * @typedef {Record<string, any> & {id: string, subject: string, type: string, object: string}} Relationship
 * @typedef {Object} Witness
 * @property {Relationship} [relationship]
 * @property {string} [figure]
 * @property {any[]} claims
 * @property {boolean} [hypothetical]
 * @property {boolean} [removed]
 */

export class Found {
  constructor() {
    /** @type {Map<string, Entity>} */
    this.entities = new Map();
    /** @type {Map<string, Relationship>} */
    this.relationships = new Map();
    /** @type {Map<string, Witness>} by the relationship's or the figure's id */
    this.witnesses = new Map();
    /** @type {Map<string, any>} */
    this.claims = new Map();
    /** @type {any[]} */
    this.retractions = [];
    /** @type {Set<string>} entities that the id of a relationship or a figure names */
    this.ends = new Set();
  }

  /** Take in all that a row, an answer or a part of one speaks of. @param {any} value */
  add(value) {
    if (Array.isArray(value)) for (const each of value) this.add(each);
    else if (typeof value === "string") this.#addEnds(value);
    else if (value && typeof value === "object") {
      if (isEntity(value)) this.entities.set(value.id, value);
      else if (isRelationship(value)) this.relationships.set(value.id, value);
      else if (isWitness(value)) this.#addWitness(value);
      else if (isClaim(value)) this.claims.set(value.id, value);
      else if (isRetraction(value)) this.retractions.push(value);
      if (!isEntity(value)) for (const each of Object.values(value)) this.add(each);
    }
    return this;
  }

  /** Ask for the entities that only an id was given of: the ends of relationships, and others. @param {string[]} others */
  async complete(others = []) {
    const ends = [...this.relationships.values()].flatMap(({ subject, object }) => [subject, object]);
    const nameless = [...new Set([...ends, ...this.ends, ...others])].filter((id) => !this.entities.has(id));
    const asked = await Promise.all(
      nameless.map((id) => fetched(`v1/entities/${encodeURIComponent(id)}`).catch(() => null)),
    );
    for (const [at, id] of nameless.entries()) this.entities.set(id, asked[at] ?? { id, names: {}, kind: "company" });
    return this;
  }

  /** @param {string} text that may be the id of a relationship or a figure */
  #addEnds(text) {
    const ends = endsOf(text);
    if (ends) this.ends.add(ends.subject).add(ends.object);
    const figure = figureOf(text);
    if (figure) this.ends.add(figure.entity);
  }

  /** @param {Witness} witness */
  #addWitness(witness) {
    const id = witness.relationship?.id ?? witness.figure;
    if (id) this.witnesses.set(id, witness);
  }
}

/** The ids of the relationships that a row rests on, in its order. @param {any} row @returns {string[]} */
export function hopsOf(row) {
  return (row.witness ?? []).map((/** @type {Witness} */ hop) => hop.relationship?.id).filter(Boolean);
}

/** The ends and the type in a relationship's id; null where it is another id. @param {string} id */
export function endsOf(id) {
  const parts = RELATIONSHIP_ID.exec(id);
  return parts && { id, subject: parts[1], type: parts[2], object: parts[3] };
}

/** Whose figure it is, and of what, by a figure's id; null where it is another id. @param {string} id */
export function figureOf(id) {
  const parts = FIGURE_ID.exec(id);
  return parts && { entity: parts[1], metric: parts[2], moment: parts[3], status: parts[4] };
}

/** @param {any} value */
export function isEntity(value) {
  return (
    typeof value.id === "string" &&
    typeof value.kind === "string" &&
    Boolean(value.names) &&
    typeof value.names === "object"
  );
}

/** @param {any} value */
export function isRelationship(value) {
  return (
    typeof value.id === "string" &&
    typeof value.subject === "string" &&
    typeof value.type === "string" &&
    "status" in value
  );
}

/** @param {any} value */
function isWitness(value) {
  return Array.isArray(value.claims) && (typeof value.figure === "string" || typeof value.relationship === "object");
}

/** @param {any} value */
export function isClaim(value) {
  return typeof value.attribution === "string" && "reported_on" in value;
}

/** @param {any} value */
export function isRetraction(value) {
  return "reported_in" in value;
}
