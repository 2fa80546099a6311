/** The first visit: the article's story, each step of it a question that is really asked. */

import { h } from "./dom.js";
import { t } from "./language.js";

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
  [
    "story_escape",
    "escape_routes",
    [
      ["client", "google"],
      ["vendor", "scale-ai"],
    ],
  ],
  ["story_openai", "claims_behind", [["relationship", "openai:CLIENT_OF:scale-ai"]]],
  ["story_what_if", "what_if", [["add", "meta INVESTS_IN surge-ai 20%"]]],
];

/** The deal that the story is about: where the graph doesn't have it, there is no story to tell. */
export const DEAL = "meta:INVESTS_IN:scale-ai";

/** @param {boolean} told whether the graph has the deal @param {(ask: string, parameters: [string, string][]) => void} onAsk */
export function story(told, onAsk) {
  if (!told) return h("section", { class: "story" }, h("h2", {}, t("welcome_title")), h("p", {}, t("welcome_lead")));
  return h(
    "section",
    { class: "story" },
    h("h2", {}, t("story_title")),
    h("p", {}, t("story_lead")),
    h(
      "ol",
      {},
      STEPS.map(([text, ask, parameters]) =>
        h("li", {}, h("button", { type: "button", class: "link", onclick: () => onAsk(ask, parameters) }, t(text))),
      ),
    ),
  );
}
