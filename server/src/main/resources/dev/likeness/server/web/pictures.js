// @ts-check The original photos of portraits, kept in this browser once each, however many portraits are made of one.
import { forget, keep, names, recall } from "./keep.js";

/** Remembers of which photo a portrait is made. */
export async function remember(id, photo) {
  const bytes = await crypto.subtle.digest("SHA-256", await photo.file.arrayBuffer());
  const hash = "file-" + [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!(await recall("photos", hash))) await keep("photos", hash, photo.file);
  await keep("photos", id, { hash, seen: photo.seen });
}

/** The photo of a portrait as it was sent; undefined where this browser does not have it. */
export async function original(id) {
  const kept = await recall("photos", id);
  if (!kept?.hash) return undefined;
  const file = await recall("photos", kept.hash);
  return file && kept.seen ? file : undefined;
}

/** Forgets the photo of a portrait, and the file with the last one. */
export async function release(id) {
  const kept = await recall("photos", id);
  await forget("photos", id);
  if (!kept?.hash) return;
  for (const name of (await names("photos")) ?? [])
    if (!String(name).startsWith("file-") && (await recall("photos", name))?.hash === kept.hash) return;
  await forget("photos", kept.hash);
}
