// @ts-check The template lab: every photo in every template. A column is a template that can be edited beside its
// pictures, saved in versions, compared with a version cell by cell, published to the account, and exported as a file.
import { action, complain, el, icon, save, settled, toast } from "./dom.js";
import { onLanguage, t } from "./words.js";
import { get, post, put, remove } from "./api.js";
import { keep, recall } from "./keep.js";
import { filesOf, smaller, unfit } from "./photo.js";
import { sure } from "./dialog.js";
import { labCells } from "./labcells.js";
import { KEPT, labelOf, only } from "./labdraft.js";
import { columnEditor } from "./labedit.js";
import { pickTemplate } from "./labpick.js";
import { sheet } from "./sheet.js";

export function lab() {
  let templates = [];
  let photos = []; // { id, blob, face: which of several, once chosen }
  let columns = []; // { id, draft, versions: [draft], compare: index or -1, node, cells }
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

  const cells = labCells({ isShown: () => node.isConnected, onFace: redraw });
  function redraw() {
    draw();
    store();
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
      redraw();
    } catch (error) {
      complain(error);
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
      redraw();
    } catch (error) {
      complain(error);
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
    redraw();
  }

  // ---- drawing
  function drawCells(column) {
    column.cells.forEach((slot, index) => cells.fill(slot, photos[index], index, column, labelOf(column.draft)));
  }
  const editor = (column) =>
    columnEditor(column, {
      changed() {
        drawCells(column);
        store();
      },
      redraw,
      drop() {
        columns = columns.filter((each) => each !== column);
        redraw();
      },
      publish: () => publish(column),
      withdraw: () => withdraw(column),
      isOwn: (name) => templates.some((each) => each.own && each.name === name),
    });
  const grid = el("div", { class: "lab-grid", role: "region", label: "lab.grid", tabindex: "0" });
  const empty = el(
    "div",
    { class: "empty" },
    el("p", { t: "lab.empty" }),
    el("div", { class: "row center sample" }, action("lab.sample", sample)),
  );
  const paper = action("lab.sheet", async () =>
    save(
      await sheet(
        photos.length,
        columns.map((column) => labelOf(column.draft)),
        (row, column) => cells.picture(photos[row], columns[column].draft),
      ),
      "contact-sheet.jpg",
    ),
  );
  const all = action("lab.export", () =>
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
  );
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
      action("lab.photos", () => files.click(), "primary"),
      action(
        "lab.add",
        () => pickTemplate({ templates: () => templates, loaded, onPick: (template) => addColumn(template) }),
        "primary",
      ),
      action("lab.import", () => imports.click()),
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
    cells.clear();
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
          : action(
              "faces.other",
              () => {
                delete photo.face;
                draw();
                store();
              },
              "quiet small",
            ),
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
      columns.forEach((column) => cells.fill(column.cells[row], photos[row], row, column, labelOf(column.draft))),
    );
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
