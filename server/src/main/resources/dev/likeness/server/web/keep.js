// @ts-check
// The browser's local storage: photos beside their portraits, so that before and after survive a reload. It never leaves
// the browser; "forget" and erasing a portrait delete it. A page works without it, too, so nothing here waits for long.
const PATIENCE = 3000; // milliseconds
let opened;

/** The database, or null where the browser has none for us in time: another page may be holding up its deletion. */
function open() {
  opened ??= new Promise((resolve) => {
    const request = indexedDB.open("likeness", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("photos");
      request.result.createObjectStore("drafts");
    };
    let late = false;
    const waited = setTimeout(() => {
      late = true;
      opened = undefined; // the next who asks tries again
      resolve(null);
    }, PATIENCE);
    request.onsuccess = () => {
      // A page that held on to it would hold up whoever deletes it, and everybody who opens it after that.
      const gone = () => {
        request.result.close();
        opened = undefined;
      };
      if (late) {
        request.result.close();
        return;
      }
      clearTimeout(waited);
      request.result.onversionchange = gone;
      request.result.onclose = gone;
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(waited);
      resolve(null);
    };
  });
  return opened;
}

async function through(store, mode, work) {
  const base = await open();
  if (!base) return undefined;
  return new Promise((resolve) => {
    try {
      const request = work(base.transaction(store, mode).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(undefined);
      request.transaction.onabort = () => resolve(undefined);
    } catch {
      resolve(undefined); // closed in between
    }
  });
}
export const keep = (store, name, value) => through(store, "readwrite", (s) => s.put(value, name));
export const recall = (store, name) => through(store, "readonly", (s) => s.get(name));
export const forget = (store, name) => through(store, "readwrite", (s) => s.delete(name));
export const forgetAll = async () => {
  await through("photos", "readwrite", (s) => s.clear());
  await through("drafts", "readwrite", (s) => s.clear());
};
export const names = (store) => through(store, "readonly", (s) => s.getAllKeys());

/** A small setting of this browser. */
export const setting = (name, otherwise) => localStorage.getItem(`likeness.${name}`) ?? otherwise;
export const set = (name, value) => localStorage.setItem(`likeness.${name}`, value);
