/** The graph on the page: drawn, laid out, lit, and moved by hand. */

import { cytoscape } from "./cytoscape.js";
import { drawnId, edgeOf, nodeOf, style } from "./canvas-style.js";
import { rings } from "./rings.js";

/** Above so many entities a layout by forces would hold the page up. */
const CROWD = 120;

const FORCES = /** @type {const} */ ({
  name: "cose",
  randomize: false,
  nodeOverlap: 24,
  numIter: 1500,
  componentSpacing: 90,
  nodeDimensionsIncludeLabels: true,
  nodeRepulsion: () => 24_000,
  idealEdgeLength: () => 120,
});

/**
 * @typedef {Object} Doings what happens on the graph, told to the page
 * @property {(select: string) => void} onSelect
 * @property {(id: string) => void} onOpen
 * @property {(id: string, at: {x: number, y: number}) => void} onMoved
 * @property {(from: string, to: string) => void} onDrawn
 */

export class Canvas {
  /** @param {HTMLElement} container @param {any} looks @param {Doings} doings */
  constructor(container, looks, doings) {
    this.looks = looks;
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.cy = cytoscape({
      container,
      style: style(looks, this.dark.matches),
      minZoom: 0.08,
      maxZoom: 4,
      boxSelectionEnabled: false,
      autounselectify: true,
    });
    this.dark.addEventListener("change", () => this.cy.style(style(looks, this.dark.matches)));
    /** @type {string | null} the entity that a supposed stake starts at */
    this.from = null;
    this.drawing = false;
    this.#listen(doings);
    new ResizeObserver(() => this.cy.resize()).observe(container);
  }

  /**
   * Draw what was found; what stays keeps its place.
   * @param {import("./found.js").Found} found
   * @param {{hidden: string[], pinned: Map<string, {x: number, y: number}>, centre: string[]}} seen
   */
  draw(found, { hidden, pinned, centre }) {
    this.cy.resize();
    const gone = new Set(hidden);
    const shown = [...found.relationships.values()].filter(
      ({ subject, object }) => !gone.has(subject) && !gone.has(object),
    );
    const edges = shown.map((each) => edgeOf(each, found.witnesses.get(each.id)));
    const ends = new Set([
      ...shown.flatMap(({ subject, object }) => [subject, object]),
      ...centre.filter((id) => !gone.has(id)),
    ]);
    const nodes = [...ends]
      .filter((id) => found.entities.has(id))
      .toSorted()
      .map((id) => nodeOf(/** @type {any} */ (found.entities.get(id))));
    const wanted = new Map([...nodes, ...edges].map((each) => [each.data.id, each]));
    let added = 0;
    this.cy.batch(() => {
      this.cy
        .elements()
        .filter((/** @type {any} */ each) => !wanted.has(each.id()))
        .remove();
      for (const [id, element] of wanted) {
        const drawn = this.cy.getElementById(id);
        if (drawn.empty()) {
          this.cy.add(element);
          added += 1;
        } else {
          drawn.data(element.data);
          if (element.group === "edges") drawn.classes(/** @type {any} */ (element).classes);
        }
      }
      for (const node of this.cy.nodes()) node.toggleClass("pinned", pinned.has(node.data("ours")));
    });
    if (added) this.#arrange(pinned);
    for (const [id, at] of pinned) this.element(id).position(at);
  }

  /** What is drawn of an entity or a relationship; empty where nothing is. @param {string} id */
  element(id) {
    return this.cy.getElementById(drawnId(id));
  }

  /** Light these relationships and their ends, dim the rest; null lights all. @param {Iterable<string> | null} lit @param {string | null} chosen */
  light(lit, chosen) {
    const all = this.cy.elements();
    this.cy.batch(() => {
      all.removeClass("lit dimmed chosen");
      if (lit) {
        const wanted = new Set(lit);
        const edges = this.cy.edges().filter((/** @type {any} */ edge) => wanted.has(edge.data("ours")));
        const bright = edges.union(edges.connectedNodes()).union(chosen ? this.element(chosen) : this.cy.collection());
        if (bright.nonempty()) {
          bright.addClass("lit");
          all.not(bright).addClass("dimmed");
        }
      }
      if (chosen) this.element(chosen).addClass("chosen");
    });
  }

