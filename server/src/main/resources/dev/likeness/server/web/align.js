// @ts-check Finds the position of a portrait in its photo, so that "before" can be aligned with "after". A portrait is
// the photo scaled and shifted, without rotation, and the face keeps its features, so the best normalized correlation
// of the portrait's middle over a pyramid of the photo gives scale and shift: a coarse search over everything, then a
// fine one around the best place.
const COARSE = 20;
const FINE = 48;
const FINEST = 112;
// The position of faces in portraits, in parts of the frame.
const REGION = { x: 0.3, y: 0.14, size: 0.4 };
const SURE = 0.45;

function grey(source, sx, sy, sw, sh, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.drawImage(source, sx, sy, sw, sh, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const result = new Float32Array(width * height);
  for (let i = 0; i < result.length; i++) result[i] = 0.3 * data[4 * i] + 0.6 * data[4 * i + 1] + 0.1 * data[4 * i + 2];
  return result;
}

function normalised(template) {
  const mean = template.reduce((a, b) => a + b, 0) / template.length;
  let sum = 0;
  for (const value of template) sum += (value - mean) ** 2;
  if (sum < template.length * 4) return null; // flat: nothing to recognise
  return template.map((value) => (value - mean) / Math.sqrt(sum));
}

function correlation(image, width, left, top, template, side) {
  let dot = 0,
    sum = 0,
    squares = 0;
  for (let y = 0; y < side; y++) {
    let at = (top + y) * width + left;
    for (let x = 0, i = y * side; x < side; x++, i++, at++) {
      const value = image[at];
      dot += value * template[i];
      sum += value;
      squares += value * value;
    }
  }
  const spread = squares - (sum * sum) / (side * side);
  return spread < 1 ? 0 : dot / Math.sqrt(spread);
}

/** Scale and shift from photo to portrait pixels; null where the portrait cannot be found in the photo. */
export function align(photo, portrait) {
  const edge = REGION.size * Math.min(portrait.width, portrait.height);
  const left = (portrait.width - edge) / 2;
  const top = REGION.y * portrait.height;
  let best = { score: 0 };
  const search = (side, scale, area) => {
    const factor = side / (edge / scale); // photo pixels to pyramid pixels
    const width = Math.round(photo.width * factor),
      height = Math.round(photo.height * factor);
    if (width < side || height < side || width > 4000) return;
    const pattern = patterns.get(side);
    const image = grey(photo, 0, 0, photo.width, photo.height, width, height);
    const [x0, x1] = area ? area.x.map((x) => Math.round(x * factor)) : [0, width - side];
    const [y0, y1] = area ? area.y.map((y) => Math.round(y * factor)) : [0, height - side];
    for (let y = Math.max(0, y0); y <= Math.min(height - side, y1); y++) {
      for (let x = Math.max(0, x0); x <= Math.min(width - side, x1); x++) {
        const score = correlation(image, width, x, y, pattern, side);
        if (score > best.score) best = { score, scale, x: x / factor, y: y / factor };
      }
    }
  };
  const patterns = new Map(
    [COARSE, FINE, FINEST].map((side) => [side, normalised(grey(portrait, left, top, edge, edge, side, side))]),
  );
  if ([...patterns.values()].includes(null)) return null;
  const smallest = edge / Math.min(photo.width, photo.height);
  for (let scale = smallest; scale < smallest * 9; scale *= 1.1) search(COARSE, scale);
  if (best.score < SURE) return null;
  for (const [side, pace, steps] of [
    [FINE, 1.016, 5],
    [FINEST, 1.004, 4],
  ]) {
    const rough = best;
    best = { score: 0 };
    const slack = (4 * edge) / rough.scale / side;
    const area = { x: [rough.x - slack, rough.x + slack], y: [rough.y - slack, rough.y + slack] };
    for (let step = -steps; step <= steps; step++) search(side, rough.scale * pace ** step, area);
  }
  if (best.score < SURE) return null;
  return { scale: best.scale, x: left - best.x * best.scale, y: top - best.y * best.scale };
}

/** The photo as it would lie under the portrait, of the portrait's size. */
export function underlay(photo, portrait) {
  const canvas = document.createElement("canvas");
  canvas.width = portrait.width;
  canvas.height = portrait.height;
  const cover = Math.max(portrait.width / photo.width, portrait.height / photo.height);
  const place = align(photo, portrait) ?? {
    scale: cover,
    x: (portrait.width - photo.width * cover) / 2,
    y: (portrait.height - photo.height * cover) / 3,
  };
  const context = canvas.getContext("2d");
  context.fillStyle = "#0d0b09";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(photo, place.x, place.y, photo.width * place.scale, photo.height * place.scale);
  return canvas;
}
