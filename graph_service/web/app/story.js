/** The first visit: the article's story, each step of it a question that is really asked. */

import { h } from "./dom.js";
import { t } from "./language.js";
import { answered, fetched } from "./service.js";

/** The question behind each line of the story, and its parameters. @type {[string, string, [string, string][]][]} */
export const STEPS = [
  [
    "story_conflicts",
    "shared_vendors",
    [
      ["vendor", "scale-ai"],
      ["investor", "meta"],
    ],
  ],
  [
    "story_departures",
    "departures",
    [
      ["vendor", "scale-ai"],
      ["investor", "meta"],
    ],
  ],
  ["story_concentration", "concentration", [["vendor", "scale-ai"]]],
  ["story_timeline", "timeline", [["entity", "scale-ai"]]],
  ["story_openai", "claims_behind", [["relationship", "openai:CLIENT_OF:scale-ai"]]],
  ["story_what_if", "what_if", [["remove", "meta:INVESTS_IN:scale-ai"]]],
];

/** Whether the graph has the deal that the story is about: without it there is no story to tell. */
export async function hasDeal() {
  const { rows } = await answered("search", new URLSearchParams({ q: "scale-ai", limit: "1" }));
  if (rows[0]?.entity.id !== "scale-ai") return false;
  const { items } = await fetched("v1/relationships?object=scale-ai&type=INVESTS_IN&limit=1000");
  return items.some((/** @type {{subject: string}} */ { subject }) => subject === "meta");
}

/**
 * @param {{told: boolean, empty: boolean}} graph whether it has the deal, and whether it has nothing
 * @param {(ask: string, parameters: [string, string][]) => void} onAsk
 */
export function story({ told, empty }, onAsk) {
  if (!told) {
    const lead = empty ? "empty_graph" : "welcome_lead";
    return h("section", { class: "story" }, h("h2", {}, t("welcome_title")), h("p", {}, t(lead)));
  }
  const steps = STEPS.map(([text, ask, parameters]) =>
    h("li", {}, h("button", { type: "button", class: "link", onclick: () => onAsk(ask, parameters) }, t(text))),
  );
  return h(
    "section",
    { class: "story" },
    h("h2", {}, t("story_title")),
    h("p", {}, t("story_lead")),
    h("ol", {}, steps),
  );
}
