// @ts-check Tables and times.
import { el } from "./dom.js";
import { language, t } from "./words.js";

export const when = (iso) =>
	new Date(iso).toLocaleString(language() === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A table, which scrolls if the page is too narrow; shows a text if it is empty. */
export function table(caption, heads, rows) {
	if (!rows.length) return el("p", { class: "dim", t: "books.nothing" });
	return el(
		"div",
		{ class: "scroll", tabindex: "0", role: "region", label: caption },
		el(
			"table",
			{},
			el(
				"thead",
				{},
				el(
					"tr",
					{},
					heads.map((head) => el("th", { scope: "col", t: head })),
				),
			),
			el(
				"tbody",
				{},
				rows.map((row) =>
					el(
						"tr",
						{},
						row.map((cell) => el("td", {}, cell)),
					),
				),
			),
		),
	);
}

/** A few large numbers: names (keys of words.js), values and units. */
export const figures = (items) =>
	items.map(([name, value, unit]) =>
		el("div", {}, el("dt", { t: name }), el("dd", {}, value, unit ? el("small", {}, ` ${unit}`) : "")),
	);
