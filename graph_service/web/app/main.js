/** The explorer: what the address says is asked, drawn and told; what a person does becomes an address. */

import { FEW, read, scope, written } from "./address.js";
import { Canvas } from "./canvas.js";
import { byId, h } from "./dom.js";
import { LANGUAGES, preferred, questionOf, speak, spoken, t, titleOf } from "./language.js";
import { nameField } from "./name-field.js";
import { questionForm } from "./form.js";
import { showAnswer } from "./answer.js";
import { showEvidence } from "./panel.js";
import { gathered } from "./gather.js";
import { showProblem } from "./problem.js";
import { TimeBar } from "./time.js";
import { changeTimes, timesOf } from "./times.js";
import { showTools } from "./tools.js";
import { Problem, fetched, forget } from "./service.js";
import { STEPS, hasDeal, story } from "./story.js";
import { supposeDialog } from "./suppose.js";

/**
 * @typedef {import("./address.js").Seen} Seen
 * @typedef {Object} Page what every part of the page works with
 * @property {Seen} seen
 * @property {any[]} catalogue
 * @property {Canvas} canvas
 * @property {any} looks
 * @property {(change: Partial<Seen>, how?: {replace?: boolean}) => void} go
 * @property {(ask: string, parameters: [string, string][]) => void} ask
 * @property {(select: string | null) => void} select
 * @property {(id: string, type?: string | null, most?: number) => void} open
 * @property {(drawn?: {investor?: string, company?: string}) => void} suppose
 */

/** @type {Page} */
const page = /** @type {any} */ ({ seen: read(), catalogue: [], go, ask, select, open, suppose });
let told = false;
let empty = false;
const bar = new TimeBar(byId("time"), (change) => changeTimes(page, change));
let turn = 0;

/** A quick answer needs no word that it is being asked. */
const PATIENCE_MS = 300;

async function start() {
  await speak(chosenLanguage());
  [page.catalogue, page.looks, empty, told] = await Promise.all([
    fetched("v1/queries"),
    fetched("web/looks.json"),
    fetched("v1/entities?limit=1").then(({ items }) => !items.length),
    hasDeal(),
  ]);
  page.canvas = new Canvas(byId("canvas"), page.looks, {
    onSelect: select,
    onOpen: (id) => open(id),
    onMoved: (id, at) => go({ pinned: new Map([...page.seen.pinned, [id, at]]) }, { replace: true }),
    onDrawn: (investor, company) => suppose({ investor, company }),
  });
  addEventListener("popstate", () => {
    page.seen = read();
    show();
  });
  byId("home").addEventListener("click", (/** @type {Event} */ event) => {
    event.preventDefault();
    forget();
    go({ ask: null, parameters: [], opened: [], hidden: [], pinned: new Map(), select: null, compare: null });
  });
  byId("language").addEventListener("click", () =>
    go({ language: LANGUAGES.find((each) => each !== spoken()) ?? null }),
  );
  byId("questions").open = matchMedia("(min-width: 1100px)").matches;
  await show();
}

/** Show what the address says; a later call overtakes an earlier one. */
async function show() {
  const mine = (turn += 1);
  const answer = byId("answer");
  answer.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => byId("told").replaceChildren(t("loading")), PATIENCE_MS);
  try {
    if (spoken() !== chosenLanguage()) await speak(chosenLanguage());
    dress();
    const asked = askedNow();
    const gatheredNow = await gathered(page, asked);
    clearTimeout(slow);
    if (mine !== turn) return;
    showProblem(null, page);
    byId("story").replaceChildren(...(page.seen.ask || page.seen.opened.length ? [] : [story({ told, empty }, ask)]));
    showAnswer(page, asked, gatheredNow);
    showTools(page, asked, gatheredNow);
    bar.show(timesOf(page, asked, gatheredNow));
    await showEvidence(page, gatheredNow, () => mine === turn);
  } catch (error) {
    if (mine !== turn) return;
    if (!(error instanceof Problem)) throw error;
    showProblem(error, page);
  } finally {
    clearTimeout(slow);
    if (mine === turn) answer.setAttribute("aria-busy", "false");
  }
}

