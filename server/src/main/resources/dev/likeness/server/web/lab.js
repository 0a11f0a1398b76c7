// @ts-check The template lab: every photo in every template. A column is a template that can be edited beside its
// pictures, saved in versions, compared with a version cell by cell, published to the account, and exported as a file.
import { el, icon, save, settled, toast, uid } from "./dom.js";
import { onLanguage, t, problem } from "./words.js";
import { get, post, preview, put, remove } from "./api.js";
import { keep, recall } from "./keep.js";
import { filesOf, smaller, unfit } from "./photo.js";
import { thumbnail, titleOf } from "./gallery.js";
import { heardItems } from "./heard.js";
import { buttonRow, closeButton, openDialog, sure } from "./dialog.js";
import { sheet } from "./sheet.js";
import { strengthSlider } from "./slider.js";

const FIELDS = ["prompt", "gen_mode", "gpen", "skin", "skin_unifi"];
const KEPT = ["name", "title", "title_zh", "tags", ...FIELDS];
const only = (object, names) =>
  Object.fromEntries(
    names.filter((name) => object[name] !== undefined && object[name] !== "").map((name) => [name, object[name]]),
  );
const signature = (draft) => JSON.stringify(only(draft, FIELDS));
/** Its title in the visitor's language. */
const labelOf = (draft) => titleOf({ title: draft.title || draft.name, title_zh: draft.title_zh });
const named = (photo, draft) => `${photo.id}/${photo.face ?? ""}${signature(draft)}`;

