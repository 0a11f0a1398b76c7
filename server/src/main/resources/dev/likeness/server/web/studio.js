// @ts-check
// The studio: photos, looks, and the portraits that are made of them.
import { el, settled, toast, uid } from "./dom.js";
import { onLanguage, problem, t } from "./words.js";
import { get, isOpen, preview } from "./api.js";
import { forget, keep, recall, set, setting } from "./keep.js";
import { lineOf } from "./dialog.js";
import { editPhoto } from "./edit.js";
import { filesOf, settingsOf, takePhoto } from "./photo.js";
import { original } from "./pictures.js";
import { codeDialog, result } from "./result.js";
import { history } from "./history.js";
import { look } from "./look.js";
import { BAD_PHOTO, making } from "./making.js";
import { tray } from "./tray.js";
import { verdict } from "./verdict.js";
import { titleOf } from "./gallery.js";
import { stage } from "./stage.js";

export function studio() {
  let looking = null; // the current preview
  let opened = 0; // counts changes of the stage's content
  let barred = ""; // the photo and settings that were refused
  let tariff = {}; // PTC by engine
  let balance = "";
  let waitings = []; // for the stage's own preview

  const view = stage({ onFiles: accept, onCamera: camera, onSample: sample });
  const facts = result({
    onAgain: (portrait) => work.again(portrait),
    onAdopt: adopt,
    onErase: (portrait) => work.erase([portrait]),
    onZoom: (portrait) => past.view(portrait.id, (id) => id !== portrait.id && work.open(past.find(id))),
    onName: async (portrait) => {
      const own = await lineOf("result.name", past.name(portrait));
      if (own !== null) past.call(portrait, own);
    },
  });
  const worth = verdict({ onOther: people });
  const titles = new Map();
  const past = history({
    onOpen: (portrait) => work.open(portrait),
    titled: (name) => (titles.has(name) ? titleOf(titles.get(name)) : name),
    onRemove: (portraits) => work.erase(portraits),
  });
  const work = making({
    view,
    past,
    facts,
    leave,
    moment: () => opened,
    priced,
    refuse: (code, detail) => {
      barred = state();
      refuse(code, detail);
    },
    onShow: () => {
      worth.hide();
      back.hidden = !photo();
    },
    onNone: () => picked(photo()),
  });
  const photos = tray({
    onPick: picked,
    onChange: () => {
      keep(
        "drafts",
        "photos",
        photos.all().map((photo) => photo.file),
      );
      ready();
    },
    onMore: () => view.choose(),
  });
  const settings = look({
    onChange: () => {
      ready();
      showPreview();
      recheck();
    },
    idle: () =>
      looking || work.isBusy() ? new Promise((resolve) => waitings.push(() => resolve(undefined))) : Promise.resolve(),
  });
  const box = (key, on) => {
    const input = el("input", { type: "checkbox", id: uid("box"), on: { change: () => on(input.checked) } });
    return { input, node: el("label", { class: "check", for: input.id }, input, el("span", { t: key })) };
  };
  // Asked for anew with each photo: it is another person's to give.
  const consent = box("studio.consent", () => ready());
  const every = box("studio.every", () => ready());
  const live = box("studio.live", (yes) => {
    set("live", yes ? "yes" : "no");
    wear();
    if (yes) showPreview();
    else showPhoto();
  });
  live.input.checked = setting("live", "yes") === "yes";
  const submit = el(
    "button",
    { class: "primary big", "aria-keyshortcuts": "Control+Enter", on: { click: order } },
    el("span", { class: "submit-words" }),
    el("span", { class: "price" }),
  );
  const why = el("p", { class: "dim small why", role: "status" });
  const funds = el("p", { class: "dim small why" });
  const under = (name, click) => el("button", { class: "quiet", t: name, hidden: true, on: { click } });
  const edit = under("photo.edit", () => editPhoto(photo().whole, (file) => photos.replace(photo(), file)));
  const back = under("photo.back", () => picked(photo()));
  const refusedFiles = el("div", { class: "refusal small", role: "alert", hidden: true });
  const node = el(
    "div",
    { class: "studio" },
    el("h1", { class: "visually-hidden", t: "nav.studio" }),
    el(
      "div",
      { class: "left" },
      view.node,
      photos.node,
      refusedFiles,
      el("div", { class: "row wrap under" }, live.node, el("div", { class: "row" }, back, edit)),
      worth.node,
    ),
    el(
      "div",
      { class: "panel" },
      settings.node,
      el(
        "div",
        { class: "submit" },
        consent.node,
        every.node,
        submit,
        why,
        funds,
        el("button", {
          class: "quiet small",
          t: "result.code",
          on: { click: () => codeDialog({ ...settings.order(), face: photo()?.face }) },
        }),
      ),
    ),
    el("div", { class: "made" }, facts.node, past.node),
  );
  const photo = () => photos.current();
  const state = () => `${photo()?.id}/${photo()?.face ?? ""}/${JSON.stringify(settings.wanted())}`;
  const mine = () => (every.input.checked ? photos.all() : [photo()].filter(Boolean));

  function ready() {
    const report = photo()?.report;
    const lack = !photo()
      ? "studio.lack.photo"
      : settings.isTooLong()
        ? "look.toolong"
        : report?.error?.code === "several_faces" && photo().face === undefined
          ? "studio.lack.face"
          : barred === state() || (report?.error && report.error.code !== "several_faces")
            ? "studio.lack.usable"
            : !consent.input.checked
              ? "studio.lack.consent"
              : "";
    submit.disabled = lack !== "";
    why.textContent = lack ? t(lack) : "";
    edit.hidden = !photo()?.seen;
    every.node.hidden = photos.all().length < 2;
    if (every.node.hidden) every.input.checked = false;
    const n = Math.max(1, mine().length) * settings.count();
    submit.firstElementChild.textContent =
      n === 1 ? t("studio.submit") : `${t("studio.make")} ${n}${t("studio.pictures")}`;
    const each = Number(tariff[settings.wanted().engine] ?? tariff["*"]);
    submit.querySelector(".price").textContent = each ? `${(each * n).toFixed(2)} PTC` : "";
    funds.textContent = balance ? `${t("studio.ptc")} ${balance} PTC.` : "";
    // One stands for what the form says now, so that a mark of it is seen before it is ordered.
    view.mark(photo() && !work.isBusy() ? settings.watermark() : undefined);
  }

  // ---- photos
  async function accept(files) {
    const list = [...files];
    if (!list.length) return;
    const past = list.length === 1 && (await settingsOf(list[0]));
    if (past && (await reorder(past))) return;
    const before = photos.all().length;
    const refused = await photos.add(list);
    refusedFiles.hidden = refused.length === 0 || photos.all().length === 0;
    refusedFiles.replaceChildren(...refused.map((line) => el("p", {}, line)));
    if (refused.length && before === 0 && photos.all().length === 0) view.refuse(t("photo.refused"), refused);
  }
  /** Takes over the settings of a portrait that was dropped as a file. */
  async function reorder(id) {
    const portrait = await get(`/v1/portraits/${id}`).catch(() => null);
    if (!portrait) return false;
    await adopt(portrait);
    return true;
  }

  async function picked(taken) {
    consent.input.checked = false;
    leave();
    facts.hide();
    past.mark("");
    view.accept();
    worth.hide();
    back.hidden = true;
    ready();
    if (!taken) {
      view.clear();
      return;
    }
    const now = opened;
    if (taken.seen) await view.show(taken.quick, t("stage.photo"));
    else view.blank(1);
    if (now === opened) chooseFace(taken.face);
  }

  // ---- check
  function chooseFace(person) {
    photo().face = person;
    showPreview();
    judge();
  }

  /** Shows the check of the photo; if it shows several people, one of them must be tapped. */
  async function judge() {
    recheck.drop();
    const taken = photo();
    const report = await photos.judge(looks(settings.wanted()));
    if (!report || taken !== photo()) return;
    worth.show(report, taken.face);
    wear();
    ready();
    if (work.isBusy()) return;
    if (report.error?.code === "several_faces") {
      showPreview.drop();
      looking?.abort();
      if (taken.seen) await view.show(taken.quick, t("stage.photo"), { label: t("faces.choose") });
      if (taken === photo()) view.faces(report, chooseFace);
    } else if (report.error) {
      showPreview.drop();
      looking?.abort();
      refuse(report.error.code, report.error.detail);
    }
  }
  /** The people of the photo, to tap one: also where one stands out and was taken by itself. */
  async function people() {
    const taken = photo();
    if (!taken.seen || taken.report.faces.length < 2) return chooseFace(undefined);
    showPreview.drop();
    looking?.abort();
    await view.show(taken.quick, t("stage.photo"), { label: t("faces.choose") });
    if (taken === photo()) view.faces(taken.report, chooseFace);
  }
  function refuse(code, detail) {
    const taken = photo();
    view.refuse(
      [t("photo.refused"), photos.all().length > 1 || !taken?.seen ? taken?.file.name : ""].filter(Boolean).join(": "),
      [problem({ code, message: detail })],
      [...(taken?.seen ? [["photo.edit", () => edit.click()]] : []), ["photo.other", () => view.choose()]],
    );
  }
  /** The settings that the check depends on. */
  const looks = (/** @type {any} */ { template, prompt, gen_mode, engine, document }) => ({
    template,
    prompt,
    gen_mode,
    engine,
    document,
  });
  const recheck = settled(600, () => {
    const now = JSON.stringify(looks(settings.wanted()));
    if (now === judged || !photo() || work.isBusy()) return;
    judged = now;
    judge();
  });
  let judged = "";
  /** The templates show the face of the photo, unless it cannot be used. */
  const wear = () => settings.wear(photo() && live.input.checked && !photo().report?.error ? photo() : null);

  async function camera() {
    try {
      const file = await takePhoto();
      if (file) await accept([file]);
    } catch (error) {
      toast(error.message, "bad");
    }
  }
  async function sample(name) {
    const blob = await (await fetch(`/web/${name}.jpg`)).blob();
    await accept([new File([blob], `${name}.jpg`, { type: "image/jpeg" })]);
  }

  // ---- preview
  function rest() {
    looking = null;
    view.pending(false);
    waitings.forEach((go) => go());
    waitings = [];
  }
  const showPreview = settled(120, async () => {
    const taken = photo();
    if (!taken || work.isBusy() || !live.input.checked || settings.isTooLong()) return;
    looking?.abort();
    const mine = (looking = new AbortController());
    const asked = state();
    view.pending(true);
    try {
      const { blob, crop } = await preview(taken.quick, { ...settings.wanted(), face: taken.face }, mine.signal);
      if (mine.signal.aborted || work.isBusy()) return;
      facts.hide();
      past.mark("");
      const seen = taken.seen ? { photo: taken.quick, crop } : {};
      if (await view.show(blob, t("stage.preview"), { ...seen, label: t("stage.preview") })) {
        back.hidden = true;
        view.guide(settings.guides());
        ready();
      }
    } catch (error) {
      if (error.name === "AbortError" || mine.signal.aborted) return;
      if (error.code === "several_faces") return; // the check shows which
      if (error.code === "preview_unavailable") {
        if (taken.seen) await view.show(taken.quick, t("stage.photo"), { label: t("studio.nopreview") });
      } else if (BAD_PHOTO(error.code)) {
        barred = asked;
        ready();
        refuse(error.code, error.message);
      } else if (error.code === "too_busy") {
        setTimeout(() => asked === state() && showPreview(), 1500);
      } else if (error.status && error.status !== 401) toast(problem(error), "bad");
    } finally {
      if (looking === mine) rest();
    }
  });
  const showPhoto = () => {
    showPreview.drop();
    looking?.abort();
    if (photo()?.seen && !work.isBusy()) view.show(photo().quick, t("stage.photo"));
  };

  // ---- order and making
  async function order() {
    if (submit.disabled) return;
    submit.disabled = true;
    recheck.drop();
    photos.stop();
    const jobs = mine().flatMap((taken) =>
      settings.orders().map((one) => ({ taken, one: { ...one, face: taken.face } })),
    );
    looking?.abort();
    await work.place(jobs);
    settings.next();
    ready();
  }
  function leave() {
    opened++;
    work.stop();
    showPreview.drop();
    recheck.drop();
    looking?.abort();
    photos.stop();
    rest();
    view.idle();
  }

  async function adopt(portrait) {
    settings.adopt(portrait.request);
    const file = await original(portrait.id);
    if (file) {
      const same = photos.all().find(({ file: own }) => own.name === file.name && own.size === file.size);
      if (same) photos.pick(same);
      else await photos.add([file]);
      if (portrait.request.face !== undefined) chooseFace(portrait.request.face);
    }
    toast(t(file || photo() ? "studio.adopted" : "studio.adopted.nophoto"));
  }
  async function priced() {
    const [prices, own] = await Promise.all([
      get("/v1/prices").catch(() => ({ prices: tariff })),
      get("/v1/balance").catch(() => ({ balance })),
    ]);
    tariff = prices.prices;
    balance = own.balance;
    ready();
  }

  document.addEventListener("paste", (event) => {
    if (node.isConnected) {
      const files = filesOf(event.clipboardData);
      if (files.length) {
        event.preventDefault();
        accept(files);
      }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!node.isConnected || document.querySelector("dialog[open]")) return;
    const writing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (submit.disabled) toast(why.textContent, "bad");
      else order();
    } else if (event.key === "/" && !writing) {
      event.preventDefault();
      settings.focus();
    }
  });
  node.addEventListener("dragover", (event) => {
    event.preventDefault();
    node.classList.add("over");
  });
  node.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node && node.contains(event.relatedTarget))) node.classList.remove("over");
  });
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    node.classList.remove("over");
    accept([...event.dataTransfer.files]);
  });
  const refresh = async () => (await past.load()).filter(isOpen).forEach((portrait) => work.follow(portrait.id));
  window.addEventListener("focus", () => {
    if (node.isConnected) refresh().catch(() => {});
  });

  onLanguage(() => {
    past.rename();
    photos.draw();
  });
  async function start() {
    ready();
    const before = opened;
    const [templates, engines, items, draft] = await Promise.all([
      get("/v1/templates"),
      get("/v1/engines"),
      past.load().catch((error) => {
        toast(problem(error), "bad");
        return [];
      }),
      recall("drafts", "photos"),
    ]);
    await forget("drafts", "photo"); // of an earlier version
    templates.items.forEach((template) => titles.set(template.name, template));
    past.rename();
    settings.load(
      templates.items,
      engines.items.filter((engine) => engine.ready).map((engine) => engine.name),
    );
    priced();
    items.filter(isOpen).forEach((portrait) => work.follow(portrait.id));
    // What was chosen or opened meanwhile counts, not what was there at the last visit.
    if (photos.all().length || opened !== before) return;
    const drafts = draft?.length && (await photos.restore(draft));
    if (opened !== before) return;
    const open = items.find(isOpen);
    if (open) await work.open(open);
    else if (drafts) photos.pick(photos.all()[0]);
  }
  return {
    node,
    start,
    title: "nav.studio",
    enter() {
      refresh().catch(() => {});
      if (photo() && !work.isBusy() && facts.node.hidden) showPreview();
    },
    leave: () => {},
  };
}
