// @ts-check A client of the public REST API.
const KEY = "likeness.key";
let key = localStorage.getItem(KEY) ?? sessionStorage.getItem(KEY) ?? "";
/** @type {(problem: Problem) => void} */
let lost = () => {};

/** A problem that the service answered with. */
export class Problem extends Error {
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
    throw new Problem(0, { code: "unreachable", detail: "" });
  }
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

/** A preview of 512 pixels. */
export async function preview(photo, order, signal) {
  return (await ask("POST", "/v1/templates/preview", form(photo, order), { signal })).blob();
}

/** The check of a photo. */
export const check = (photo, order, signal) => post("/v1/photos/check", form(photo, order), { signal });

/** An order as a form with the photo as a file. */
export function form(photo, order) {
  const parts = new FormData();
  parts.append("photo", photo, "photo");
  for (const [name, value] of Object.entries(order)) {
    if (value === undefined || value === null || value === "") continue;
    parts.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return parts;
}

// Events that are not the last; some of them share an id.
const GOING = ["state", "queue", "progress", "note"];
const MANY = ["queue", "note"];

/**
 * Follows a portrait until it is closed, and reconnects by itself. Returns a function that stops it.
 */
export function follow(id, heard) {
  let source = null;
  let stopped = false;
  let last = "";
  const again = () => {
    if (!stopped) setTimeout(open, 1500);
  };
  async function open() {
    if (stopped) return;
    try {
      const { url } = await post("/v1/tickets", { portrait: id });
      if (stopped) return;
      source = new EventSource(url);
    } catch (error) {
      if (error.status === 404) heard("gone", {});
      else if (error.status !== 401) again();
      return;
    }
    for (const type of ["state", "queue", "progress", "note", "done", "failed", "cancelled", "expired", "gone"]) {
      source.addEventListener(type, (event) => {
        if (stopped || (event.lastEventId && event.lastEventId === last && !MANY.includes(type))) return;
        last = event.lastEventId;
        const data = event.data ? JSON.parse(event.data) : {};
        if (!GOING.includes(type)) stop();
        heard(type, data);
      });
    }
    // Tickets expire, so the browser's own reconnection would be refused; get a new one.
    source.onerror = () => {
      source.close();
      again();
    };
  }
  function stop() {
    stopped = true;
    source?.close();
  }
  open();
  return stop;
}
