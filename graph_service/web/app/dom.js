/** Elements from names, attributes and children. Text stays text: nothing here reads markup. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, any>} Attributes */

/**
 * An HTML element. Attributes that are functions listen (`onclick`), `true` is an attribute without a value, and
 * null, undefined and false leave it out.
 * @param {string} name
 * @param {Attributes} [attributes]
 * @param {...any} children elements, texts, and lists of them
 * @returns {any}
 */
export function h(name, attributes = {}, ...children) {
  return dressed(document.createElement(name), attributes, children);
}

/**
 * An SVG element.
 * @param {string} name
 * @param {Attributes} [attributes]
 * @param {...any} children elements, texts, and lists of them
 * @returns {any}
 */
export function s(name, attributes = {}, ...children) {
  return dressed(document.createElementNS(SVG, name), attributes, children);
}

/**
 * The one element with this id.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * @param {Element} element
 * @param {Attributes} attributes
 * @param {any[]} children
 */
function dressed(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(
    ...children
      .flat(Infinity)
      .filter(present)
      .map((child) => (child instanceof Node ? child : String(child))),
  );
  return element;
}

/** @param {any} child */
function present(child) {
  return child !== null && child !== undefined && child !== false;
}
