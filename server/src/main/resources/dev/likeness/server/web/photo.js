// @ts-check Photos from the visitor: dropped, pasted, chosen or taken.
import { action, el, icon } from "./dom.js";
import { t } from "./words.js";

const NO_PHOTO = /^image\/(svg|vnd)/;
const MOST = 20 * 1024 * 1024;

/** Why a file cannot be sent, as a key of words.js; empty when it can. */
export const unfit = (file) =>
  !(file.type.startsWith("image/") && !NO_PHOTO.test(file.type)) && !/\.(heic|heif)$/i.test(file.name)
    ? "photo.type"
    : file.size > MOST
      ? "photo.large"
      : "";

/** A smaller copy for repeated requests, with at most this many pixels on its longer side. */
export async function smaller(file, longest = 1600) {
  const bitmap = await createImageBitmap(file);
  const scale = longest / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1 && file.size < 1_500_000) return file;
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * Math.min(1, scale))),
    Math.max(1, Math.round(bitmap.height * Math.min(1, scale))),
  );
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.93 });
}

/** Files from a drop or a paste. */
export const filesOf = (transfer) => [...(transfer?.files ?? [])];

/** The id of the portrait that a file of ours is, from its label; undefined for any other picture. */
export async function settingsOf(file) {
  const head = await file.slice(0, 262_144).arrayBuffer();
  return /ProduceID[^0-9]{1,20}(\d{15,20})/.exec(new TextDecoder("latin1").decode(head))?.[1];
}

/** Lets the visitor take a photo; resolves to a file, or null. */
export async function takePhoto() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: 1920 } } });
  } catch {
    throw new Error(t("photo.nocamera"));
  }
  return new Promise((resolve) => {
    const video = el("video", { autoplay: true, playsinline: true, muted: true });
    video.srcObject = stream;
    const end = async (shot) => {
      let file = null;
      if (shot && video.videoWidth) {
        const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
        canvas.getContext("2d").drawImage(video, 0, 0);
        file = new File([await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 })], "camera.jpg", {
          type: "image/jpeg",
        });
      }
      stream.getTracks().forEach((track) => track.stop());
      dialog.close();
      dialog.remove();
      resolve(file);
    };
    const dialog = el(
      "dialog",
      { class: "sheet", label: "photo.camera", on: { cancel: () => end(false) } },
      video,
      el(
        "div",
        { class: "row end" },
        action("cancel", () => end(false), "quiet"),
        el(
          "button",
          { class: "primary", on: { click: () => end(true) } },
          icon("camera"),
          el("span", { t: "photo.shoot" }),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
