"""Training samples: a sitter before a ground, alpha known; or a photo as it is, with its corrected alpha.

Sample k of a seed is always the same, whoever asks for it, so that training can stop and go on.
"""
import dataclasses
import pathlib
from concurrent.futures import ProcessPoolExecutor

import cv2
import numpy as np

import additions
import grounds
from sitters import ABOVE, CANVAS as C, EYES, FACE, FRAME, plates, sitters


class Composites:
    def __init__(self, photos, seed=1, pool=420, held_back=False, places=None):
        """pool: rendered grounds kept; held_back: of the sitters and grounds that training never sees; places: a folder of
        painted streets, rooms and gardens (GroundsRun)."""
        self.seed = seed
        self.places = [cv2.resize(cv2.imread(str(file)), (C, C)) for file in sorted(pathlib.Path(places).glob('*.png'))] if places else []
        with ProcessPoolExecutor() as workers:
            self.plates = plates(photos, held_back, workers)
            self.sitters = sitters(photos, held_back, ('clean',) if held_back else ('clean', 'slight'), workers)
            self.store = grounds.pool(seed, pool, workers)
            numbered = [(seed, i, s) for i, s in enumerate(self.sitters)]
            self.wide = list(workers.map(both_widened, numbered, chunksize=4))
        self.weights = balance([s.kinds for s in self.sitters])

    def sample(self, k, size):
        """(input colours [S, S, 3] 0 to 1, alpha [S, S], valid [S, S]); k counts samples from 0."""
        g = np.random.default_rng([self.seed, k])
        who = g.choice(len(self.sitters), p=self.weights)
        sitter = self.sitters[who]
        matrix = pose(g, size)
        places = bent(g, matrix, size)
        if g.random() < .3:
            image = pick(sitter.photo, places).astype(np.float32)
            alpha = pick(sitter.alpha, places, cv2.BORDER_CONSTANT).astype(np.float32) / 255
            valid = pick(sitter.valid, places, cv2.BORDER_CONSTANT).astype(np.float32)
        else:
            colours, alpha, valid = self.dressed(g, who)
            ground = self.ground(g, size)
            border = cv2.BORDER_CONSTANT if valid.min() == 0 else cv2.BORDER_REPLICATE
            colours = pick(colours, places).astype(np.float32)
            alpha = pick(alpha, places, border) / np.float32(255)
            valid = pick(valid, places, border).astype(np.float32)
            colours = self.recoloured(g, colours, matrix)
            image = compose(g, relit(g, colours), alpha, hardened(g, ground, colours, alpha))
        valid = cut(g, valid)
        return developed(g, image) * valid[..., None], alpha * valid, valid

    def dressed(self, g, who):
        """The sitter on the canvas, perhaps with wider shoulders, another age, hair or hat."""
        sitter = self.sitters[who]
        if g.random() < .65:
            sitter = self.wide[who][g.integers(2)]
        colours, alpha, valid = sitter.colours, sitter.alpha, sitter.valid
        if g.random() < .55:
            return colours, alpha, valid
        colours, alpha = colours.astype(np.float32), alpha / np.float32(255)
        if g.random() < .15:
            colours, alpha = additions.child(g, colours, alpha)
        if g.random() < .4:
            colours, alpha = additions.light_clothes(g, colours, alpha)
        r = g.random()
        if r < .3:
            colours, alpha = additions.strands(g, colours, alpha)
        elif r < .38:
            colours, alpha = additions.afro(g, colours, alpha)
        elif r < .48:
            colours, alpha = additions.hat(g, colours, alpha)
        elif r < .56:
            colours, alpha = additions.headscarf(g, colours, alpha)
        elif r < .64:
            colours, alpha = additions.hood(g, colours, alpha)
        elif r < .84:
            colours, alpha = additions.long_hair(g, colours, alpha)
        if g.random() < .12:
            colours, alpha = additions.hand(g, colours, alpha)
        if g.random() < .12:
            colours, alpha = additions.glasses(g, colours, alpha)
        return np.clip(colours, 0, 255).astype(np.uint8), np.round(alpha * 255).astype(np.uint8), valid

    def recoloured(self, g, colours, matrix):
        """Other clothes, at times patterned ones, and other hair: the photos hold too many dark suits."""
        r = g.random()
        if r > .45:
            return colours
        size = len(colours)
        x, y = in_faces(matrix, size)
        if r < .33:
            sides = [matrix @ (EYES[0] + side * .22 * FACE, EYES[1] + .38 * FACE, 1) for side in (-1, 1)]
            cheek = np.mean([colours[tuple(np.clip(p[::-1], 2, size - 3).astype(int))] for p in sides], 0, np.float32) + 1
            bare = colours / (colours.sum(2, keepdims=True) + 1) - cheek / cheek.sum()
            where = np.clip((y - .8) * 5, 0, 1) * (1 - np.exp(-np.square(bare).sum(2) / .002))
            new = colours[..., g.permutation(3)]
            if g.random() < .3:
                new = 255 - new
            new = new * (g.uniform(.3, 1.5) * (1 + g.normal(0, .3, 3))).astype(np.float32)
            if g.random() < .35:
                cloth = cv2.resize(self.store[g.integers(len(self.store))], (size, size)).astype(np.float32)
                new = new * np.float32(.4) + cloth * (.25 + new.mean(2, keepdims=True) / 255)
        else:
            where = np.clip((np.hypot(x / .5, (y - .2) / .75) - 1) * 5, 0, 1) * np.clip((.7 - y) * 5, 0, 1)
            new = colours * (np.exp(g.normal(0, .6)) * (1 + g.normal(0, .12, 3))).astype(np.float32) + np.float32(g.normal(0, 15))
        return colours + (np.clip(new, 0, 255) - colours) * where[..., None].astype(np.float32)

    def ground(self, g, size):
        """A plate or a rendered ground, any part of it, mirrored at its edges; sometimes with people in it."""
        r = g.random()
        ground = self.plates[g.integers(len(self.plates))] if r < .5 else self.store[g.integers(len(self.store))]
        if r < .3 and self.places:
            ground = self.places[g.integers(len(self.places))]
        if .5 <= r < .6:  # two grounds side by side
            ground = grounds.beside(g, ground, self.plates[g.integers(len(self.plates))])
        zoom = size / C * np.exp(g.uniform(-.3, 1.1))
        turn = cv2.getRotationMatrix2D(tuple(g.uniform(0, C, 2)), g.normal(0, 10), zoom)
        turn[:, 2] += size / 2 - C / 2 + g.normal(0, .25 * size, 2)
        if g.random() < .5:
            turn[:, 0], turn[:, 2] = -turn[:, 0], turn[:, 2] + turn[:, 0] * C
        ground = cv2.warpAffine(ground, turn, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT).astype(np.float32)
        if g.random() < .12:
            ground = self.crowd(g, ground, size)
        if g.random() < .3:
            ground = ground[:, :, g.permutation(3)]
        if g.random() < .4:
            ground = cv2.GaussianBlur(ground, (0, 0), g.uniform(.5, 6) * size / 256)
        return ground

    def crowd(self, g, ground, size):
        """One or two other people behind, beside the sitter."""
        for _ in range(int(g.integers(1, 3))):
            other = self.sitters[g.integers(len(self.sitters))]
            scale = size / C * g.uniform(.45, .95)
            side = g.choice([-1, 1])
            matrix = np.array([[scale, 0, size / 2 + side * g.uniform(.28, .5) * size - scale * C / 2],
                               [0, scale, size * g.uniform(.2, .6) - scale * EYES[1]]])
            a = (draw(other.alpha, matrix, size, cv2.BORDER_CONSTANT).astype(np.float32) / 255)[..., None]
            ground = ground * (1 - a) + draw(other.colours, matrix, size) * a
        return ground


