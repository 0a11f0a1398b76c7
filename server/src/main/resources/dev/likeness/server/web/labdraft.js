// @ts-check A template that is being edited in the lab.
import { titleOf } from "./gallery.js";

/** What changes the picture. */
export const FIELDS = ["prompt", "gen_mode", "gpen", "skin", "skin_unifi"];
/** What is published and carried as a file. */
export const KEPT = ["name", "title", "title_zh", "tags", ...FIELDS];
export const only = (object, names) =>
  Object.fromEntries(
    names.filter((name) => object[name] !== undefined && object[name] !== "").map((name) => [name, object[name]]),
  );
export const signature = (draft) => JSON.stringify(only(draft, FIELDS));
/** Its title in the visitor's language. */
export const labelOf = (draft) => titleOf({ title: draft.title || draft.name, title_zh: draft.title_zh });
