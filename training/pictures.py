"""Pictures that are no photos of people, made of photos, and photos made worse: for the check for photos.

    python training/pictures.py set    PHOTOS OUT [N]   what the weights of darkroom.face.Handiwork are fitted on
    python training/pictures.py proof  PHOTOS OUT [N]   other sitters, and techniques that the weights never saw
    python training/pictures.py fit    SET.tsv PHOTOS.tsv    the weights, from tables of PhotoCheckRun (torch)

A picture's name begins with `photo_` or `none_` and its technique. PhotoCheckRun, of the darkroom's tests, measures a folder.
Every N-th photo is taken, those of the two sets in turn. All random numbers are seeded: same photos, same pictures.
"""
import pathlib
import sys

import cv2
import numpy as np


# Photos that stay photos ------------------------------------------------------------------------------------------------
def jpeg(bgr, quality):
    return cv2.imdecode(cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1)


def skin(bgr):
    """Where colours are those of skin, 0 to 1: as phones find what they smooth."""
    ycc = cv2.cvtColor(bgr, cv2.COLOR_BGR2YCrCb)
    inside = (ycc[..., 1] > 133) & (ycc[..., 1] < 180) & (ycc[..., 2] > 77) & (ycc[..., 2] < 135)
    return cv2.GaussianBlur(inside.astype(np.float32), (0, 0), 4)[..., None]


def beautified(bgr, strength):
    smooth = cv2.bilateralFilter(bgr, 0, 18 + 22 * strength, 5)
    fine = bgr.astype(np.float32) - cv2.GaussianBlur(bgr, (0, 0), 1.2)
    mask = skin(bgr) * strength
    mixed = bgr * (1 - mask) + np.clip(smooth * 1.05 + 6, 0, 255) * mask + 0.15 * fine * mask
    return np.clip(mixed, 0, 255).astype(np.uint8)


def grey(bgr):
    return cv2.cvtColor(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


def grain(bgr, deviation, rng, size=1.0, colour=False):
    noise = rng.normal(0, deviation, bgr.shape if colour else bgr.shape[:2] + (1,)).astype(np.float32)
    if size > 0:
        noise = cv2.GaussianBlur(noise, (0, 0), size)
        noise = (noise if colour else noise[..., None]) * (deviation / max(1e-3, noise.std()))
    return np.clip(bgr + noise, 0, 255).astype(np.uint8)


def curve(bgr, gamma, gain=1.0, tint=(1, 1, 1)):
    return np.clip(255 * (bgr / 255.0) ** gamma * gain * np.array(tint), 0, 255).astype(np.uint8)


def smaller(bgr, scale, back=True):
    small = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, bgr.shape[1::-1], interpolation=cv2.INTER_CUBIC) if back else small


def made_up(bgr):
    lab = cv2.cvtColor(bgr, cv2.COLOR_BGR2LAB).astype(np.float32)
    red = np.clip((lab[..., 1] - 148) / 12, 0, 1)
    lab[..., 1] += 22 * red
    lab[..., 0] += (lab[..., 0] - cv2.GaussianBlur(lab[..., 0], (0, 0), 12)) * 0.5
    return beautified(cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2BGR), 0.6)


def of_a_screen(bgr):
    """A photo taken of a screen: stripes, glare, slightly turned."""
    y, x = np.mgrid[0:bgr.shape[0], 0:bgr.shape[1]]
    stripes = 1 + 0.05 * np.sin(x * 2.1 + 0.2 * y)[..., None]
    glare = 40 * np.exp(-((x - 0.7 * bgr.shape[1]) ** 2 + (y - 0.2 * bgr.shape[0]) ** 2) / (0.02 * x.size))[..., None]
    seen = np.clip(bgr * stripes * 0.9 + glare + 8, 0, 255).astype(np.uint8)
    turn = cv2.getRotationMatrix2D((bgr.shape[1] / 2, bgr.shape[0] / 2), 3, 1.0)
    return cv2.warpAffine(seen, turn, bgr.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)