def both_widened(numbered):
    seed, i, sitter = numbered
    return [widened(np.random.default_rng([seed, i, v]), sitter) for v in range(2)]


def widened(g, sitter):
    colours, alpha, valid = additions.extended(g, sitter.colours.astype(np.float32), sitter.alpha / np.float32(255), sitter.valid)
    return dataclasses.replace(sitter, colours=colours.astype(np.uint8), alpha=np.round(alpha * 255).astype(np.uint8), valid=valid)


def balance(kinds):
    """Sampling weights: long and covered hair, dark skin and women are rarer among the photos than among people; a matte
    with a slight fault counts half."""
    weights = np.array([1. if k['verdict'] == 'clean' else .5 for k in kinds])
    for field, power in (('hair', .5), ('skin', .5), ('sex', .5)):
        values = [k[field] for k in kinds]
        for i, value in enumerate(values):
            weights[i] *= (len(values) / values.count(value)) ** power
    weights = np.minimum(weights, 3 * np.median(weights))
    return weights / weights.sum()


def pose(g, size):
    """Canvas to network frame: the face finder is some percent uncertain, heads tilt, and either side may be left."""
    scale = size / C * g.uniform(.82, 1.22)
    eyes = np.array([size / 2, size * ABOVE / FRAME])
    tilt = g.normal(0, 8) if g.random() < .85 else g.uniform(-32, 32)
    matrix = cv2.getRotationMatrix2D(EYES, tilt, scale)
    matrix[:, 2] += eyes - np.array(EYES) + g.normal(0, .025 * size, 2)
    if g.random() < .5:
        matrix[:, 2] += matrix[:, 0] * (C - 1)
        matrix[:, 0] = -matrix[:, 0]
    return matrix


