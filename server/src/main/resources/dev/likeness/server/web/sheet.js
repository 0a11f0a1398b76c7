// @ts-check Draws all cells of the lab in one picture.
const TILE = 360;
const GAP = 14;
const LABEL = 44;

/** A JPEG of rows by columns; `picture(row, column)` gives a blob, or undefined for one that is not rendered yet. */
export async function sheet(rows, titles, picture, named = undefined) {
  const canvas = new OffscreenCanvas(titles.length * (TILE + GAP) + GAP, rows * (TILE + GAP) + GAP + LABEL);
  const context = canvas.getContext("2d");
  context.fillStyle = "#f6f3ee";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = "600 18px system-ui, sans-serif";
  context.textAlign = "center";
  for (const [column, title] of titles.entries()) {
    const left = GAP + column * (TILE + GAP);
    context.fillStyle = "#211c16";
    context.fillText(title, left + TILE / 2, LABEL - 12, TILE);
    for (let row = 0; row < rows; row++) {
      const blob = picture(row, column);
      const top = LABEL + GAP + row * (TILE + GAP) - GAP / 2;
      if (!blob) continue;
      const bitmap = await createImageBitmap(blob);
      const scale = TILE / Math.max(bitmap.width, bitmap.height);
      const [w, h] = [bitmap.width * scale, bitmap.height * scale];
      context.drawImage(bitmap, left + (TILE - w) / 2, top + (TILE - h) / 2, w, h);
      if (named) {
        context.fillStyle = "#fffdfae0";
        context.fillRect(left, top + TILE - 30, TILE, 30);
        context.fillStyle = "#211c16";
        context.fillText(named(row, column), left + TILE / 2, top + TILE - 9, TILE - 12);
      }
    }
  }
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
}