# Pictures that are none --------------------------------------------------------------------------------------------------
def oil(bgr, radius, levels):
    """The commonest of a few brightnesses around a pixel gives its colour (Haeberli's oil filter)."""
    bins = (cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(int) * levels // 256)
    best = np.full(bins.shape, -1, np.float32)
    out = np.zeros(bgr.shape, np.float32)
    for level in range(levels):
        inside = (bins == level).astype(np.float32)
        count = cv2.boxFilter(inside, -1, (2 * radius + 1,) * 2)
        mean = cv2.boxFilter(bgr * inside[..., None], cv2.CV_32F, (2 * radius + 1,) * 2)
        better = count > best
        best = np.where(better, count, best)
        out = np.where(better[..., None], mean / np.maximum(count, 1e-6)[..., None], out)
    return np.clip(out, 0, 255).astype(np.uint8)


def canvas(bgr, depth, rng):
    y, x = np.mgrid[0:bgr.shape[0], 0:bgr.shape[1]]
    weave = np.sin(x * 1.6) * np.sin(y * 1.6) + 0.4 * cv2.GaussianBlur(rng.normal(0, 2, x.shape), (0, 0), 1)
    return np.clip(bgr + depth * weave[..., None], 0, 255).astype(np.uint8)


def relief(bgr, depth):
    """Thick paint lit from the side."""
    height = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(np.float32)
    slope = cv2.GaussianBlur(height, (0, 0), 0.7) - np.roll(cv2.GaussianBlur(height, (0, 0), 0.7), (1, 1), (0, 1))
    return np.clip(bgr + depth * np.clip(slope, -20, 20)[..., None], 0, 255).astype(np.uint8)


def strokes(bgr, sizes, rng, curl=0.0, thickness=0.5):
    """Painterly rendering by layers of strokes along the contours (after Hertzmann 1998)."""
    out = np.full(bgr.shape, bgr.mean((0, 1)), np.float32).astype(np.uint8)
    for size in sizes:
        reference = cv2.GaussianBlur(bgr, (0, 0), max(0.8, size / 2))
        light = cv2.GaussianBlur(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(np.float32), (0, 0), max(1, size / 1.5))
        gx, gy = cv2.Sobel(light, -1, 1, 0), cv2.Sobel(light, -1, 0, 1)
        step = max(2, int(size * 0.8))
        places = [(x, y) for y in range(0, bgr.shape[0], step) for x in range(0, bgr.shape[1], step)]
        rng.shuffle(places)
        for x, y in places:
            if size != sizes[0] and np.abs(out[y, x].astype(int) - reference[y, x]).sum() < 24:
                continue
            angle = np.arctan2(gx[y, x], -gy[y, x]) + rng.normal(0, 0.15) + curl
            length = size * rng.uniform(1.2, 3.0)
            dx, dy = np.cos(angle) * length, np.sin(angle) * length
            colour = np.clip(reference[y, x] + rng.normal(0, 5, 3), 0, 255)
            cv2.line(out, (int(x - dx), int(y - dy)), (int(x + dx), int(y + dy)), colour.tolist(),
                     max(1, int(size * thickness)), cv2.LINE_AA)
    return out


def kuwahara(bgr, radius):
    """The mean of the plainest of four quarters around a pixel."""
    picture = bgr.astype(np.float32)
    mean = cv2.blur(picture, (radius + 1,) * 2)
    spread = (cv2.blur(picture ** 2, (radius + 1,) * 2) - mean ** 2).sum(2)
    half = radius // 2 + 1
    best = np.full(spread.shape, np.inf)
    out = np.zeros_like(picture)
    for dy in (-half, half):
        for dx in (-half, half):
            there = np.roll(spread, (dy, dx), (0, 1))
            better = there < best
            best = np.where(better, there, best)
            out = np.where(better[..., None], np.roll(mean, (dy, dx), (0, 1)), out)
    return out.astype(np.uint8)


def palette(bgr, colours, seed):
    cv2.setRNGSeed(seed)
    samples = bgr.reshape(-1, 3).astype(np.float32)
    _, _, centres = cv2.kmeans(samples[::37].copy(), colours, None, (3, 12, 1.0), 1, cv2.KMEANS_PP_CENTERS)
    nearest = np.argmin(((samples[:, None] - centres[None]) ** 2).sum(2), 1)
    return cv2.medianBlur(centres[nearest].reshape(bgr.shape).astype(np.uint8), 5)


def engraved(bgr, pitch, rng, crossed=True):
    """Lines whose width follows the darkness, as in a banknote."""
    light = cv2.GaussianBlur(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY), (0, 0), 1.5).astype(np.float32) / 255
    y, x = np.mgrid[0:bgr.shape[0], 0:bgr.shape[1]].astype(np.float32)
    bend = 14 * light
    line = 0.5 + 0.5 * np.sin(2 * np.pi * (y + 0.35 * x + bend) / pitch)
    ink = (line < 1.05 - light).astype(np.float32)
    if crossed:
        other = 0.5 + 0.5 * np.sin(2 * np.pi * (x - 0.5 * y + bend) / pitch)
        ink = np.maximum(ink, (other < 0.55 - light).astype(np.float32))
    paper = 236 + rng.normal(0, 3, light.shape)
    drawn = cv2.GaussianBlur(paper * (1 - ink) + 30 * ink, (0, 0), 0.6)
    return np.clip(np.repeat(drawn[..., None], 3, 2) * [0.93, 0.98, 1.0], 0, 255).astype(np.uint8)


