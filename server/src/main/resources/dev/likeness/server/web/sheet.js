// @ts-check Pictures in rows and columns as one picture.
const TILE = 360;
const GAP = 20;
const LABEL = 34;

/**
 * A JPEG of rows by columns. `picture(row, column)` gives a blob, or undefined for one that is not rendered yet; `named` what
 * stands under it. The titles of the columns stand above; without any there is no head.
 */
export async function sheet(rows, titles, picture, named = undefined) {
  const cells = [];
  for (let row = 0; row < rows; row++)
    for (const column of titles.keys()) {
      const blob = picture(row, column);
      if (!blob) continue;
      const bitmap = await createImageBitmap(blob);
      cells.push({ row, column, blob, shape: bitmap.height / bitmap.width });
      bitmap.close();
    }
  // The tallest decides, so that nothing is cut and little is empty.
  const tall = TILE * Math.min(1.5, Math.max(0, ...cells.map(({ shape }) => shape)) || 1);
  const head = titles.some(Boolean) ? LABEL : 0;
  const step = tall + GAP + (named ? LABEL : 0);
  const canvas = new OffscreenCanvas(titles.length * (TILE + GAP) + GAP, head + rows * step + GAP);
  const context = canvas.getContext("2d");
  context.fillStyle = "#f6f3ee";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#211c16";
  context.font = "600 18px system-ui, sans-serif";
  context.textAlign = "center";
  const middle = (column) => GAP + column * (TILE + GAP) + TILE / 2;
  titles.forEach((title, column) => context.fillText(title, middle(column), GAP + 18, TILE));
  for (const { row, column, blob } of cells) {
    const bitmap = await createImageBitmap(blob);
    const scale = Math.min(TILE / bitmap.width, tall / bitmap.height);
    const [w, h] = [bitmap.width * scale, bitmap.height * scale];
    const top = head + GAP + row * step;
    context.drawImage(bitmap, middle(column) - w / 2, top + (tall - h) / 2, w, h);
    bitmap.close();
    if (named) context.fillText(named(row, column), middle(column), top + tall + 24, TILE);
  }
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
}
