// @ts-check
// The slider of a retouch strength.
import { el, uid } from "./dom.js";

/**
 * @param {string} name gpen, skin or skin_unifi
 * @param {() => number} value the strength to show
 * @param {(value: number) => void} onChange
 */
export function strengthSlider(name, value, onChange) {
	const id = uid(name);
	const out = el("output", { for: id });
	const input = el("input", {
		type: "range",
		id,
		min: 0,
		max: 1,
		step: 0.1,
		on: {
			input: () => {
				onChange(Number(input.value));
				draw();
			},
		},
	});
	const draw = () => {
		input.value = value();
		out.textContent = Number(input.value).toFixed(1);
		input.style.setProperty("--fill", `${input.value * 100}%`);
	};
	return { draw, node: el("div", { class: "strength" }, el("label", { for: id, t: `look.${name}` }), out, input) };
}
