// @ts-check A ZIP of files that are compressed already: stored, with their checksums (PKWARE's APPNOTE, 4.3).
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** @param {{name: string, blob: Blob}[]} files */
export async function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const { name, blob } of files) {
    const title = new TextEncoder().encode(name);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    // Version 2.0, names in UTF-8, stored, 1 January 1980.
    const facts = [20, 0x800, 0, 0, 0x21];
    const tail = new DataView(new ArrayBuffer(16));
    [crc(bytes), bytes.length, bytes.length].forEach((value, i) => tail.setUint32(4 * i, value, true));
    tail.setUint16(12, title.length, true);
    const head = (signature, extra) => {
      const view = new DataView(new ArrayBuffer(4 + extra.length * 2 + facts.length * 2));
      view.setUint32(0, signature, true);
      [...extra, ...facts].forEach((value, i) => view.setUint16(4 + 2 * i, value, true));
      return new Uint8Array(view.buffer);
    };
    const local = [head(0x04034b50, []), new Uint8Array(tail.buffer), title, bytes];
    const place = new DataView(new ArrayBuffer(14));
    place.setUint32(10, at, true);
    directory.push(head(0x02014b50, [20]), new Uint8Array(tail.buffer), new Uint8Array(place.buffer), title);
    parts.push(...local);
    at += local.reduce((sum, part) => sum + part.length, 0);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return new Blob([...parts, ...directory, new Uint8Array(end.buffer)], { type: "application/zip" });
}
