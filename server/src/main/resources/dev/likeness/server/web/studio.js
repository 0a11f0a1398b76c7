// @ts-check
// The studio: one photo, one look, one portrait at a time.
import { el, settled, toast, uid } from "./dom.js";
import { onLanguage, problem, t } from "./words.js";
import { check, follow, form, get, picture, post, preview, remove } from "./api.js";
import { forget, keep, recall, set, setting } from "./keep.js";
import { filesOf, smaller, takePhoto, unfit } from "./photo.js";
import { codeDialog, result } from "./result.js";
import { history, isOpen } from "./history.js";
import { look } from "./look.js";
import { verdict } from "./verdict.js";
import { titleOf } from "./gallery.js";
import { stage } from "./stage.js";

export function studio() {
  let photo = null; // the original file
  let quick = null; // a smaller copy
  let watching = null; // { id, stop }: the portrait on the stage that is being rendered
  let looking = null; // the current preview
  let checking = null; // the current check
  let opened = 0; // counts changes of the stage's content
  let face; // which of several faces, once one is chosen
  let tariff = {}; // PTC by engine

  const view = stage({ onFiles: (files) => accept(files), onCamera: camera, onSample: sample });
  const facts = result({ onAgain: again, onAdopt: adopt, onErase: erase, onZoom: (blob) => view.zoom(blob) });
  const worth = verdict({ onOther: () => choose(undefined) });
  const titles = new Map();
  const past = history({ onOpen: open, titled: (name) => (titles.has(name) ? titleOf(titles.get(name)) : name) });
  const settings = look({
    onChange: () => {
      ready();
      price();
      showPreview();
      recheck();
    },
  });
  const consentId = uid("consent");
  const consent = el("input", {
    type: "checkbox",
    id: consentId,
    checked: setting("consent", "") === "yes",
    on: {
      change: () => {
        set("consent", consent.checked ? "yes" : "");
        ready();
      },
    },
  });
  const live = el("input", {
    type: "checkbox",
    id: uid("live"),
    checked: setting("live", "yes") === "yes",
    on: {
      change: () => {
        set("live", live.checked ? "yes" : "no");
        if (live.checked) showPreview();
        else showPhoto();
      },
    },
  });
  const submit = el(
    "button",
    { class: "primary big", on: { click: order } },
    el("span", { t: "studio.submit" }),
    el("span", { class: "price" }),
  );
  const why = el("p", { class: "dim small why" });
  const other = el("button", { class: "quiet", t: "photo.other", hidden: true, on: { click: () => view.choose() } });
  const node = el(
    "div",
    { class: "studio" },
    el("h1", { class: "visually-hidden", t: "nav.studio" }),
    el(
      "div",
      { class: "left" },
      view.node,
      el(
        "div",
        { class: "row under" },
        el("label", { class: "check", for: live.id }, live, el("span", { t: "studio.live" })),
        other,
      ),
      worth.node,
      facts.node,
      past.node,
    ),
    el(
      "div",
      { class: "panel" },
      settings.node,
      el(
        "div",
        { class: "submit" },
        el("label", { class: "check", for: consentId }, consent, el("span", { t: "studio.consent" })),
        submit,
        why,
        el("button", {
          class: "quiet small",
          t: "result.code",
          on: { click: () => codeDialog({ ...settings.order(), face }) },
        }),
      ),
    ),
  );

  function ready() {
    const lack = !photo ? "studio.lack.photo" : !consent.checked ? "studio.lack.consent" : "";
    submit.disabled = lack !== "";
    why.textContent = lack ? t(lack) : "";
    other.hidden = !photo;
  }

  // ---- photo
  async function accept(files) {
    const file = files.find((each) => each.type.startsWith("image/")) ?? files[0];
    if (!file) return;
    const wrong = unfit(file);
    if (wrong) {
      view.refuse(t("photo.refused"), t(wrong));
      return;
    }
    try {
      await usePhoto(file);
    } catch {
      view.refuse(t("photo.refused"), t("photo.broken"));
      return;
    }
    keep("drafts", "photo", file);
  }

  async function usePhoto(file) {
    const copy = await smaller(file);
    leave();
    photo = file;
    quick = copy;
    view.accept();
    facts.hide();
    past.mark("");
    ready();
    await view.show(photo, null, t("stage.photo"));
    choose(undefined);
  }

  // ---- check
  function choose(person) {
    face = person;
    showPreview();
    judge();
  }

  /** Shows the check of the photo; if it shows several people, one of them must be tapped. */
  async function judge() {
    recheck.drop();
    checking?.abort();
    const mine = (checking = new AbortController());
    const own = photo;
    if (!own) return;
    try {
      const found = await check(own, { ...looks(settings.wanted()), face }, mine.signal);
      if (mine.signal.aborted || own !== photo) return;
      worth.show(found, face);
      if (found.error?.code === "several_faces" && !watching) {
        showPreview.drop();
        looking?.abort();
        await view.show(own, null, t("stage.photo"), t("faces.choose"));
        view.faces(found, choose);
      }
    } catch {
      worth.hide(); // advice is optional: the order itself reports real problems
    }
  }
  /** The settings that the check depends on. */
  const looks = ({ template, prompt, gen_mode, engine }) => ({ template, prompt, gen_mode, engine });
  const recheck = settled(600, () => {
    const now = JSON.stringify(looks(settings.wanted()));
    if (now === judged || !photo || watching) return;
    judged = now;
    judge();
  });
  let judged = "";

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
  const showPreview = settled(120, async () => {
    if (!photo || watching || !live.checked) return;
    looking?.abort();
    const mine = (looking = new AbortController());
    view.pending(true);
    try {
      const blob = await preview(quick, { ...settings.wanted(), face }, mine.signal);
      if (mine.signal.aborted || watching) return;
      facts.hide();
      past.mark("");
      await view.show(blob, quick, t("stage.preview"), t("stage.preview"));
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error.code === "several_faces") return; // the check shows which
      if (error.code === "preview_unavailable") await view.show(photo, null, t("stage.photo"), t("studio.nopreview"));
      else if (error.code.startsWith("photo_") || error.code.includes("face"))
        view.refuse(t("photo.refused"), problem(error));
      else if (error.status !== 401) toast(problem(error), "bad");
    } finally {
      if (looking === mine) view.pending(false);
    }
  });
  const showPhoto = () => {
    showPreview.drop();
    looking?.abort();
    if (photo && !watching) view.show(photo, null, t("stage.photo"));
  };

  // ---- order and making
  async function order() {
    submit.disabled = true;
    looking?.abort();
    recheck.drop();
    checking?.abort();
    try {
      const portrait = await post("/v1/portraits", form(photo, { ...settings.order(), face }), {
        headers: { "Idempotency-Key": crypto.randomUUID() },
      });
      await keep("photos", portrait.id, quick);
      settings.next();
      past.put(portrait, true);
      watch(portrait);
    } catch (error) {
      if (error.code.startsWith("photo_") || error.code.includes("face"))
        view.refuse(t("photo.refused"), problem(error));
      else {
        why.textContent = problem(error);
        toast(problem(error), "bad");
      }
    } finally {
      submit.disabled = !photo || !consent.checked;
    }
  }

  function watch(portrait) {
    leave();
    past.mark(portrait.id);
    facts.hide();
    view.accept();
    const cancel = async () => {
      try {
        await post(`/v1/portraits/${portrait.id}/cancel`);
      } catch (error) {
        if (error.code !== "already_closed") toast(problem(error), "bad");
      }
    };
    const place = ({ status, ahead }) =>
      status !== "in_queue" || ahead === undefined
        ? t(`status.${status}`)
        : ahead === 0
          ? t("status.next")
          : `${t("status.ahead")} ${ahead}`;
    view.working(portrait.progress.fraction, place(portrait), cancel);
    const stop = follow(portrait.id, async (type, data) => {
      if (type === "state") view.working(0, place(data), cancel);
      else if (type === "queue") view.working(0, place({ ...data, status: "in_queue" }), cancel);
      else if (type === "progress") view.working(data.fraction, t(`stage.${data.stage}`, data.stage), cancel);
      else if (type !== "note") {
        leave();
        if (type === "gone") {
          past.drop(portrait.id);
          return;
        }
        past.put(data, true);
        await open(data);
        priced();
      }
    });
    watching = { id: portrait.id, stop };
  }

  function leave() {
    opened++;
    watching?.stop();
    watching = null;
    showPreview.drop();
    recheck.drop();
    looking?.abort();
    checking?.abort();
    view.pending(false);
    view.idle();
  }

  /** Shows a portrait of the list, in any state. */
  async function open(portrait) {
    leave();
    past.mark(portrait.id);
    facts.hide();
    view.accept();
    const before = await recall("photos", portrait.id);
    if (portrait.status !== "done") {
      if (before) await view.show(before, null, t("stage.photo"));
      else view.blank(portrait.request.width / portrait.request.height);
    }
    if (isOpen(portrait)) {
      watch(portrait);
      return;
    }
    if (portrait.status === "done") {
      try {
        const blob = await picture(`/v1/portraits/${portrait.id}/image?format=jpeg`);
        await view.show(blob, before, `${t("stage.portrait")}: ${past.name(portrait)}`);
        facts.show(portrait, blob);
      } catch (error) {
        toast(problem(error), "bad");
      }
    } else if (portrait.status === "failed") {
      view.refuse(
        t("status.failed"),
        `${problem({ code: portrait.error.code, message: portrait.error.detail })} ${t("studio.refunded")}`,
      );
    } else {
      toast(t(`status.${portrait.status}`));
    }
  }

  async function again(portrait) {
    const source = await recall("photos", portrait.id);
    if (!source) {
      toast(t("studio.photogone"), "bad");
      return;
    }
    photo = quick = source;
    face = portrait.request.face;
    settings.adopt(portrait.request);
    settings.reroll();
    ready();
    await order();
  }
  async function adopt(portrait) {
    const source = await recall("photos", portrait.id);
    settings.adopt(portrait.request);
    if (source) await usePhoto(source);
    toast(t("studio.adopted"));
  }
  async function erase(portrait) {
    if (!confirm(t("studio.erase"))) return;
    try {
      await remove(`/v1/portraits/${portrait.id}`);
      await forget("photos", portrait.id);
      past.drop(portrait.id);
      facts.hide();
      if (photo) showPreview();
      else view.clear();
    } catch (error) {
      toast(problem(error), "bad");
    }
  }

  async function priced() {
    tariff = (await get("/v1/prices").catch(() => ({ prices: tariff }))).prices;
    price();
  }
  function price() {
    const each = tariff[settings.wanted().engine] ?? tariff["*"];
    submit.querySelector(".price").textContent = each ? `${each} PTC` : "";
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
  node.addEventListener("dragover", (event) => {
    event.preventDefault();
    node.classList.add("over");
  });
  node.addEventListener("dragleave", (event) => {
    if (!node.contains(event.relatedTarget)) node.classList.remove("over");
  });
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    node.classList.remove("over");
    accept([...event.dataTransfer.files]);
  });
  window.addEventListener("focus", () => {
    if (node.isConnected) past.load().catch(() => {});
  });

  onLanguage(() => past.rename());
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
      recall("drafts", "photo"),
    ]);
    templates.items.forEach((template) => titles.set(template.name, template));
    past.rename();
    settings.load(
      templates.items,
      engines.items.filter((engine) => engine.ready).map((engine) => engine.name),
    );
    priced();
    const making = items.find(isOpen);
    if (draft) {
      photo = draft;
      quick = await smaller(draft).catch(() => draft);
      ready();
    }
    if (opened !== before) return; // a portrait of the list was opened meanwhile
    if (making) await open(making);
    else if (draft) {
      await view.show(photo, null, t("stage.photo"));
      if (opened === before) choose(undefined);
    }
  }
  return {
    node,
    start,
    title: "nav.studio",
    enter() {
      if (photo && !watching) showPreview();
    },
    leave: () => {},
  };
}
