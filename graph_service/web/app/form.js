/** The form of a question, made from the schema of its parameters: a new question needs nothing here. */

import { h } from "./dom.js";
import { field, questionOf, relationshipLabel, spoken, t, titleOf, word } from "./language.js";
import { nameField } from "./name-field.js";
import { prose } from "./prose.js";
import { SCOPE } from "./address.js";

/** What the page itself sets, and no form asks for. */
const OURS = ["cursor"];
const FURTHER = [...SCOPE, "limit"];

/**
 * @param {any} query as the catalogue describes it
 * @param {[string, string][]} given
 * @param {(parameters: [string, string][]) => void} onAsk
 */
export function questionForm(query, given, onAsk) {
  const { properties, required = [] } = query.parameters;
  const names = Object.keys(properties).filter((name) => !OURS.includes(name));
  const control = (/** @type {string} */ name) =>
    controlFor(
      name,
      properties[name],
      given.filter(([each]) => each === name).map(([, value]) => value),
      required.includes(name),
    );
  const own = names.filter((name) => !FURTHER.includes(name));
  return h(
    "form",
    {
      class: "question",
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        onAsk(read(/** @type {HTMLFormElement} */ (event.target), properties));
      },
    },
    h("h2", {}, questionOf(query)),
    spoken() === "en"
      ? h(
          "details",
          { class: "about" },
          h("summary", {}, titleOf(query)),
          h("div", { class: "description" }, prose(query.description)),
        )
      : null,
    h(
      "details",
      // On a narrow page the answer goes before the form.
      { class: "own", open: matchMedia("(min-width: 50rem)").matches || !given.length },
      h("summary", {}, t("parameters")),
      own.map(control),
      h(
        "details",
        { class: "further" },
        h("summary", {}, t("more_options")),
        names.filter((name) => FURTHER.includes(name)).map(control),
      ),
      h("button", { type: "submit", class: "primary" }, t("ask")),
    ),
  );
}

/** @param {string} name @param {any} schema @param {string[]} values @param {boolean} required */
function controlFor(name, schema, values, required) {
  const kind = kindOf(schema);
  const id = `parameter-${name}`;
  const hint = spoken() === "en" ? schema.description : null;
  const attributes = { id, name, required, "aria-describedby": hint ? `${id}-hint` : null };
  const control = controls[kind.is](kind, attributes, values, schema);
  const label = control.matches("fieldset")
    ? null
    : h("label", { for: control.querySelector?.("input[role=combobox]")?.id ?? id }, field(name), required ? " *" : "");
  return h(
    "div",
    { class: "parameter", "data-parameter": name },
    label,
    control,
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
  );
}

/** @type {Record<string, (kind: any, attributes: any, values: string[], schema: any) => any>} */
const controls = {
  entity: (_, { name, required }, values) => nameField({ name, required, value: values[0] }),
  entities: (_, { name, required }, values) =>
    nameField({ name, required, several: true, value: values.join(", "), placeholder: t("add_another") }),
  choice: ({ options }, attributes, values, schema) =>
    h(
      "select",
      attributes,
      attributes.required || schema.default ? null : h("option", { value: "" }, t("any")),
      options.map((/** @type {string} */ option) =>
        h("option", { value: option, selected: (values[0] ?? schema.default) === option }, labelOf(option)),
      ),
    ),
  choices: ({ options }, { name }, values, schema) =>
    h(
      "fieldset",
      { class: "choices" },
      h("legend", {}, field(name)),
      options.map((/** @type {string} */ option) =>
        h(
          "label",
          {},
          h("input", {
            type: "checkbox",
            name,
            value: option,
            checked: (values.length ? values : (schema.default ?? [])).includes(option),
          }),
          " ",
          labelOf(option),
        ),
      ),
    ),
  flag: (_, attributes, values, schema) => {
    const on = (values[0] ?? String(schema.default)) === "true";
    return h(
      "select",
      attributes,
      h("option", { value: "true", selected: on }, t("yes")),
      h("option", { value: "false", selected: !on }, t("no")),
    );
  },
  number: ({ schema: bounds, whole }, attributes, values, schema) =>
    h("input", {
      ...attributes,
      type: "number",
      value: values[0] ?? "",
      placeholder: schema.default ?? "",
      min: bounds.minimum,
      max: bounds.maximum,
      step: whole ? 1 : "any",
    }),
  date: (_, attributes, values) => h("input", { ...attributes, type: "date", value: values[0] ?? "" }),
  lines: (_, attributes, values) =>
    h("textarea", { ...attributes, rows: 2, dir: "auto", spellcheck: "false" }, values.join("\n")),
  text: (_, attributes, values) =>
    h("input", { ...attributes, type: "text", value: values[0] ?? "", dir: "auto", spellcheck: "false" }),
};

/** What to fill in: read off the schema's shape, never off a parameter's name. @param {any} schema */
function kindOf(schema) {
  const inner = schema.anyOf?.find((/** @type {any} */ each) => each.type !== "null") ?? schema;
  if (inner.type === "array") {
    if (inner.items.enum) return { is: "choices", options: inner.items.enum };
    return inner.items.format === "entity" ? { is: "entities" } : { is: "lines" };
  }
  if (inner.enum) return { is: "choice", options: inner.enum };
  if (inner.type === "boolean") return { is: "flag" };
  if (inner.type === "integer" || inner.type === "number")
    return { is: "number", schema: inner, whole: inner.type === "integer" };
  if (inner.format === "date" || inner.format === "entity") return { is: inner.format };
  return { is: "text" };
}

/** The parameters that differ from what holds without them. @param {HTMLFormElement} form @param {any} properties */
function read(form, properties) {
  /** @type {[string, string][]} */
  const given = [];
  for (const [name, schema] of Object.entries(properties)) {
    const kind = kindOf(schema);
    const texts = new FormData(form).getAll(name).map((text) => String(text).trim());
    const values =
      kind.is === "lines"
        ? texts.flatMap((text) => text.split("\n"))
        : kind.is === "entities"
          ? texts.flatMap((text) => text.split(/[,،]/))
          : texts;
    const said = values.map((value) => value.trim()).filter(Boolean);
    const usual = [schema.default ?? []].flat().map(String);
    if (said.join("\n") !== usual.join("\n")) for (const value of said) given.push([name, value]);
  }
  return given;
}

/** @param {string} option */
function labelOf(option) {
  return /^[A-Z_]+$/.test(option) ? relationshipLabel(option) : word(option);
}