/** The texts that stand on every view, and the form. */
function dress() {
  document.title = t("title");
  for (const [id, text] of /** @type {[string, string][]} */ ([
    ["skip", "skip"],
    ["home", "title"],
    ["guide", "guide"],
    ["api", "api"],
    ["language", "other_language"],
  ]))
    byId(id).textContent = t(text);
  byId("language").lang = LANGUAGES.find((each) => each !== spoken());
  byId("search").replaceChildren(nameField({ label: t("search_label"), placeholder: t("search"), onChosen: find }));
  byId("evidence").setAttribute("aria-label", t("evidence"));
  byId("rows").setAttribute("aria-label", t("table"));
  const questions = byId("questions");
  questions.querySelector("summary").textContent = t("questions");
  questions.querySelector("ul").replaceChildren(
    ...page.catalogue.map((query) =>
      h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: "link",
            title: questionOf(query),
            "aria-current": page.seen.ask === query.name ? "true" : null,
            onclick: () => ask(query.name, exampleOf(query)),
          },
          titleOf(query),
        ),
      ),
    ),
  );
  const query = page.catalogue.find(({ name }) => name === page.seen.ask);
  byId("form").replaceChildren(
    ...(query ? [questionForm(query, page.seen.parameters, (parameters) => ask(query.name, parameters))] : []),
  );
}

/** The question as asked: the address's, or on a first visit the story's first. @returns {{query: any, parameters: [string, string][]} | null} */
function askedNow() {
  const { seen } = page;
  const [, first, parameters] = STEPS[0];
  if (seen.ask) return { query: queryNamed(seen.ask), parameters: seen.parameters };
  return told && !seen.opened.length ? { query: queryNamed(first), parameters: [...parameters, ...scope(seen)] } : null;
}

/** @param {string} name */
function queryNamed(name) {
  const query = page.catalogue.find((each) => each.name === name);
  if (!query) throw new Problem({ status: 404, detail: t("unknown_question", { name }) });
  return query;
}

/** A question is first asked of its example where it can't be asked of everything. @param {any} query @returns {[string, string][]} */
function exampleOf(query) {
  const needed = query.parameters.required ?? (query.name === "what_if" ? Object.keys(query.example) : []);
  return needed.length
    ? Object.entries(query.example).flatMap(([name, value]) =>
        [value].flat().map((each) => /** @type {[string, string]} */ ([name, String(each)])),
      )
    : [];
}

/** @param {Partial<Seen>} change @param {{replace?: boolean}} [how] */
function go(change, { replace = false } = {}) {
  page.seen = { ...page.seen, ...change };
  history[replace ? "replaceState" : "pushState"](null, "", written(page.seen));
  show();
}

/** @param {string} name @param {[string, string][]} parameters */
function ask(name, parameters) {
  const kept = scope(page.seen).filter(
    ([each]) => !parameters.some(([given]) => given === each) && !byId("form").querySelector(`[name="${each}"]`),
  );
  page.canvas.clear();
  go({ ask: name, parameters: [...parameters, ...kept], opened: [], hidden: [], pinned: new Map(), select: null });
}

/** @param {string | null} chosen */
function select(chosen) {
  go({ select: page.seen.select === chosen ? null : chosen });
}

/** An entity found by name: it alone, and what is around it. @param {string} id */
function find(id) {
  page.canvas.clear();
  go({
    ask: null,
    parameters: scope(page.seen),
    opened: [{ id, most: FEW, type: null }],
    hidden: [],
    pinned: new Map(),
    select: `entity:${id}`,
  });
}

/** Show an entity's relationships beside what is there. @param {string} id @param {string | null} [type] @param {number} [most] */
function open(id, type = null, most = FEW) {
  const asked = askedNow();
  const opened = [
    ...page.seen.opened.filter(
      (place) => place.id !== id || (type !== null && place.type !== type && place.type !== null),
    ),
    { id, most, type },
  ];
  go({ opened, select: `entity:${id}`, ...(asked ? { ask: asked.query.name, parameters: asked.parameters } : {}) });
}

/** @param {{investor?: string, company?: string}} [drawn] */
function suppose(drawn = {}) {
  supposeDialog(drawn, {
    onDraw: () => {
      page.canvas.draws(true);
      byId("told").textContent = t("suppose_drawing");
    },
    onSuppose: (deal) => {
      if (page.seen.ask === "what_if") go({ parameters: [...page.seen.parameters, ["add", deal]], select: null });
      else ask("what_if", [["add", deal]]);
    },
  });
}

function chosenLanguage() {
  const asked = page.seen.language;
  return asked && LANGUAGES.includes(asked) ? asked : preferred();
}

start().catch((error) => {
  byId("answer").setAttribute("aria-busy", "false");
  if (!(error instanceof Problem)) throw error;
  byId("problem").textContent = error.message || "The service does not answer.";
});