  /** Wait for an investor and a company to be chosen on the graph. @param {boolean} on */
  draws(on) {
    this.drawing = on;
    this.from = null;
    this.cy.container()?.classList.toggle("drawing", on);
    this.cy.nodes().removeClass("chosen");
    this.cy.autoungrabify(on);
    this.cy.userPanningEnabled(!on);
  }

  fit() {
    this.cy.fit(undefined, 56);
  }

  /** @param {number} by */
  zoom(by) {
    this.cy.zoom({ level: this.cy.zoom() * by, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  /** The whole graph as a picture. @returns {Promise<Blob>} */
  picture() {
    return this.cy.png({
      output: "blob-promise",
      full: true,
      scale: 2,
      maxWidth: 8000,
      maxHeight: 8000,
      bg: this.dark.matches ? "#12161d" : "#ffffff",
    });
  }

  /** What is drawn, for the list beside it. @returns {{entities: string[], relationships: string[]}} */
  drawn() {
    const ids = (/** @type {any} */ all) => all.map((/** @type {any} */ each) => each.data("ours"));
    return { entities: ids(this.cy.nodes()), relationships: ids(this.cy.edges()) };
  }

  /** Give up the memory of where things were: another question, another picture. */
  clear() {
    this.cy.elements().remove();
  }

  /** @param {Map<string, {x: number, y: number}>} pinned */
  #arrange(pinned) {
    const nodes = this.cy.nodes();
    const ids = nodes.map((node) => node.data("ours")).toSorted();
    const busiest = nodes.maxDegree(false);
    // Hidden until now, or not yet laid out, the place for it has no size.
    const wide = this.cy.height() > 0 ? Math.min(1.6, Math.max(0.6, this.cy.width() / this.cy.height())) : 1;
    const common = { animate: false, fit: true, padding: 56 };
    for (const id of pinned.keys()) this.element(id).lock();
    if (ids.length > CROWD || busiest > 3) {
      const isBusy = (/** @type {string} */ id) => 2 * this.element(id).degree(false) > busiest;
      const places = rings(
        ids.filter(isBusy),
        ids.filter((id) => !isBusy(id)),
        wide,
      );
      this.cy
        .layout({
          ...common,
          name: "preset",
          positions: (/** @type {any} */ node) => places.get(node.data("ours")) ?? { x: 0, y: 0 },
        })
        .run();
    } else {
      // The same graph gets the same picture: it starts from a circle in the order of ids, and not from chance.
      const places = rings([], ids, wide);
      for (const node of nodes) node.position(/** @type {any} */ (places.get(node.data("ours"))));
      this.cy.layout({ ...common, ...FORCES }).run();
    }
    nodes.unlock();
  }

  /** @param {Doings} doings */
  #listen({ onSelect, onOpen, onMoved, onDrawn }) {
    const { cy } = this;
    const start = (/** @type {any} */ node) => {
      this.from = node.data("ours");
      node.addClass("chosen");
    };
    const end = (/** @type {any} */ node) => {
      if (!this.from || this.from === node.data("ours")) return;
      const from = this.from;
      this.draws(false);
      onDrawn(from, node.data("ours"));
    };
    // A stake is drawn with two taps, or in one stroke: pressed on the investor, let go over the company.
    cy.on("tapstart", "node", (/** @type {any} */ { target }) => this.drawing && !this.from && start(target));
    cy.on("tapend", "node", (/** @type {any} */ { target }) => this.drawing && end(target));
    cy.on("tap", "node", (/** @type {any} */ { target }) => !this.drawing && onSelect(`entity:${target.data("ours")}`));
    cy.on("tap", "edge", (/** @type {any} */ { target }) => onSelect(`relationship:${target.data("ours")}`));
    cy.on("dbltap", "node", (/** @type {any} */ { target }) => onOpen(target.data("ours")));
    cy.on("dragfree", "node", (/** @type {any} */ { target }) => onMoved(target.data("ours"), target.position()));
  }
}
