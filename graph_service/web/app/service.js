/** The service's answers, over its own REST interface. */

/** What the service says where it can't answer (RFC 9457), or what stands for it where nobody answers. */
export class Problem extends Error {
  /** @param {{status?: number, title?: string, detail?: string, suggestions?: string[], parameter?: string}} told */
  constructor(told) {
    super(told.detail ?? told.title ?? "");
    this.status = told.status ?? 0;
    this.title = told.title ?? "";
    this.suggestions = told.suggestions ?? [];
    this.parameter = told.parameter ?? null;
  }
}

/** @type {Map<string, Promise<any>>} */
const kept = new Map();
const KEPT = 200;

/**
 * The JSON at an address of ours; asked once, and asked again only where the answer was a problem.
 * @param {string} path
 * @returns {Promise<any>}
 */
export function fetched(path) {
  const known = kept.get(path);
  if (known) return known;
  const asked = ask(path);
  kept.set(path, asked);
  asked.catch(() => kept.delete(path));
  if (kept.size > KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
  return asked;
}

/** Forget what was answered: the graph may have moved on. */
export function forget() {
  for (const path of kept.keys()) if (path.startsWith("v1/")) kept.delete(path);
}

/**
 * A question's answer.
 * @param {string} question its path, `shared-vendors`
 * @param {URLSearchParams} parameters
 */
export function answered(question, parameters) {
  return fetched(`v1/queries/${question}?${parameters}`);
}

/** @param {string} path */
async function ask(path) {
  let response;
  try {
    response = await fetch(new URL(path, document.baseURI));
  } catch {
    throw new Problem({ title: "offline" });
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem({ status: response.status, ...body });
  return body;
}