def dots(bgr, size, rng):
    out = np.full(bgr.shape, 225, np.uint8)
    soft = cv2.GaussianBlur(bgr, (0, 0), size / 2)
    for _ in range(int(2.2 * bgr.shape[0] * bgr.shape[1] / size ** 2)):
        x, y = int(rng.integers(bgr.shape[1])), int(rng.integers(bgr.shape[0]))
        cv2.circle(out, (x, y), max(1, int(size / 2)), np.clip(soft[y, x] + rng.normal(0, 14, 3), 0, 255).tolist(), -1,
                   cv2.LINE_AA)
    return out


def pencil(bgr, colour, shade):
    return cv2.pencilSketch(bgr, sigma_s=50, sigma_r=0.08, shade_factor=shade)[1 if colour else 0]


def three(picture):
    return picture if picture.ndim == 3 else cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)


def charcoal(bgr, rng):
    """Dodged lines, smudged tone and streaks of the paper's tooth."""
    light = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(np.float32)
    tone = cv2.bilateralFilter(light, 0, 40, 6)
    lines = np.clip(light / np.maximum(1, cv2.GaussianBlur(light, (0, 0), 4)), 0, 1) ** 6
    tooth = cv2.GaussianBlur(rng.normal(0, 1, light.shape), (0, 0), sigmaX=2.6, sigmaY=0.7)
    tooth = cv2.warpAffine(tooth, cv2.getRotationMatrix2D((light.shape[1] / 2, light.shape[0] / 2), 40, 1.5),
                           light.shape[::-1], borderMode=cv2.BORDER_REFLECT)
    drawn = (0.25 + 0.75 * tone / 255) * lines * 235 + 42 * tooth / tooth.std() * (1.05 - tone / 255) * 0.6
    return three(np.clip(drawn, 12, 245).astype(np.uint8))


def ink_wash(bgr, rng):
    light = cv2.pyrMeanShiftFiltering(bgr, 12, 26).mean(2)
    steps = np.array([25, 70, 120, 170, 212, 242])
    noise = cv2.GaussianBlur(rng.normal(0, 1, light.shape), (0, 0), 5)
    wet = np.clip(light * 1.25 + 40 * noise, 0, 255)
    washed = steps[np.abs(wet[..., None] - steps).argmin(-1)].astype(np.float32)
    washed = cv2.GaussianBlur(washed, (0, 0), 1.6) + 4 * cv2.GaussianBlur(rng.normal(0, 3, light.shape), (0, 0), 1)
    return three(np.clip(washed, 0, 255).astype(np.uint8))


