/** How the graph is drawn. Kinds and types look as `graph_service/appearance.py` has them, here as everywhere. */

import { nameOf, relationshipLabel } from "./language.js";
import { stakeText } from "./values.js";

/** @param {any} looks @param {boolean} dark @returns {any} */
export function style(looks, dark) {
  const ink = dark ? "#e8ebf0" : "#1c2430";
  const paper = dark ? "#12161d" : "#ffffff";
  return [
    {
      selector: "node",
      style: {
        label: "data(label)",
        color: ink,
        "font-size": 13,
        "font-weight": 600,
        "font-family": "system-ui, 'Noto Sans', 'Noto Naskh Arabic', sans-serif",
        "text-valign": "bottom",
        "text-margin-y": 6,
        "text-wrap": "wrap",
        "text-max-width": 130,
        "text-background-color": paper,
        "text-background-opacity": 0.85,
        "text-background-padding": 2,
        width: 42,
        height: 42,
        "border-width": 2,
        "border-color": paper,
        "min-zoomed-font-size": 6,
      },
    },
    ...Object.entries(looks.entities).map(([kind, { colour, shape }]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { "background-color": colour, shape },
    })),
    {
      selector: "edge",
      style: {
        label: "data(label)",
        "font-size": 10,
        color: ink,
        "text-background-color": paper,
        "text-background-opacity": 0.9,
        "text-background-padding": 2,
        "text-rotation": "autorotate",
        "min-zoomed-font-size": 7,
        "font-family": "system-ui, 'Noto Sans', 'Noto Naskh Arabic', sans-serif",
        width: "data(width)",
        "curve-style": "bezier",
        "control-point-step-size": 46,
        "arrow-scale": 1.2,
        "line-style": "solid",
      },
    },
    ...Object.entries(looks.relationships).map(([type, { colour, arrow }]) => ({
      selector: `edge[type = "${type}"]`,
      style: {
        "line-color": dark ? lighter(colour) : colour,
        "target-arrow-color": dark ? lighter(colour) : colour,
        "target-arrow-shape": arrow,
      },
    })),
    { selector: "edge.planned", style: { "line-style": "dashed", "line-dash-pattern": [9, 5] } },
    { selector: "edge.over", style: { "line-style": "dotted", opacity: 0.6 } },
    { selector: "edge.disputed", style: { "line-style": "dashed", "line-dash-pattern": [2, 4] } },
    {
      selector: "edge.hypothetical",
      style: {
        "line-style": "dashed",
        "line-dash-pattern": [4, 4],
        "line-outline-width": 2,
        "line-outline-color": dark ? "#f0b429" : "#9a6200",
      },
    },
    { selector: "edge.removed", style: { opacity: 0.45, "line-style": "dotted" } },
    { selector: ".dimmed", style: { opacity: 0.16, "text-opacity": 0.35 } },
    { selector: ".lit", style: { "z-index": 10, opacity: 1 } },
    { selector: "node.pinned", style: { "border-color": ink, "border-style": "double", "border-width": 5 } },
    {
      selector: ":selected, .chosen",
      style: { "overlay-color": "#f0b429", "overlay-opacity": 0.3, "overlay-padding": 6, "z-index": 20 },
    },
  ];
}

/** Cytoscape looks ids up in plain objects, where `constructor` is something else: such an entity gets another id. @param {string} id */
export function drawnId(id) {
  return id in Object.prototype ? `:${id}` : id;
}

/** An entity as Cytoscape takes it. @param {import("./found.js").Entity} entity @returns {any} */
export function nodeOf({ id, kind, ...names }) {
  return { group: "nodes", data: { id: drawnId(id), ours: id, kind, label: nameOf({ id, ...names }, 48) } };
}

/** A relationship as Cytoscape takes it. @param {import("./found.js").Relationship} relationship @param {any} witness @returns {any} */
export function edgeOf(relationship, witness) {
  const { id, subject, type, object, status, disputed, stake_percent: stake } = relationship;
  const sign = witness?.removed ? "× " : witness?.hypothetical ? "+ " : disputed ? "! " : "";
  const label = [relationshipLabel(type), stakeText(relationship)].filter(Boolean).join(" ");
  const classes = [
    ["announced", "planned_end"].includes(status) ? "planned" : "",
    ["ended", "called_off", "denied"].includes(status) ? "over" : "",
    disputed ? "disputed" : "",
    witness?.hypothetical ? "hypothetical" : "",
    witness?.removed ? "removed" : "",
  ];
  const width = typeof stake === "number" ? 1.5 + Math.min(stake, 100) / 12 : 2;
  return {
    group: "edges",
    data: { id, ours: id, source: drawnId(subject), target: drawnId(object), type, label: sign + label, width },
    classes: classes.filter(Boolean),
  };
}

/** The colour on dark paper: half way to white. @param {string} colour */
function lighter(colour) {
  const channels = [1, 3, 5].map((at) => Math.round((Number.parseInt(colour.slice(at, at + 2), 16) + 255) / 2));
  return `rgb(${channels.join(",")})`;
}
