// @ts-check
// The studio: photos, looks, and the portraits that are made of them.
import { complain, el, settled, toast } from "./dom.js";
import { onLanguage, problem, t } from "./words.js";
import { get, isOpen } from "./api.js";
import { forget, keep, recall } from "./keep.js";
import { lineOf } from "./dialog.js";
import { arrivals } from "./arrivals.js";
import { editPhoto } from "./edit.js";
import { settingsOf, takePhoto } from "./photo.js";
import { original } from "./pictures.js";
import { codeDialog, result } from "./result.js";
import { history } from "./history.js";
import { live } from "./live.js";
import { look } from "./look.js";
import { making } from "./making.js";
import { submit } from "./submit.js";
import { tray } from "./tray.js";
import { verdict } from "./verdict.js";
import { titleOf } from "./gallery.js";
import { stage } from "./stage.js";

export function studio() {
  let opened = 0; // counts changes of the stage's content
  let barred = ""; // the photo and settings that were refused

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
  const end = submit({
    onChange: ready,
    onOrder: order,
    onCode: () => codeDialog({ ...settings.order(), face: photo()?.face }),
  });
  const work = making({
    view,
    past,
    facts,
    leave,
    moment: () => opened,
    priced: end.priced,
    refuse: (code, detail) => {
      barred = state();
      refuse(code, detail);
    },
    onShow: () => {
      worth.hide();
      back.hidden = !photo();
      ready();
    },
    onNothing: () => {
      facts.hide();
      back.hidden = true;
      ready();
      if (photo()?.report) worth.show(photo().report, photo().face);
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
      glance.show();
      recheck();
    },
    idle: () => glance.idle(),
  });
  const glance = live({
    view,
    isBusy: () => work.isBusy(),
    wish: () =>
      photo() && !work.isBusy() && !settings.isTooLong()
        ? { taken: photo(), order: { ...settings.wanted(), face: photo().face }, asked: state() }
        : null,
    onComing: () => {
      facts.hide();
      past.mark("");
    },
    onShown: () => {
      back.hidden = true;
      view.guide(settings.guides());
      ready();
    },
    onRefused: (asked, error) => {
      barred = asked;
      ready();
      refuse(error.code, error.message);
    },
    onSwitch: (yes) => {
      wear();
      if (yes) return glance.show();
      glance.drop();
      if (photo()?.seen && !work.isBusy()) view.show(photo().quick, t("stage.photo"));
    },
  });
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
      refusedFiles,
      el(
        "div",
        { class: "row wrap under" },
        photos.node,
        el("div", { class: "row wrap end" }, back, edit, glance.node),
      ),
      worth.node,
    ),
    el("div", { class: "panel" }, settings.node, end.node),
    el("div", { class: "made" }, facts.node, past.node),
  );
  const photo = () => photos.current();
  const state = () => `${photo()?.id}/${photo()?.face ?? ""}/${JSON.stringify(settings.wanted())}`;

  const ordered = () => (end.everyPhoto() ? photos.all() : [photo()].filter(Boolean));
  /** The key of what is missing for an order, or nothing. */
  function lack() {
    if (!photo()) return "studio.lack.photo";
    if (settings.isTooLong()) return "look.toolong";
    for (const { report, face } of ordered()) {
      if (report?.error?.code === "several_faces") {
        if (face === undefined) return "studio.lack.face";
      } else if (report?.error) return "studio.lack.usable";
    }
    if (barred === state()) return "studio.lack.usable";
    return end.agreed() ? "" : "studio.lack.consent";
  }
  function ready() {
    edit.hidden = !photo()?.seen || !back.hidden; // a portrait cannot be turned
    end.show(lack(), photos.all().length, settings.count(), settings.wanted().engine);
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
    end.askAnew();
    leave();
    facts.hide();
    past.mark("");
    view.accept();
    back.hidden = true;
    ready();
    if (!taken) {
      worth.hide();
      view.clear();
      return;
    }
    worth.wait();
    const now = opened;
    // In the shape of what is coming, so that the preview only replaces it.
    const { width, height } = settings.wanted();
    const ratio = glance.isOn() && width ? width / height : 0;
    if (taken.seen) await view.show(taken.quick, t("stage.photo"), { ratio });
    else view.blank(1);
    if (now === opened) chooseFace(taken.face);
  }

  // ---- check
  function chooseFace(person) {
    photo().face = person;
    glance.show();
    judge();
  }

  /** Shows the check of the photo; if it shows several people, one of them must be tapped. */
  async function judge() {
    recheck.drop();
    const taken = photo();
    const report = await photos.judge(looks(settings.wanted()));
    if (report === undefined || taken !== photo()) return;
    if (!report) {
      if (!taken.report) worth.hide();
      return;
    }
    worth.show(report, taken.face);
    wear();
    ready();
    if (work.isBusy()) return;
    if (report.error?.code === "several_faces") {
      glance.drop();
      if (taken.seen) await view.show(taken.quick, t("stage.photo"), { label: t("faces.choose") });
      if (taken === photo()) view.faces(report, chooseFace);
    } else if (report.error) {
      glance.drop();
      refuse(report.error.code, report.error.detail);
    }
  }
  /** The people of the photo, to tap one: also where one stands out and was taken by itself. */
  async function people() {
    const taken = photo();
    if (!taken.seen || taken.report.faces.length < 2) return chooseFace(undefined);
    glance.drop();
    await view.show(taken.quick, t("stage.photo"), { label: t("faces.choose") });
    if (taken === photo()) view.faces(taken.report, chooseFace);
  }
  async function refuse(code, detail) {
    const taken = photo();
    const now = opened;
    if (taken?.seen) await view.show(taken.quick, t("stage.photo")); // the whole of it
    if (now !== opened) return;
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
  const wear = () => settings.wear(photo() && glance.isOn() && !photo().report?.error ? photo() : null);

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

  // ---- order and making
  async function order() {
    const jobs = ordered().flatMap((taken) =>
      settings.orders().map((one) => ({ taken, one: { ...one, face: taken.face } })),
    );
    settings.next(); // and no preview of it, which would replace the first portrait
    recheck.drop();
    photos.stop();
    glance.drop();
    await work.place(jobs);
  }
  function leave() {
    opened++;
    work.stop();
    recheck.drop();
    photos.stop();
    glance.drop();
    glance.rest();
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

  arrivals(node, { onFiles: accept, onOrder: end.press, onWrite: settings.focus });
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
        complain(error);
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
    end.priced();
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
      if (photo() && !work.isBusy() && !facts.shows()) glance.show();
    },
    leave: () => {},
  };
}
