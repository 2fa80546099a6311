/** A field that finds entities by any name while one types: an ARIA combobox with a list. */

import { h } from "./dom.js";
import { nameOf, t, word } from "./language.js";
import { answered } from "./service.js";

const WAIT_MS = 120;
const MOST = 8;
let made = 0;

/**
 * @param {Object} options
 * @param {string} [options.name] of the parameter
 * @param {string} [options.value]
 * @param {string} [options.label] where no label stands beside it
 * @param {string} [options.placeholder]
 * @param {boolean} [options.required]
 * @param {boolean} [options.several] names with commas between them
 * @param {(id: string) => void} [options.onChosen]
 */
export function nameField({ name, value = "", label, placeholder, required, several, onChosen }) {
  const list = `names-${(made += 1)}`;
  const options = h("ul", {
    id: list,
    role: "listbox",
    class: "options",
    hidden: true,
    "aria-label": t("names"),
  });
  const input = h("input", {
    type: "text",
    name,
    value,
    placeholder,
    required,
    id: `${list}-field`,
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    dir: "auto",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list,
    "aria-label": label,
  });
  const box = h("span", { class: "name-field" }, input, options);
  let waiting = 0;
  let active = -1;

  const close = () => {
    options.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (/** @type {any} */ option) => {
    const id = option.dataset.id;
    const before = several
      ? input.value
          .split(/[,،]/)
          .slice(0, -1)
          .map((/** @type {string} */ each) => each.trim())
      : [];
    input.value = several ? `${[...before, id].join(", ")}` : id;
    close();
    onChosen?.(id);
  };
  const offer = async () => {
    const q = (several ? input.value.split(/[,،]/).at(-1) : input.value).trim();
    if (!q) return close();
    const { rows } = await answered("search", new URLSearchParams({ q, limit: String(MOST) })).catch(() => ({
      rows: [],
    }));
    if (document.activeElement !== input) return close();
    active = -1;
    const found = rows.map((/** @type {any} */ { entity, matched }, /** @type {number} */ at) =>
      h(
        "li",
        {
          role: "option",
          id: `${list}-${at}`,
          "data-id": entity.id,
          "aria-selected": "false",
          onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
          onclick: (/** @type {any} */ event) => choose(event.currentTarget),
        },
        h("bdi", {}, nameOf(entity, 60)),
        h(
          "span",
          { class: "faint" },
          ` ${word(entity.kind)}`,
          matched && matched !== nameOf(entity) ? [" · ", h("bdi", {}, matched.slice(0, 60))] : null,
        ),
      ),
    );
    options.replaceChildren(
      ...(found.length
        ? found
        : [
            h(
              "li",
              { role: "option", "aria-disabled": "true", "aria-selected": "false" },
              t("search_none", { text: q.slice(0, 60) }),
            ),
          ]),
    );
    options.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const move = (/** @type {number} */ by) => {
    const all = [...options.querySelectorAll("[data-id]")];
    if (!all.length) return;
    active = (active + by + all.length) % all.length;
    for (const [at, option] of all.entries()) option.setAttribute("aria-selected", String(at === active));
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, WAIT_MS);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape" && !options.hidden) close();
    else if (event.key === "Enter" && !options.hidden) {
      const chosen = options.querySelectorAll("[data-id]")[Math.max(active, onChosen && !several ? 0 : active)];
      if (!chosen) return;
      choose(chosen);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return box;
}
