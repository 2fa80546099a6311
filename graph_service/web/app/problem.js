/** What went wrong, in the service's own words, with its suggestions to choose from. */

import { byId, h } from "./dom.js";
import { t } from "./language.js";

/** @param {import("./service.js").Problem | null} problem @param {import("./main.js").Page} page */
export function showProblem(problem, page) {
  const box = byId("problem");
  if (!problem) return box.replaceChildren();
  const offline = problem.title === "offline";
  for (const id of ["told", "story", "rows", "plots", "time", "after"]) byId(id).replaceChildren();
  byId("view").hidden = true;
  box.replaceChildren(
    h("h2", {}, t("failed")),
    h("p", { dir: "auto" }, offline ? t("offline") : problem.message),
    problem.suggestions.length
      ? h(
          "p",
          {},
          `${t("suggestions")}: `,
          problem.suggestions
            .map((each, at) => [
              at ? ", " : "",
              h("button", { type: "button", class: "link", onclick: () => instead(each, problem, page) }, each),
            ])
            .flat(),
        )
      : "",
    h("button", { type: "button", onclick: () => page.go({}, { replace: true }) }, t("try_again")),
  );
}

/** Ask again with the suggestion where the service found nothing. @param {string} suggestion @param {import("./service.js").Problem} problem @param {import("./main.js").Page} page */
function instead(suggestion, problem, page) {
  const wrong = page.seen.parameters.find(
    ([name, value]) => name === problem.parameter || problem.message.includes(value),
  );
  const parameters = page.seen.parameters.map(
    (each) => /** @type {[string, string]} */ (each === wrong ? [each[0], suggestion] : each),
  );
  page.go({ parameters, opened: page.seen.opened.filter(({ id }) => !problem.message.includes(id)) });
}