def watercolour(bgr, rng):
    flat = cv2.edgePreservingFilter(cv2.pyrMeanShiftFiltering(bgr, 14, 22), flags=1, sigma_s=40, sigma_r=0.3)
    light = flat.astype(np.float32)
    edge = cv2.morphologyEx(flat, cv2.MORPH_GRADIENT, np.ones((3, 3)))
    blots = cv2.GaussianBlur(rng.normal(0, 1, bgr.shape[:2]), (0, 0), 9)[..., None]
    paper = cv2.GaussianBlur(rng.normal(0, 1, bgr.shape[:2]), (0, 0), 0.9)[..., None]
    return np.clip(30 + 0.88 * light - 0.5 * edge + 130 * blots + 9 * paper, 0, 255).astype(np.uint8)


def shaded(bgr, strength=1.0):
    """Light without the colours of skin and eyes: what a plain surface of this form would show."""
    light = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(np.float32)
    for _ in range(3):
        light = cv2.bilateralFilter(light, 0, 32 * strength, 4)
    # Brows, lashes and irises are paint, not form: what is darker than its surroundings is filled.
    closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (17, 11)))
    return cv2.GaussianBlur(0.35 * light + 0.65 * closed, (0, 0), 1.2)


def marble(bgr, rng):
    light = shaded(bgr)
    veins = cv2.GaussianBlur(rng.normal(0, 1, light.shape), (0, 0), 14)
    veins = np.exp(-(veins * 60) ** 2) * -14 + cv2.GaussianBlur(rng.normal(0, 5, light.shape), (0, 0), 0.8)
    stone = np.clip((light - light.min()) / np.ptp(light) * 150 + 90 + veins, 0, 255)
    return np.clip(stone[..., None] * [0.94, 0.98, 1.0], 0, 255).astype(np.uint8)


def bronze(bgr, rng):
    light = shaded(bgr) / 255
    shine = np.clip(light ** 1.6 * 0.8 + 0.9 * np.clip(light - 0.6, 0, 1) ** 2 * 4, 0, 1)
    patina = cv2.GaussianBlur(rng.normal(0, 1, light.shape), (0, 0), 6)[..., None] * 6 * np.array([0.8, 1.0, 0.2])
    return np.clip(shine[..., None] * [75, 120, 170] + 20 + 8 * patina + rng.normal(0, 2, bgr.shape), 0,
                   255).astype(np.uint8)


def clay(bgr, rng):
    light = shaded(bgr, 1.4)
    marks = cv2.GaussianBlur(rng.normal(0, 1, light.shape), (0, 0), sigmaX=6, sigmaY=2)
    marks = 70 * marks + rng.normal(0, 2.5, light.shape)
    return np.clip((light * 0.75 + marks + 30)[..., None] * [0.55, 0.68, 0.92], 0, 255).astype(np.uint8)


def wax(bgr, rng):
    smooth = bgr.copy()
    for _ in range(4):
        smooth = cv2.bilateralFilter(smooth, 0, 30, 4)
    lab = cv2.cvtColor(smooth, cv2.COLOR_BGR2LAB).astype(np.float32)
    lab[..., 1:] = 128 + (cv2.GaussianBlur(lab[..., 1:], (0, 0), 6) - 128) * 1.25
    shine = np.clip(lab[..., 0] - cv2.GaussianBlur(lab[..., 0], (0, 0), 14), 0, 60)
    lab[..., 0] += 1.4 * shine
    return grain(cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2BGR), 2, rng, 0)


def doll(bgr, rng):
    smooth = cv2.edgePreservingFilter(bgr, flags=1, sigma_s=30, sigma_r=0.35)
    smooth = cv2.GaussianBlur(smooth, (0, 0), 1.0)
    hsv = cv2.cvtColor(smooth, cv2.COLOR_BGR2HSV).astype(np.float32)
    hsv[..., 1] = np.clip(hsv[..., 1] * 1.35, 0, 255)
    hsv[..., 2] = np.clip(hsv[..., 2] * 1.1 + 10, 0, 255)
    return grain(cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2BGR), 1.5, rng, 0)


def rendered(bgr, rng):
    """As of a games engine: skin of a plain texture, soft light, hard highlights, no noise at all."""
    smooth = cv2.pyrMeanShiftFiltering(bgr, 10, 18)
    light = cv2.GaussianBlur(cv2.cvtColor(smooth, cv2.COLOR_BGR2GRAY), (0, 0), 3).astype(np.float32)[..., None]
    out = 0.55 * cv2.GaussianBlur(smooth, (0, 0), 1.4) + 0.45 * smooth + 0.25 * (light - light.mean())
    bump = cv2.GaussianBlur(rng.normal(0, 1, bgr.shape[:2]), (0, 0), 1.5)[..., None] * 3.0
    return np.clip(out + bump + 1.5 * np.clip(light - 190, 0, 60), 0, 255).astype(np.uint8)


