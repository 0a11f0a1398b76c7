// @ts-check A client of the public REST API.
const KEY = "likeness.key";
let key = localStorage.getItem(KEY) ?? sessionStorage.getItem(KEY) ?? "";
/** @type {(problem: Problem) => void} */
let lost = () => {};
/** @type {(up: boolean) => void} */
let line = () => {};
/** Called with whether the service answers. */
export const onLine = (listener) => {
  line = listener;
};

/** A problem that the service answered with. */
export class Problem extends Error {
  /** @param {number} status  @param {any} body */
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? "internal";
    this.faces = body.faces ?? []; // to choose one of, where several were found
  }
}

export const hasKey = () => key !== "";
export const keyStart = () => key.slice(0, 7);
/** Called when the service does not accept the key any more. */
export const onKeyLost = (listener) => {
  lost = listener;
};

export function useKey(value, remember) {
  forgetKey();
  key = value.trim();
  (remember ? localStorage : sessionStorage).setItem(KEY, key);
}

export function forgetKey() {
  key = "";
  localStorage.removeItem(KEY);
  sessionStorage.removeItem(KEY);
}

/** The response if it is a success; otherwise throws. */
export async function ask(method, path, body, options = {}) {
  const headers = key ? { Authorization: `Bearer ${key}`, ...options.headers } : { ...options.headers };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      signal: options.signal,
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    line(false);
    throw new Problem(0, { code: "unreachable", detail: "" });
  }
  line(true);
  if (response.ok) return response;
  const problem = new Problem(response.status, await response.json().catch(() => ({})));
  if (response.status === 401 && key) lost(problem);
  throw problem;
}

export const get = async (path) => (await ask("GET", path)).json();
export const post = async (path, body, options) => (await ask("POST", path, body, options)).json();
export const put = async (path, body) => (await ask("PUT", path, body)).json();
export const patch = async (path, body) => (await ask("PATCH", path, body)).json();
export const remove = (path) => ask("DELETE", path);
export const picture = async (path, options) => (await ask("GET", path, undefined, options)).blob();

/** A preview of 512 pixels, and where the photo lies in it if the engine tells. */
export async function preview(photo, order, signal) {
  const answer = await ask("POST", "/v1/templates/preview", form(photo, order), { signal });
  const crop = answer.headers.get("Likeness-Crop");
  return { blob: await answer.blob(), crop: crop && JSON.parse(crop) };
}

/** What the service answers, asked anew for up to half a minute while it has too much to do. */
export async function patiently(asking) {
  for (let left = 20; ; left--) {
    try {
      return await asking();
    } catch (error) {
      if (left === 0 || !["too_busy", "rate_limited"].includes(error.code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}

/** The photo as JPEG, for formats that this browser cannot draw. */
export const drawn = async (photo) => (await ask("POST", "/v1/photos/picture", form(photo, {}))).blob();
/** The check of a photo. */
export const check = (photo, order, signal) => post("/v1/photos/check", form(photo, order), { signal });

/** An order as a form with the photo as a file. */
export function form(photo, order) {
  const parts = new FormData();
  parts.append("photo", photo, "photo");
  for (const [name, value] of Object.entries(order)) {
    if (value === undefined || value === null || value === "") continue;
    if (value instanceof Blob) parts.append(name, value, name);
    else parts.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return parts;
}

/**
 * Follows any number of portraits in one stream, and reconnects by itself. `heard` is told of each when it moves, and with
 * the whole portrait once it is closed; `gone` is the status of an erased one.
 */
export function follower(heard) {
  const open = new Set();
  let going = null;
  let timer = 0;
  const soon = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(listen, ms);
  };
  async function listen() {
    going?.abort();
    if (!open.size || !key) return;
    const mine = (going = new AbortController());
    try {
      const answer = await ask("GET", `/v1/events?portraits=${[...open].join(",")}`, undefined, {
        signal: mine.signal,
      });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let text = ""; ; ) {
        const { value, done } = await reader.read();
        if (done) break;
        const blocks = (text + value).split("\n\n");
        text = blocks.pop();
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block);
          if (!data) continue;
          const portrait = JSON.parse(data[1]);
          if (!isOpen(portrait)) open.delete(portrait.id);
          heard(portrait);
        }
      }
    } catch (error) {
      if (mine.signal.aborted || error.status === 401) return;
      if (!error.status) line(false);
    }
    if (!mine.signal.aborted) soon(1500);
  }
  return (id) => {
    if (open.has(id)) return;
    open.add(id);
    soon(0);
  };
}

export const isOpen = (portrait) => ["in_queue", "generating"].includes(portrait.status);
