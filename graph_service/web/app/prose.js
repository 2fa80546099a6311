/** Text as the questions' documentation is written: paragraphs, lists of `* `, and names in back quotes. */

import { h } from "./dom.js";

/** @param {string} text @returns {HTMLElement[]} */
export function prose(text) {
  return text.split(/\n\s*\n/).map((block) => {
    const [first, ...items] = block.split(/^\* /m).map((part) => marked(part.replace(/\s+/g, " ").trim()));
    const list = items.length
      ? h(
          "ul",
          {},
          items.map((item) => h("li", {}, item)),
        )
      : null;
    return h("div", {}, first.length ? h("p", {}, first) : null, list);
  });
}

/** @param {string} text @returns {(string | HTMLElement)[]} */
function marked(text) {
  return text
    .split("`")
    .map((part, at) => (at % 2 ? h("code", {}, part) : part))
    .filter((part) => part !== "");
}