def cartoon(bgr):
    flat = palette(cv2.bilateralFilter(bgr, 0, 60, 7), 12, 7)
    edge = cv2.adaptiveThreshold(cv2.medianBlur(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY), 7), 255,
                                 cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 9, 5)
    return cv2.bitwise_and(flat, three(edge))


def stylised(bgr):
    return cv2.stylization(bgr, sigma_s=50, sigma_r=0.35)


def printed(bgr, pitch):
    """A newspaper's screen."""
    y, x = np.mgrid[0:bgr.shape[0], 0:bgr.shape[1]].astype(np.float32)
    screen = 127 + 90 * np.sin(2 * np.pi * (x + y) / pitch) * np.sin(2 * np.pi * (x - y) / pitch)
    return three(cv2.GaussianBlur(np.where(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY) > screen, 235, 30).astype(np.float32),
                                  (0, 0), 0.8).astype(np.uint8))


SETS = {
    "set": {
        "photo_plain": lambda p, r: p,
        "photo_jpeg20": lambda p, r: jpeg(p, 20),
        "photo_beauty": lambda p, r: beautified(p, 0.8),
        "photo_grey": lambda p, r: grey(p),
        "photo_film": lambda p, r: grain(grey(p), 9, r, 0.8),
        "photo_noise": lambda p, r: grain(p, 12, r, 0, True),
        "photo_blur": lambda p, r: cv2.GaussianBlur(p, (0, 0), 2.2),
        "photo_denoised": lambda p, r: cv2.fastNlMeansDenoisingColored(p, None, 6, 6, 5, 11),
        "photo_dark": lambda p, r: curve(p, 1.3, 0.5),
        "photo_small": lambda p, r: jpeg(smaller(p, 0.45, False), 60),
        "none_oil": lambda p, r: oil(p, 4, 18),
        "none_oilcanvas": lambda p, r: canvas(relief(oil(p, 5, 24), 0.8), 6, r),
        "none_stylised": lambda p, r: stylised(p),
        "none_meanshift": lambda p, r: cv2.pyrMeanShiftFiltering(p, 14, 30),
        "none_palette": lambda p, r: palette(p, 14, 3),
        "none_kuwahara": lambda p, r: kuwahara(p, 8),
        "none_pencil": lambda p, r: three(pencil(p, False, 0.04)),
        "none_crayon": lambda p, r: pencil(p, True, 0.05),
        "none_charcoal": lambda p, r: charcoal(p, r),
        "none_strokes": lambda p, r: strokes(p, (10, 5, 3), r),
        "none_engraved": lambda p, r: engraved(p, 5.5, r),
        "none_marble": lambda p, r: marble(p, r),
        "none_wax": lambda p, r: wax(p, r),
    },
    "proof": {
        "photo_plain": lambda p, r: p,
        "photo_jpeg20": lambda p, r: jpeg(p, 20),
        "photo_jpegtwice": lambda p, r: jpeg(jpeg(smaller(p, 0.7), 35), 50),
        "photo_beautyfull": lambda p, r: beautified(p, 1.0),
        "photo_madeup": lambda p, r: made_up(p),
        "photo_greyhard": lambda p, r: curve(grey(p), 1.5, 1.3),
        "photo_film": lambda p, r: grain(curve(grey(p), 1.1), 14, r, 1.1),
        "photo_sepia": lambda p, r: curve(grey(p), 1, 1, (0.7, 0.87, 1)),
        "photo_noise": lambda p, r: grain(p, 18, r, 0.6, True),
        "photo_blur": lambda p, r: cv2.GaussianBlur(p, (0, 0), 3.2),
        "photo_median": lambda p, r: cv2.medianBlur(p, 5),
        "photo_denoised": lambda p, r: cv2.fastNlMeansDenoisingColored(grain(p, 8, r, 0, True), None, 10, 10, 5, 11),
        "photo_sharpened": lambda p, r: np.clip(2.2 * p - 1.2 * cv2.GaussianBlur(p, (0, 0), 1.5), 0, 255).astype(np.uint8),
        "photo_bright": lambda p, r: curve(p, 0.7, 1.25),
        "photo_warm": lambda p, r: curve(p, 1.05, 1, (0.7, 0.92, 1.12)),
        "photo_enlarged": lambda p, r: smaller(p, 0.3),
        "photo_screen": lambda p, r: of_a_screen(p),
        "none_oillarge": lambda p, r: relief(oil(p, 7, 14), 1.2),
        "none_impasto": lambda p, r: relief(strokes(p, (12, 6, 4), r, 0.6, 0.8), 1.5),
        "none_fineoil": lambda p, r: canvas(strokes(cv2.bilateralFilter(p, 0, 25, 4), (7, 3, 2), r), 3, r),
        "none_pastel": lambda p, r: canvas(strokes(p, (8, 4), r, 0.9, 0.35), 8, r),
        "none_pointillism": lambda p, r: dots(p, 5, r),
        "none_watercolour": lambda p, r: watercolour(p, r),
        "none_inkwash": lambda p, r: ink_wash(p, r),
        "none_hatched": lambda p, r: engraved(p, 7, r, False),
        "none_cartoon": lambda p, r: cartoon(p),
        "none_poster": lambda p, r: palette(p, 7, 5),
        "none_newspaper": lambda p, r: printed(p, 6),
        "none_bronze": lambda p, r: bronze(p, r),
        "none_clay": lambda p, r: clay(p, r),
        "none_doll": lambda p, r: doll(p, r),
        "none_rendered": lambda p, r: rendered(p, r),
    },
}


