"""Grounds that no photo gives often enough: [C, C, 3] float, 0 to 255. Everything draws from the generator it is given."""
import functools

import cv2
import numpy as np

from sitters import CANVAS as C

ROWS, COLUMNS = np.mgrid[0:C, 0:C].astype(np.float32)


def smooth_noise(g, sigma):
    """Unit-variance noise of the given scale, pixels."""
    step = max(1, int(sigma / 3))
    small = cv2.GaussianBlur(g.standard_normal((C // step + 2, C // step + 2), np.float32), (0, 0), sigma / step)
    return cv2.resize(small / (small.std() + 1e-6), (C, C), interpolation=cv2.INTER_CUBIC)


def clouds(g):
    """Studio canvas: noise of several octaves around one colour."""
    n = np.zeros((C, C, 3), np.float32)
    for octave in range(5):
        side = 2 ** (octave + 1) + 1
        n += cv2.resize(g.normal(0, 1, (side, side, 3)).astype(np.float32), (C, C), interpolation=cv2.INTER_CUBIC) * .6 ** octave
    return n / n.std() * g.uniform(3, 45) + g.uniform(0, 255, 3)


def shapes(g):
    """Rectangles, frames and bars over clouds: walls, doors, furniture, buildings."""
    n = np.ascontiguousarray(clouds(g))
    for _ in range(g.integers(2, 16)):
        x, y = map(int, g.integers(0, C, 2))
        w, h = map(int, g.integers(6, C, 2))
        cv2.rectangle(n, (x, y), (x + w, y + h), g.uniform(0, 255, 3).tolist(), -1 if g.random() < .6 else int(g.integers(1, 14)))
    return cv2.GaussianBlur(n, (0, 0), g.uniform(.3, 8))


def flag(g):
    """Cloth in folds, striped or starred, in strong colours, hanging beside another ground."""
    colours = [(40, 30, 170), (235, 235, 235), (110, 50, 40), (60, 40, 30), (200, 160, 60), (40, 120, 40), (30, 190, 230), (30, 30, 30)]
    one, other = g.choice(len(colours), 2, replace=False)
    n = np.zeros((C, C, 3), np.float32)
    width = int(g.integers(12, 90))
    for k in range(0, C, width):
        n[:, k:k + width] = colours[one] if (k // width) % 2 else colours[other]
    if g.random() < .5:
        canton = int(g.integers(90, C))
        n[:canton] = colours[2]
        for _ in range(int(g.integers(4, 40))):
            cv2.circle(n, (int(g.integers(0, C)), int(g.integers(0, canton))), int(g.integers(4, 18)), (235, 235, 235), -1)
    turn = cv2.getRotationMatrix2D((C / 2, C / 2), g.normal(0, 35), g.uniform(.8, 2))
    n = cv2.warpAffine(n, turn, (C, C), borderMode=cv2.BORDER_REFLECT)
    fold = smooth_noise(g, g.uniform(8, 30))
    if g.random() < .6:  # long upright folds
        fold = cv2.resize(cv2.resize(fold, (C, 12), interpolation=cv2.INTER_AREA), (C, C), interpolation=cv2.INTER_CUBIC)
        fold /= fold.std() + 1e-6
    n = cv2.remap(n, COLUMNS + fold * 10, ROWS + fold * 4, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    n *= (1 + .35 * fold)[..., None].clip(.2, 1.7) * g.uniform(.35, 1.1)
    return beside(g, cv2.GaussianBlur(n, (0, 0), g.uniform(.3, 3.5)), clouds(g))


def beside(g, one, other):
    """One ground on one side of a steep, waved border."""
    edge = COLUMNS + (ROWS - C / 2) * g.normal(0, .25) + smooth_noise(g, 40) * g.uniform(0, 12) - g.uniform(.1, .9) * C
    side = cv2.GaussianBlur(((edge < 0) == (g.random() < .5)).astype(np.float32), (0, 0), g.uniform(.5, 3))[..., None]
    return one * side + other * (1 - side)


def books(g):
    """Rows of book spines between shelves."""
    n = np.full((C, C, 3), 25, np.float32) + g.uniform(0, 60)
    shelf = int(g.integers(40, 130))
    for top in range(-int(g.integers(0, shelf)), C, shelf):
        x = 0
        while x < C:
            w = int(g.integers(4, 22))
            h = int(shelf * g.uniform(.6, .95))
            tone = g.uniform(10, 200) * (np.array([1, 1, 1]) + g.normal(0, .35, 3)).clip(.2, 1.6)
            cv2.rectangle(n, (x, top + shelf - h), (x + w - 1, top + shelf - 6), tone.tolist(), -1)
            if g.random() < .4:
                cv2.line(n, (x, top + shelf - h // 2), (x + w - 1, top + shelf - h // 2), g.uniform(60, 250, 3).tolist(), 2)
            x += w
        cv2.rectangle(n, (0, top + shelf - 6), (C, top + shelf), g.uniform(10, 120, 3).tolist(), -1)
    return cv2.GaussianBlur(n, (0, 0), g.uniform(.4, 6))


def foliage(g):
    """Leaves and the sky between them."""
    n = np.full((C, C, 3), 1, np.float32) * np.array([40, 70, 45]) * g.uniform(.3, 1.2)
    for _ in range(int(g.integers(150, 500))):
        centre = tuple(map(int, g.integers(0, C, 2)))
        axes = tuple(map(int, g.integers(3, 20, 2)))
        tone = np.array([50, 130, 80]) * g.uniform(.2, 1.6) + (g.uniform(60, 160) if g.random() < .1 else 0)
        cv2.ellipse(n, centre, axes, g.uniform(0, 180), 0, 360, tone.tolist(), -1)
    return cv2.GaussianBlur(n, (0, 0), g.uniform(.5, 9))


def window(g):
    """A bright window with bars in a dim room; its light bleeds."""
    n = clouds(g) * .25 + g.uniform(0, 70)
    x, y = map(int, g.integers(-60, C - 60, 2))
    w, h = map(int, g.integers(80, C, 2))
    light = np.zeros((C, C), np.float32)
    cv2.rectangle(light, (x, y), (x + w, y + h), 1, -1)
    for k in range(int(g.integers(0, 4))):
        cv2.line(light, (x + w * k // 3, y), (x + w * k // 3, y + h), 0, int(g.integers(2, 9)))
        cv2.line(light, (x, y + h * k // 3), (x + w, y + h * k // 3), 0, int(g.integers(2, 9)))
    light = cv2.GaussianBlur(light, (0, 0), g.uniform(.5, 6)) + .4 * cv2.GaussianBlur(light, (0, 0), 30)
    return n + light[..., None] * g.uniform(120, 240) * (1 + g.normal(0, .08, 3))


KINDS = (clouds, shapes, flag, flag, books, foliage, window)


def pool(seed, count, workers):
    """A store of rendered grounds, 8 bits: rendering one for every sample would take longer than the training step."""
    store = np.empty((count, C, C, 3), np.uint8)
    for k, ground in enumerate(workers.map(functools.partial(rendered, seed), range(count), chunksize=16)):
        store[k] = ground
    return store


def rendered(seed, k):
    return np.clip(KINDS[k % len(KINDS)](np.random.default_rng([seed, k])), 0, 255).astype(np.uint8)
