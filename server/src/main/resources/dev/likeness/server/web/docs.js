// @ts-check The description of the API, from the document that the service itself gives, with a form to try each call.
import { el, uid } from "./dom.js";
import { onLanguage, t } from "./words.js";
import { ask, get } from "./api.js";

const METHODS = ["get", "post", "put", "patch", "delete"];
/** `code` and **strong** in a description. */
const prose = (text = "") =>
  el(
    "span",
    { lang: "en" }, // the service describes itself in English alone
    text.split(/(`[^`]+`)/).map((part) => (part.startsWith("`") ? el("code", {}, part.slice(1, -1)) : part)),
  );

export function docs() {
  let api = null;
  const search = el("input", {
    type: "search",
    hint: "docs.search",
    label: "docs.search",
    on: { input: () => draw() },
  });
  const list = el("div", { class: "column" });
  const node = el(
    "div",
    { class: "books docs" },
    el("h1", { t: "docs.title" }),
    el("p", { class: "dim", t: "docs.tells" }),
    el(
      "div",
      { class: "row wrap" },
      el("div", { class: "grow" }, search),
      el("a", { href: "/v1/openapi.json", t: "docs.file", download: "openapi.json" }),
    ),
    list,
  );
  const resolved = (schema) =>
    schema?.$ref ? api.components.schemas[schema.$ref.replace("#/components/schemas/", "")] : (schema ?? {});

  function typeOf(schema) {
    if (schema?.$ref) return schema.$ref.split("/").pop();
    if (!schema) return "";
    if (schema.type === "array") return `${typeOf(schema.items)}[]`;
    if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
    const ranges = [
      schema.minimum !== undefined && `≥ ${schema.minimum}`,
      schema.maximum !== undefined && `≤ ${schema.maximum}`,
      schema.maxLength && `≤ ${schema.maxLength}`,
      schema.default !== undefined && `= ${schema.default}`,
    ].filter(Boolean);
    return [schema.format === "binary" ? "file" : [schema.type].flat().join(" | "), ...ranges].join(", ");
  }

  /** The fields of a schema; those of the schemas in it unfold. */
  function fields(schema, depth = 0) {
    const whole = resolved(schema);
    if (whole.type === "array") return fields(whole.items, depth);
    const rows = Object.entries(whole.properties ?? {});
    if (!rows.length) return "";
    return el(
      "dl",
      { class: "facts-list fields" },
      rows.flatMap(([name, property]) => {
        const inner = property.items ?? property;
        return [
          el("dt", {}, el("code", {}, name), whole.required?.includes(name) ? el("b", { class: "small" }, " *") : ""),
          el(
            "dd",
            {},
            el("span", { class: "dim small", lang: "en" }, typeOf(property)),
            " ",
            prose(property.description),
            inner.$ref && depth < 3 ? unfolding(inner.$ref.split("/").pop(), () => fields(inner, depth + 1)) : "",
          ),
        ];
      }),
    );
  }
  /** Made when it is opened: there is much of it. */
  function unfolding(title, contents, kind = "") {
    const summary = el("summary", {}, title);
    return el(
      "details",
      {
        class: kind,
        on: {
          toggle: (event) => {
            if (event.target.open && event.target.children.length === 1) event.target.append(...[contents()].flat());
          },
        },
      },
      summary,
    );
  }

  function operation(path, method, of) {
    const contents = () => {
      const body = of.requestBody?.content ?? {};
      return [
        el("p", {}, prose(of.description)),
        of.parameters?.length
          ? section(
              "docs.parameters",
              el(
                "dl",
                { class: "facts-list fields" },
                of.parameters.flatMap((each) => [
                  el("dt", {}, el("code", {}, each.name), each.required ? el("b", { class: "small" }, " *") : ""),
                  el(
                    "dd",
                    {},
                    el("span", { class: "dim small", lang: "en" }, `${each.in}, ${typeOf(each.schema)}`),
                    " ",
                    prose(each.description),
                  ),
                ]),
              ),
            )
          : "",
        ...Object.entries(body).map(([type, { schema }]) =>
          unfolding([t("docs.body"), ": ", el("code", {}, type)], () => fields(schema)),
        ),
        ...Object.entries(of.responses ?? {}).map(([status, answer]) =>
          unfolding([`${status} `, prose(answer.description)], () => [
            ...Object.entries(answer.content ?? {}).map(([type, { schema }]) =>
              el("div", {}, el("p", { class: "dim small", lang: "en" }, `${type} ${typeOf(schema)}`), fields(schema)),
            ),
          ]),
        ),
        unfolding(t("docs.try"), () => attempt(path, method, of)),
      ];
    };
    const item = unfolding(
      [el("code", { class: `method ${method}` }, method.toUpperCase()), el("code", {}, path), prose(of.summary)],
      contents,
      "operation",
    );
    return item;
  }
  const section = (title, contents) => el("div", {}, el("h4", { t: title }), contents);

  /** A form that calls it with the key of this visitor. */
  function attempt(path, method, of) {
    const inputs = (of.parameters ?? [])
      .filter((each) => each.in !== "header")
      .map((each) => ({ ...each, field: el("input", { id: uid("p") }) }));
    const schema = resolved(of.requestBody?.content?.["application/json"]?.schema);
    const hasBody = Boolean(of.requestBody);
    const example = Object.fromEntries(
      (schema.required ?? []).map((name) => [name, schema.properties[name]?.example ?? ""]),
    );
    const text = el("textarea", {
      rows: 6,
      class: "code",
      label: "docs.body",
      value: JSON.stringify(example, null, 2),
      spellcheck: "false",
    });
    const shown = el("pre", { tabindex: "0", role: "region", label: "docs.answer", hidden: true });
    const image = el("img", { alt: t("docs.answer"), class: "answer", hidden: true });
    const send = async (event) => {
      event.preventDefault();
      const filled = inputs.filter(({ field }) => field.value !== "");
      const address = filled.reduce(
        (sum, each) => sum.replace(`{${each.name}}`, encodeURIComponent(each.field.value)),
        path,
      );
      const query = new URLSearchParams(
        filled.filter((each) => each.in === "query").map((each) => [each.name, each.field.value]),
      );
      shown.hidden = false;
      image.hidden = true;
      try {
        const answer = await ask(
          method.toUpperCase(),
          query.size ? `${address}?${query}` : address,
          hasBody ? JSON.parse(text.value) : undefined,
        );
        const type = answer.headers.get("Content-Type") ?? "";
        shown.textContent = `${answer.status}\n`;
        if (type.startsWith("image/")) {
          image.src = URL.createObjectURL(await answer.blob());
          image.hidden = false;
        } else if (type.includes("json")) shown.textContent += JSON.stringify(await answer.json(), null, 2);
        else shown.textContent += await answer.text();
      } catch (error) {
        shown.textContent = [error.status || "", error.code ?? "", error.message].filter(Boolean).join("\n");
      }
    };
    return el(
      "form",
      { class: "field", on: { submit: send } },
      inputs.map(({ name, field }) => el("div", {}, el("label", { for: field.id, lang: "en" }, name), field)),
      hasBody ? text : "",
      el("button", { class: "primary", t: "docs.send" }),
      shown,
      image,
    );
  }

  function draw() {
    if (!api) return;
    const sought = search.value.trim().toLowerCase();
    const groups = new Map();
    for (const [path, item] of Object.entries(api.paths))
      for (const method of METHODS) {
        const of = item[method];
        if (!of || !`${path} ${of.summary} ${of.description ?? ""}`.toLowerCase().includes(sought)) continue;
        const tag = of.tags?.[0] ?? "";
        groups.set(tag, [...(groups.get(tag) ?? []), operation(path, method, of)]);
      }
    list.replaceChildren(
      ...[...groups].map(([tag, items]) =>
        el("section", { class: "card" }, el("h2", {}, t(`docs.tag.${tag}`, tag)), ...items),
      ),
    );
  }
  onLanguage(draw);
  return {
    node,
    title: "docs.title",
    async start() {
      api = await get("/v1/openapi.json");
      draw();
    },
  };
}