def make(name, photos, out, every):
    out.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    files = sorted(f for f in photos.iterdir() if f.suffix in (".jpg", ".png"))[0 if name == "set" else every // 2::every]
    for number, file in enumerate(files):
        photo = cv2.imread(str(file))
        photo = smaller(photo, min(1, 768 / max(photo.shape)), False)
        for technique, render in SETS[name].items():
            rng = np.random.default_rng([number, sum(map(ord, technique))])
            cv2.imwrite(str(out / f"{technique}-{file.stem}.png"), render(photo, rng))


def fit(tables):
    """Logistic regression on the traces of PhotoCheckRun's table, with noise and weight decay against few sitters."""
    import torch
    torch.manual_seed(0)
    torch.set_num_threads(1)
    lines = [line.rstrip("\n").split("\t") for table in tables for line in open(table)]
    lines = [c for c in lines if c[1] in ("PHOTO", "DOUBTFUL", "NOT_A_PHOTO")]
    traces = np.array([[float(t) for t in c[4].split()] for c in lines])
    made = torch.tensor([[float(c[0].startswith("none"))] for c in lines])
    mean, deviation = traces.mean(0), traces.std(0) + 1e-6
    inputs = torch.tensor(np.clip((traces - mean) / deviation, -4, 4), dtype=torch.float32)
    net = torch.nn.Linear(inputs.shape[1], 1)
    steps = torch.optim.Adam(net.parameters(), 0.02)
    share = float(made.mean())
    weight = torch.where(made > 0, 1.0, 2.0 * share / (1 - share))
    for _ in range(600):
        steps.zero_grad()
        guess = net(inputs + 0.15 * torch.randn_like(inputs))
        loss = (weight * torch.nn.functional.binary_cross_entropy_with_logits(guess, made, reduction="none")).mean()
        (loss + 0.01 * sum((p ** 2).sum() for p in net.parameters())).backward()
        steps.step()
    print("BIAS = %.4f" % float(net.bias.detach()[0]))
    for row in zip(mean, deviation, net.weight.detach().numpy()[0]):
        print("            {%.4g, %.4g, %.4g}," % row)


if __name__ == "__main__":
    if sys.argv[1] == "fit":
        fit(sys.argv[2:])
        sys.exit()
    make(sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]),
         int(sys.argv[4]) if len(sys.argv) > 4 else 16)