def bent(g, matrix, size):
    """Where in the canvas each pixel of the frame lies, [S, S, 2]: two of three sitters are bent a little, so that no
    outline comes twice."""
    inverse = cv2.invertAffineTransform(matrix).astype(np.float32)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    places = np.stack([inverse[0, 0] * x + inverse[0, 1] * y + inverse[0, 2],
                       inverse[1, 0] * x + inverse[1, 1] * y + inverse[1, 2]], 2)
    if g.random() < .67:
        nodes = g.normal(0, g.uniform(.01, .06) * FACE, (6, 6, 2)).astype(np.float32)
        places += cv2.resize(nodes, (size, size), interpolation=cv2.INTER_CUBIC)
    return places


def in_faces(matrix, size):
    """Right of and below the eyes, face widths, [S, S] each, whatever the tilt."""
    inverse = cv2.invertAffineTransform(matrix).astype(np.float32)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    return ((inverse[0, 0] * x + inverse[0, 1] * y + inverse[0, 2] - np.float32(EYES[0])) / np.float32(FACE),
            (inverse[1, 0] * x + inverse[1, 1] * y + inverse[1, 2] - np.float32(EYES[1])) / np.float32(FACE))


def pick(image, places, border=cv2.BORDER_REPLICATE):
    return cv2.remap(image, places, None, cv2.INTER_LINEAR, borderMode=border)


def draw(image, matrix, size, border=cv2.BORDER_REPLICATE):
    return cv2.warpAffine(image, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=border)


def relit(g, colours):
    """Other light on the sitter than on the ground."""
    size = len(colours)
    colours = colours * (g.uniform(.7, 1.25) * (1 + g.normal(0, .04, 3))).astype(np.float32) + np.float32(g.normal(0, 5))
    if g.random() < .3:
        ramp = np.linspace(-1, 1, size, dtype=np.float32)
        colours = colours * (1 + np.float32(g.normal(0, .25)) * ramp[None, :, None] + np.float32(g.normal(0, .15)) * ramp[:, None, None]).clip(.3, 1.7)
    return colours


