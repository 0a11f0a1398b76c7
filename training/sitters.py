"""The training photos with what we know of them, in the canonical frame.

The photos lie in a folder of their own, NAME.jpg. This folder holds the rest: mattes/NAME.webp, their corrected alpha, 8
bits, of the photo's size; and sitters.tsv: name, verdict on the matte (clean, slight, bad), whether the sitter is held
back for the evaluation, eyes and face width in photo pixels, hair, skin, sex, extras and ground, all judged by eye.
"""
import csv
import functools
import os
import pathlib
from dataclasses import dataclass

import cv2
import numpy as np

HERE = pathlib.Path(__file__).parent
CANVAS = int(os.environ.get('CANVAS', 384))
"""Side of the canonical frame as kept in memory, pixels; the evaluation works on a finer one than training."""
FRAME = 3.4
"""Side of the canonical frame, face widths."""
ABOVE = 1.35
"""Eye line below the upper edge of the frame, face widths."""
FACE = CANVAS / FRAME
"""Face width on the canvas, pixels."""
EYES = (CANVAS / 2, ABOVE * FACE)
"""Midpoint of the eyes on the canvas."""


@dataclass
class Sitter:
    name: str
    kinds: dict
    photo: np.ndarray
    """[C, C, 3] BGR, replicated beyond the photo."""
    colours: np.ndarray
    """[C, C, 3] the person's own colours."""
    alpha: np.ndarray
    """[C, C] 0 to 255, 0 beyond the photo."""
    valid: np.ndarray
    """[C, C] 1 inside the photo."""


def read_kinds():
    """name -> row of sitters.tsv."""
    with open(HERE / 'sitters.tsv', encoding='utf-8') as file:
        return {row['name']: row for row in csv.DictReader(file, delimiter='\t')}


def face_of(kinds):
    """Eyes' midpoint and face width, photo pixels."""
    return float(kinds['eyes x']), float(kinds['eyes y']), float(kinds['face width'])


def read_alpha(name):
    return cv2.imread(str(HERE / 'mattes' / f'{name}.webp'), cv2.IMREAD_GRAYSCALE)


def to_canvas(face, side=CANVAS):
    """Affine map from photo to canonical frame."""
    x, y, width = face
    scale = side / (FRAME * width)
    return np.array([[scale, 0, side / 2 - scale * x], [0, scale, side * ABOVE / FRAME - scale * y]])


def draw(image, matrix, side, border=cv2.BORDER_CONSTANT, value=0):
    """The image under an affine map, averaged where it shrinks."""
    scale = np.hypot(*matrix[0, :2])
    if scale < .8:
        image = cv2.GaussianBlur(image, (0, 0), .45 / scale)
    return cv2.warpAffine(image, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=border, borderValue=value)


def read(photos, kinds, side=CANVAS):
    """One sitter, drawn on a canvas of the given side."""
    name = kinds['name']
    photo = cv2.imread(f'{photos}/{name}.jpg')
    alpha = read_alpha(name)
    face = face_of(kinds)
    matrix = to_canvas(face, side)
    colours = foreground_colours(photo, alpha / np.float32(255), face[2])
    return Sitter(name, kinds,
                  draw(photo, matrix, side, cv2.BORDER_REPLICATE),
                  draw(colours, matrix, side, cv2.BORDER_REPLICATE),
                  draw(alpha, matrix, side),
                  (draw(np.full(alpha.shape, 255, np.uint8), matrix, side) > 127).astype(np.uint8))


def foreground_colours(photo, alpha, face):
    """The person's colours without the old ground's tint: blur fusion, wide and then narrow (Forte 2021)."""
    image = photo.astype(np.float32)
    colours, weight = image, alpha[..., None]
    for radius in (int(.1 * face), max(2, int(.012 * face))):
        def mean(values, share):
            box = (2 * radius + 1, 2 * radius + 1)
            return cv2.blur(values * share, box) / (cv2.blur(share, box).reshape(alpha.shape + (1,)) + 1e-4)
        front, back = mean(colours, weight), mean(image, 1 - weight)
        colours = front + weight * (image - weight * front - (1 - weight) * back)
    return np.clip(colours, 0, 255).astype(np.uint8)


def sitters(photos, held_back, verdicts=('clean',), workers=None):
    """The sitters whose mattes are to be trusted: those held back, or the others."""
    rows = [kinds for kinds in read_kinds().values()
            if kinds['verdict'] in verdicts and (kinds['held back'] == 'yes') == held_back]
    return list(each(workers)(functools.partial(read, photos), rows))


def plates(photos, held_back, workers=None):
    """The grounds of the photos, the person painted out: [C, C, 3]. The photo fills the canvas."""
    names = [name for name, kinds in read_kinds().items() if (kinds['held back'] == 'yes') == held_back]
    return [plate for plate in each(workers)(functools.partial(read_plate, photos), names) if plate is not None]


def each(workers):
    """map, by the workers if there are any."""
    return functools.partial(workers.map, chunksize=4) if workers else map


def read_plate(photos, name):
    """The ground of a photo, or nothing where the person leaves too little of it."""
    photo = cv2.resize(cv2.imread(f'{photos}/{name}.jpg'), (CANVAS, CANVAS), interpolation=cv2.INTER_AREA)
    hole = cv2.dilate(cv2.resize(read_alpha(name), (CANVAS, CANVAS), interpolation=cv2.INTER_AREA), np.ones((13, 13), np.uint8)) > 8
    return paint_out(photo, hole) if hole.mean() < .8 else None


def paint_out(photo, hole):
    """Fills the hole from its surroundings, at a size where blur does not matter."""
    small = cv2.inpaint(cv2.resize(photo, (72, 72), interpolation=cv2.INTER_AREA),
                        cv2.resize(hole.astype(np.uint8), (72, 72), interpolation=cv2.INTER_NEAREST), 3, cv2.INPAINT_TELEA)
    soft = cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 3)[..., None]
    filled = cv2.resize(small, photo.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return (photo * (1 - soft) + filled * soft).astype(np.uint8)