export function lab() {
  let templates = [];
  let photos = []; // { id, blob, face: which of several, once chosen }
  let columns = []; // { id, draft, versions: [draft], compare: index or -1, node, cells }
  const pictures = new Map(); // photo and look -> blob
  const waiting = [];
  let rendering = false;
  let arrive = () => {};
  /** @type {Promise<void>} */
  const loaded = new Promise((resolve) => (arrive = resolve));

  // ---- what this browser keeps of it
  const store = settled(400, () =>
    keep("drafts", "lab", {
      photos,
      columns: columns.map((column) => ({
        id: column.id,
        draft: column.draft,
        versions: column.versions,
        compare: column.compare,
        changed: column.changed,
      })),
    }),
  );

  // ---- rendering, one at a time, what is seen first
  function want(photo, draft, cell) {
    const name = named(photo, draft);
    cell.wanted = name;
    if (pictures.has(name)) {
      paint(cell, pictures.get(name));
      return;
    }
    cell.frame.classList.add("pending");
    if (!waiting.some((each) => each.name === name && each.cell === cell))
      waiting.push({ name, photo, draft: { ...draft }, cell });
    pump();
  }
  async function pump() {
    if (rendering) return;
    rendering = true;
    await null; // wait until the cells are on the page
    for (let next = waiting.shift(); next && node.isConnected; next = waiting.shift()) {
      if (next.cell.wanted !== next.name || !next.cell.frame.isConnected) continue;
      try {
        if (!pictures.has(next.name))
          pictures.set(
            next.name,
            (await preview(next.photo.blob, { ...only(next.draft, FIELDS), face: next.photo.face, seed: 1 })).blob,
          );
        if (next.cell.wanted === next.name) paint(next.cell, pictures.get(next.name));
      } catch (error) {
        if (error.status === 401) break;
        if (["too_busy", "rate_limited"].includes(error.code)) {
          await new Promise((resolve) => setTimeout(resolve, 1500));
          waiting.unshift(next);
          continue;
        }
        next.cell.frame.classList.remove("pending");
        next.cell.frame.replaceChildren(
          error.faces.length > 1
            ? people(next.photo, error.faces.length)
            : el("span", { class: "cell-problem small" }, problem(error)),
        );
      }
    }
    rendering = false;
  }
  /** Which of several people a photo is of: in all templates the same one. */
  function people(photo, count) {
    const choose = (i) => {
      photo.face = i;
      draw();
      store();
    };
    return el(
      "div",
      { class: "cell-faces", role: "group", label: "faces.label" },
      el("p", { class: "small", t: "lab.people" }),
      ...Array.from({ length: count }, (_, i) => {
        const button = el("button", { class: "small", on: { click: () => choose(i) } }, String(i + 1));
        button.setAttribute("aria-label", `${t("faces.take")} ${i + 1}`);
        return button;
      }),
    );
  }
  function paint(cell, blob) {
    const image = el("img", { alt: cell.alt, width: 512, height: 512 });
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    image.src = URL.createObjectURL(blob);
    cell.frame.classList.remove("pending");
    cell.frame.replaceChildren(image);
  }

  // ---- photos
  async function addPhotos(files) {
    for (const file of files) {
      const wrong = unfit(file);
      if (wrong) {
        toast(`${file.name}: ${t(wrong)}`, "bad");
        continue;
      }
      try {
        // For previews alone: an order is made in the studio, of the file itself.
        photos.push({ id: crypto.randomUUID(), blob: await smaller(file, 1024) });
      } catch {
        toast(`${file.name}: ${t("photo.broken")}`, "bad");
      }
    }
    draw();
    store();
  }
  const files = el("input", {
    type: "file",
    accept: "image/*",
    multiple: true,
    class: "visually-hidden",
    tabindex: "-1",
    label: "lab.photos",
    on: {
      change: () => {
        addPhotos([...files.files]);
        files.value = "";
      },
    },
  });
  const imports = el("input", {
    type: "file",
    accept: "application/json",
    multiple: true,
    class: "visually-hidden",
    tabindex: "-1",
    label: "lab.import",
    on: {
      change: () => {
        importFiles([...imports.files]);
        imports.value = "";
      },
    },
  });

  async function sample() {
    for (const name of ["sitter-1", "sitter-2"])
      photos.push({ id: crypto.randomUUID(), blob: await (await fetch(`/web/${name}.jpg`)).blob() });
    if (!columns.length)
      ["window-light", "city-night", "classic-canvas"].forEach((name) => {
        const found = templates.find((each) => each.name === name) ?? templates[0];
        if (found && !columns.some((column) => column.draft.name === found.name)) addColumn(found, false);
      });
    draw();
    store();
  }

  // ---- columns
  function addColumn(draft, redraw = true) {
    columns.push({
      id: crypto.randomUUID(),
      draft: { ...only(draft, KEPT), own: draft.own ?? false },
      versions: [],
      compare: -1,
      changed: !templates.some((each) => each.name === draft.name && each.prompt === draft.prompt),
    });
    if (redraw) {
      draw();
      store();
    }
  }
  function picker() {
    const query = el("input", {
      type: "search",
      hint: "gallery.search",
      label: "gallery.search",
      on: { input: () => fill() },
    });
    const list = el("div", { class: "pick" });
    const fill = () =>
      list.replaceChildren(
        ...templates
          .filter((template) =>
            [template.name, template.title, template.title_zh, ...template.tags]
              .join(" ")
              .toLowerCase()
              .includes(query.value.trim().toLowerCase()),
          )
          .map((template) =>
            el(
              "button",
              {
                class: "look",
                on: {
                  click: () => {
                    dialog.close();
                    addColumn(template);
                  },
                },
              },
              thumbnail(template),
              el("span", { class: "look-title" }, titleOf(template)),
            ),
          ),
      );
    fill();
    // Opened before the templates are here, it fills when they are.
    loaded.then(fill);
    const dialog = openDialog(
      "lab.pick",
      (opened) => [
        query,
        list,
        buttonRow(
          el("button", {
            t: "lab.new",
            on: {
              click: () => {
                opened.close();
                addColumn({
                  name: `look-${Date.now().toString(36)}`,
                  title: "",
                  prompt: "soft light",
                  gen_mode: "creative",
                  gpen: 0.4,
                  skin: 0.3,
                  skin_unifi: 0,
                  tags: [],
                });
              },
            },
          }),
          closeButton(opened),
        ),
      ],
      "wide",
    );
  }

  function editor(column) {
    const { draft } = column;
    const plan = el("ul", { class: "heard", label: "look.heard" });
    const read = async () => {
      try {
        plan.replaceChildren(
          ...heardItems(
            (await post("/v1/prompts/read", { prompt: draft.prompt ?? "", gen_mode: draft.gen_mode || undefined }))
              .words,
          ),
        );
      } catch {
        plan.replaceChildren();
      }
    };
    const rerender = settled(350, () => {
      drawCells(column);
      store();
      read();
    });
    const field = (name, node) => el("div", { class: "lab-field" }, el("label", { for: node.id, t: name }), node);
    const text = (name, tag = "input") =>
      el(tag, {
        id: uid(name),
        value: draft[name] ?? "",
        rows: tag === "textarea" ? 3 : null,
        on: {
          input: (event) => {
            draft[name] = event.target.value;
            column.changed = true;
            head.textContent = labelOf(draft);
            rerender();
          },
        },
      });
    const mode = el(
      "select",
      {
        id: uid("mode"),
        on: {
          change: () => {
            draft.gen_mode = mode.value;
            column.changed = true;
            rerender();
          },
        },
      },
      ["creative", "reference", "reference_char"].map((each) => el("option", { value: each, t: `mode.${each}` })),
    );
    mode.value = draft.gen_mode ?? "creative";
    const strength = (name) => {
      const slider = strengthSlider(
        name,
        () => draft[name] ?? 0,
        (value) => {
          draft[name] = value;
          column.changed = true;
          rerender();
        },
      );
      slider.draw();
      return slider.node;
    };
    const compare = el("select", {
      id: uid("compare"),
      on: {
        change: () => {
          column.compare = Number(compare.value);
          drawCells(column);
          store();
        },
      },
    });
    const versions = () => {
      compare.replaceChildren(
        el("option", { value: -1, t: "lab.noversion" }),
        ...column.versions.map((_, index) => el("option", { value: index }, `v${index + 1}`)),
      );
      compare.value = column.compare;
    };
    versions();
    const head = el("h2", { class: "lab-title" }, labelOf(draft));
    return el(
      "div",
      { class: "lab-head" },
      el(
        "div",
        { class: "row" },
        head,
        el(
          "button",
          {
            class: "round quiet",
            label: "lab.remove",
            on: {
              click: () => {
                columns = columns.filter((each) => each !== column);
                draw();
                store();
              },
            },
          },
          icon("close"),
        ),
      ),
      el(
        "details",
        {
          class: "lab-edit",
          name: "lab-edit",
          open: column.open,
          on: {
            toggle: (event) => {
              column.open = event.target.open;
              if (column.open) read();
            },
          },
        },
        el("summary", { t: "lab.edit" }),
        el(
          "div",
          { class: "lab-form" },
          field("lab.name", text("name")),
          field("lab.title", text("title")),
          field("lab.title_zh", text("title_zh")),
          field("lab.prompt", text("prompt", "textarea")),
          plan,
          field("look.mode", mode),
          strength("gpen"),
          strength("skin"),
          strength("skin_unifi"),
          field("lab.version", compare),
          el(
            "div",
            { class: "row wrap" },
            el("button", {
              t: "lab.snapshot",
              on: {
                click: () => {
                  column.versions.push({ ...only(draft, KEPT) });
                  column.compare = column.versions.length - 1;
                  versions();
                  drawCells(column);
                  store();
                },
              },
            }),
            el("button", {
              t: "lab.apply",
              on: {
                click: () => {
                  const version = column.versions[column.compare];
                  if (version) {
                    column.draft = { ...version, own: draft.own };
                    draw();
                    store();
                  }
                },
              },
            }),
            el("button", { class: "primary", t: "lab.publish", on: { click: () => publish(column) } }),
            templates.some((each) => each.own && each.name === draft.name)
              ? el("button", { class: "danger", t: "lab.withdraw", on: { click: () => withdraw(column) } })
              : "",
            el("button", {
              t: "lab.export",
              on: {
                click: () =>
                  save(
                    new Blob([JSON.stringify([only(draft, KEPT)], null, 2)], { type: "application/json" }),
                    `${draft.name}.json`,
                  ),
              },
            }),
          ),
        ),
      ),
    );
  }

  async function publish(column) {
    const body = only(column.draft, KEPT);
    try {
      try {
        await post("/v1/templates", body);
      } catch (error) {
        if (error.code !== "template_exists") throw error;
        await put(`/v1/templates/${encodeURIComponent(body.name)}`, body);
      }
      column.versions.push({ ...body });
      column.changed = false;
      templates = (await get("/v1/templates")).items;
      toast(t("lab.published"));
      draw();
      store();
    } catch (error) {
      toast(problem(error), "bad");
    }
  }

  /** Takes a published template back; the column stays. */
  async function withdraw(column) {
    if (!(await sure("lab.withdraw.sure", "lab.withdraw", el("p", {}, labelOf(column.draft))))) return;
    try {
      await remove(`/v1/templates/${encodeURIComponent(column.draft.name)}`);
      templates = (await get("/v1/templates")).items;
      column.changed = true;
      toast(t("lab.withdrawn"));
      draw();
      store();
    } catch (error) {
      toast(problem(error), "bad");
    }
  }

  async function importFiles(list) {
    for (const file of list) {
      try {
        const found = [JSON.parse(await file.text())]
          .flat()
          .filter((each) => each && typeof each.prompt === "string" && typeof each.name === "string");
        if (!found.length) throw new Error();
        found.forEach((each) => addColumn(each, false));
        toast(t("lab.imported"));
      } catch {
        toast(t("lab.badfile"), "bad");
      }
    }
    draw();
    store();
  }

  // ---- drawing
  function cell(photo, draft, index, label) {
    const frame = el("div", { class: "cell-frame pending" });
    const made = { frame, alt: `${t("lab.photo")} ${index + 1}, ${label}`, wanted: "" };
    want(photo, draft, made);
    return made;
  }
  function drawCells(column) {
    const label = labelOf(column.draft);
    column.cells.forEach((slot, index) => {
      const photo = photos[index];
      const version = column.versions[column.compare];
      if (!slot.now || !slot.now.frame.isConnected || Boolean(slot.then) !== Boolean(version)) {
        slot.now = cell(photo, column.draft, index, label);
        slot.then = version ? cell(photo, version, index, `${label} v${column.compare + 1}`) : null;
        slot.node.replaceChildren(
          ...(slot.then ? [el("figure", {}, slot.then.frame, el("figcaption", {}, `v${column.compare + 1}`))] : []),
          el("figure", {}, slot.now.frame, version ? el("figcaption", { t: "lab.now" }) : ""),
        );
        pump();
      } else {
        want(photo, column.draft, slot.now);
        if (slot.then) want(photo, version, slot.then);
      }
    });
  }

  const grid = el("div", { class: "lab-grid", role: "region", label: "lab.grid", tabindex: "0" });
  const empty = el(
    "div",
    { class: "empty" },
    el("p", { t: "lab.empty" }),
    el("div", { class: "row center sample" }, el("button", { t: "photo.sample", on: { click: sample } })),
  );
  const paper = el("button", {
    t: "lab.sheet",
    on: {
      click: async () =>
        save(
          await sheet(
            photos.length,
            columns.map((column) => labelOf(column.draft)),
            (row, column) => pictures.get(named(photos[row], columns[column].draft)),
          ),
          "contact-sheet.jpg",
        ),
    },
  });
  const all = el("button", {
    t: "lab.export",
    on: {
      click: () =>
        save(
          new Blob(
            [
              JSON.stringify(
                columns.map((column) => only(column.draft, KEPT)),
                null,
                2,
              ),
            ],
            { type: "application/json" },
          ),
          "templates.json",
        ),
    },
  });
  const node = el(
    "div",
    { class: "lab" },
    el(
      "div",
      { class: "row wrap lab-bar" },
      el("h1", { t: "nav.lab" }),
      el("p", { class: "dim grow", t: "lab.tells" }),
      files,
      imports,
      el("button", { class: "primary", t: "lab.photos", on: { click: () => files.click() } }),
      el("button", { class: "primary", t: "lab.add", on: { click: picker } }),
      el("button", { t: "lab.import", on: { click: () => imports.click() } }),
      all,
      paper,
    ),
    empty,
    grid,
  );

  function draw() {
    empty.hidden = photos.length > 0 && columns.length > 0;
    grid.hidden = photos.length === 0 && columns.length === 0;
    paper.disabled = all.disabled = columns.length === 0;
    waiting.length = 0;
    const rows = photos.map((photo, index) => {
      const image = el("img", { alt: `${t("lab.photo")} ${index + 1}`, width: 120, height: 120 });
      image.src = URL.createObjectURL(photo.blob);
      image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
      return el(
        "div",
        { class: "lab-photo" },
        image,
        photo.face === undefined
          ? ""
          : el("button", {
              class: "quiet small",
              t: "faces.other",
              on: {
                click: () => {
                  delete photo.face;
                  draw();
                  store();
                },
              },
            }),
        el(
          "button",
          {
            class: "round quiet",
            label: "lab.removephoto",
            on: {
              click: () => {
                photos = photos.filter((each) => each !== photo);
                draw();
                store();
              },
            },
          },
          icon("close"),
        ),
      );
    });
    grid.style.setProperty("--columns", columns.length);
    const heads = columns.map(editor);
    columns.forEach((column) => {
      column.cells = photos.map(() => ({ node: el("div", { class: "cell" }), now: null, then: null }));
    });
    grid.replaceChildren(
      el("div", { class: "lab-corner" }),
      ...heads,
      ...photos.flatMap((_, row) => [rows[row], ...columns.map((column) => column.cells[row].node)]),
    );
    // Row by row, so that the first photo is seen in all templates first.
    photos.forEach((_, row) =>
      columns.forEach((column) => {
        const slot = column.cells[row];
        const label = labelOf(column.draft);
        const version = column.versions[column.compare];
        slot.now = cell(photos[row], column.draft, row, label);
        slot.then = version ? cell(photos[row], version, row, `${label} v${column.compare + 1}`) : null;
        slot.node.replaceChildren(
          ...(slot.then ? [el("figure", {}, slot.then.frame, el("figcaption", {}, `v${column.compare + 1}`))] : []),
          el("figure", {}, slot.now.frame, version ? el("figcaption", { t: "lab.now" }) : ""),
        );
      }),
    );
    pump();
  }

  node.addEventListener("dragover", (event) => event.preventDefault());
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    const dropped = [...event.dataTransfer.files];
    const looks = dropped.filter((file) => file.name.endsWith(".json"));
    if (looks.length) importFiles(looks);
    const pictured = filesOf(event.dataTransfer);
    if (pictured.length) addPhotos(pictured);
  });

  async function start() {
    const [list, kept] = await Promise.all([get("/v1/templates"), recall("drafts", "lab")]);
    templates = list.items;
    arrive();
    if (kept) {
      photos = kept.photos;
      columns = kept.columns;
    }
    draw();
  }
  onLanguage(() => {
    if (node.isConnected) draw();
  });
  return {
    node,
    start,
    title: "nav.lab",
    enter: () => {
      draw();
    },
  };
}
