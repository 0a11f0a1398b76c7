// @ts-check Portraits from their order to their end: placed, followed in one stream, shown, made again, erased.
import { complain, toast } from "./dom.js";
import { problem, t } from "./words.js";
import { follower, form, isOpen, picture, post, remove } from "./api.js";
import { sure } from "./dialog.js";
import { original, release, remember } from "./pictures.js";

export const BAD_PHOTO = (code = "") => code.startsWith("photo_") || code.includes("face") || code === "not_a_photo";

/**
 * @param {any} of the stage (`view`), the list (`past`), the facts below it (`facts`); `leave` clears the stage, `moment`
 *     counts what it has shown, `refuse` says why a photo will not do, `priced` asks for balance and prices, `onShow` is
 *     called before a portrait is shown, `onNothing` when it did not come to one, and `onNone` when the one shown is erased
 */
export function making({ view, past, facts, leave, moment, refuse, priced, onShow, onNothing, onNone }) {
  let watching = ""; // the id of the portrait on the stage that is being made
  const follow = follower(heard);

  /** Places orders one after the other; the first is watched. */
  async function place(jobs) {
    let made = 0;
    // What it will need has its place from the click on, and not when the service answers.
    onShow();
    const before = facts.wait();
    const now = moment();
    for (const { taken, one } of jobs) {
      try {
        const portrait = await post("/v1/portraits", form(taken.file, one), {
          headers: { "Idempotency-Key": crypto.randomUUID() },
        });
        await remember(portrait.id, taken);
        past.put(portrait, true);
        follow(portrait.id);
        if (made++ === 0) watch(portrait);
      } catch (error) {
        if (BAD_PHOTO(error.code) && jobs.length === 1) {
          refuse(error.code, error.message);
        } else {
          const told = jobs.length > 1 ? `${made} / ${jobs.length}: ` : "";
          toast(`${told}${problem(error)}`, "bad");
        }
        if (!BAD_PHOTO(error.code)) break;
      }
    }
    // Whatever was opened meanwhile stays.
    if (made === 0 && now === moment()) {
      if (before) facts.show(before);
      else onNothing();
    }
    if (made > 1) toast(`${made} ${t("studio.ordered")}`);
    priced();
  }

  const placeOf = ({ status, ahead }) =>
    status !== "in_queue" || ahead === undefined
      ? t(`status.${status}`)
      : ahead === 0
        ? t("status.next")
        : `${t("status.ahead")} ${ahead}`;
  const canceller = (id) => async () => {
    try {
      await post(`/v1/portraits/${id}/cancel`);
    } catch (error) {
      if (error.code !== "already_closed") complain(error);
    }
  };
  function showWork(portrait) {
    const { stage, fraction = 0 } = portrait.progress ?? {};
    view.working(fraction, stage ? t(`stage.${stage}`, stage) : placeOf(portrait), canceller(portrait.id));
  }
  function watch(portrait) {
    leave();
    watching = portrait.id;
    past.mark(portrait.id);
    facts.wait();
    view.accept();
    view.mark(undefined);
    showWork(portrait);
    follow(portrait.id);
  }
  /** Something became of a portrait that is followed. */
  async function heard(event) {
    if (event.status === "gone") {
      past.drop(event.id);
      if (watching === event.id) {
        leave();
        facts.hide();
      }
      return;
    }
    const portrait = past.put(event, true);
    if (isOpen(event)) {
      if (watching === event.id) showWork(portrait);
      return;
    }
    priced();
    if (watching !== event.id) return;
    watching = "";
    await open(portrait);
  }

  /** Shows a portrait of the list, in any state. */
  async function open(portrait) {
    leave();
    const now = moment();
    past.mark(portrait.id);
    if (isOpen(portrait)) facts.wait();
    else facts.show(portrait);
    view.accept();
    view.mark(undefined);
    onShow();
    const before = await original(portrait.id);
    if (now !== moment()) return;
    if (portrait.status !== "done") {
      if (before) await view.show(before, t("stage.photo"));
      else view.blank(portrait.request.width / portrait.request.height);
    }
    if (isOpen(portrait)) {
      watch(portrait);
      return;
    }
    if (portrait.status === "done") {
      try {
        const blob = await picture(`/v1/portraits/${portrait.id}/image`);
        if (now !== moment()) return;
        await view.show(blob, `${t("stage.portrait")}: ${past.name(portrait)}`, { photo: before, crop: portrait.crop });
        if (now === moment()) facts.hold(blob);
      } catch (error) {
        complain(error);
      }
      return;
    }
    if (portrait.status === "failed")
      view.refuse(t("status.failed"), [
        `${problem({ code: portrait.error.code, message: portrait.error.detail })} ${t("studio.refunded")}`,
      ]);
    else toast(t(`status.${portrait.status}`));
  }

  /** The same order of the same photo with another seed. What stands in the form and on the tray stays. */
  async function again(portrait) {
    const file = await original(portrait.id);
    if (!file) {
      toast(t("studio.photogone"), "bad");
      return;
    }
    const { seed, background_blur, ...request } = portrait.request;
    if (background_blur !== undefined) {
      toast(t("studio.groundgone"), "bad"); // the picture for the background is kept nowhere
      return;
    }
    if (request.document) {
      delete request.width;
      delete request.height;
    }
    const one = { ...request, watermark: portrait.watermark };
    await place([{ taken: { file, seen: true }, one }]);
  }
  async function erase(portraits) {
    if (!(await sure(portraits.length > 1 ? "studio.eraseall" : "studio.erase", "result.erase"))) return;
    for (const { id } of portraits) {
      try {
        await remove(`/v1/portraits/${id}`);
        await release(id);
        past.drop(id);
      } catch (error) {
        complain(error);
      }
    }
    if (!portraits.some(({ id }) => facts.shows(id))) return;
    facts.hide();
    onNone();
  }

  return {
    place,
    open,
    again,
    erase,
    follow,
    isBusy: () => watching !== "",
    stop() {
      watching = "";
    },
  };
}