def hardened(g, ground, colours, alpha):
    """Every other ground is pulled to what stands before it: hair, clothes or skin; dark, or light."""
    size = len(alpha)
    r = g.random()
    if r < .36:
        rows = np.arange(size)[:, None] / size
        where = g.random()
        part = rows < .36 if where < .5 else rows > .68 if where < .85 else (rows > .36) & (rows < .6)
        weight = ((alpha > .95) & part).astype(np.float32)
        if where < .5:
            weight *= alpha > cv2.erode(alpha, np.ones((9, 9), np.uint8)) - 2  # anything of the upper head
        if weight.sum() > 30:
            tone = (colours * weight[..., None]).sum((0, 1)) / weight.sum()
            k, rest = np.float32(g.uniform(.5, .97)), np.float32(g.uniform(0, .3))
            ground = ground * (1 - k + rest) + (tone * k - ground.mean((0, 1)) * rest)
    elif r < .48:
        ground = (ground - 128) * np.float32(g.uniform(.15, .6)) + np.float32(g.uniform(10, 60))
    elif r < .58:
        ground = (ground - 128) * np.float32(g.uniform(.1, .5)) + np.float32(g.uniform(190, 245))
    return ground


def compose(g, colours, alpha, ground):
    """Sitter over ground, as light would have it: at times a shadow on the ground or its glow around the edge."""
    size = len(alpha)
    if g.random() < .2:
        shadow = cv2.GaussianBlur(alpha, (0, 0), size * g.uniform(.01, .05))
        shadow = cv2.warpAffine(shadow, np.array([[1, 0, g.normal(0, .05 * size)], [0, 1, g.uniform(0, .05) * size]]), (size, size), borderMode=cv2.BORDER_REPLICATE)
        ground = ground * (1 - np.float32(g.uniform(.2, .6)) * shadow[..., None])
    if g.random() < .2:
        wrap = cv2.GaussianBlur(1 - alpha, (0, 0), size * .012)[..., None] * alpha[..., None] * np.float32(g.uniform(.2, .8))
        colours = colours * (1 - wrap) + cv2.GaussianBlur(ground, (0, 0), size * .02) * wrap
    a = alpha[..., None]
    return colours * a + ground * (1 - a)


def cut(g, valid):
    """The photo ends somewhere: at a side, at the foot, at times above the brow."""
    size = len(valid)
    if g.random() < .45:
        valid = valid.copy()
        if g.random() < .4:
            valid[:, :int(g.uniform(0, .28) * size)] = 0
        if g.random() < .4:
            valid[:, int((1 - g.uniform(0, .28)) * size):] = 0
        if g.random() < .4:
            valid[int((1 - g.uniform(0, .38)) * size):] = 0
        if g.random() < .35:
            valid[:int(g.uniform(.02, .26) * size)] = 0
    return valid


def developed(g, image):
    """Camera and file: tone, cast, blur, low resolution, noise, JPEG blocks, black and white. Returns 0 to 1."""
    size = len(image)
    tone = (np.arange(256) / 255) ** g.uniform(.65, 1.5) * 255
    image = cv2.LUT(np.clip(image, 0, 255).astype(np.uint8), (tone[:, None] * (1 + g.normal(0, .05, 3)))[None].astype(np.float32))
    if g.random() < .12:
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[..., None]
        image = grey * (1 + np.array([-1, 0, 1], np.float32) * np.float32(g.uniform(0, .12)))
    r = g.random()
    if r < .3:
        image = cv2.GaussianBlur(image, (0, 0), g.uniform(.3, 1.5))
    elif r < .42:
        low = int(size / g.uniform(1.3, 3.5))
        image = cv2.resize(cv2.resize(image, (low, low), interpolation=cv2.INTER_AREA), (size, size), interpolation=cv2.INTER_LINEAR)
    if g.random() < .5:
        image = image + np.float32(g.uniform(0, 7)) * g.standard_normal(image.shape, np.float32)
    image = np.clip(image, 0, 255)
    if g.random() < .2:
        _, data = cv2.imencode('.jpg', image.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, int(g.integers(20, 85))])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return image.astype(np.float32) / 255
