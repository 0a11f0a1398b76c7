"""Portraits made small and bad as cameras, phones, messengers and scanners make them, in the frame around the face.

Sample k is the same in every run. The truth is the photo itself in the frame; what the network sees went through a soft
lens, was made small by one of several filters, got noise, haloes and JPEG blocks on its own grid of pixels, and was
enlarged again.
"""
import dataclasses

import cv2
import numpy as np

import clarity
import meshes
import sitters

REGION = 1.35
"""Side of the part of the photo that is degraded, crops."""
SOFT_MASKS = 2
"""Softness of the mesh's masks in the frame, pixels."""


@dataclasses.dataclass
class Portrait:
    jpeg: np.ndarray
    mesh: np.ndarray
    """[478, 3], photo pixels."""
    kinds: dict


def portraits(photos, held_back):
    find = meshes.Meshes()
    found = []
    for name, kinds in sitters.read_kinds().items():
        if (kinds['held back'] == 'yes') == held_back:
            jpeg = np.fromfile(f'{photos}/{name}.jpg', np.uint8)
            found.append(Portrait(jpeg, find.of(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), kinds), kinds))
    return found


@dataclasses.dataclass
class Damage:
    """What happens to a photo. Lengths are pixels of the small photo, noise in 8-bit steps."""
    face: float
    """Face width in the small photo."""
    blur: float = 0
    motion: float = 0
    reduction: str = 'area'
    noise: float = 0
    chroma: float = 0
    grain: float = 0
    """Softness of the noise."""
    halo: float = 0
    halo_width: float = 1
    jpeg: int = 0
    """Quality; 0 for none."""
    subsampled: bool = True
    enlarged: float = 1
    """By how much the small photo was enlarged before somebody stored it again as JPEG."""


def drawn(r):
    """A damage as they come."""
    kind = r.random()
    damage = Damage(face=float(np.exp(r.uniform(np.log(52), np.log(262)))))
    damage.reduction = ('area', 'gauss', 'cubic', 'linear', 'soft')[r.choice(5, p=(.4, .2, .15, .1, .15))]
    if kind < .04:
        return damage
    if r.random() < .6:
        damage.blur = float(r.uniform(.3, 1.6)) if r.random() < .85 else float(r.uniform(1.5, 2.6))
    if r.random() < .08:
        damage.motion = float(r.uniform(1.5, 4))
    if r.random() < .65:
        damage.noise = float(np.exp(r.uniform(np.log(.7), np.log(9))))
        damage.chroma = float(r.uniform(.3, 1.5))
        damage.grain = float(r.uniform(.4, 1)) if r.random() < .4 else 0
    if r.random() < .35:
        damage.halo, damage.halo_width = float(r.uniform(.3, 1.6)), float(r.uniform(.6, 1.6))
    if r.random() < .85:
        damage.jpeg, damage.subsampled = int(r.integers(30, 91)), r.random() < .7
    if r.random() < .15:
        damage.enlarged = float(r.uniform(1.3, 2.2))
    return damage


def reduced(image, width, height, how):
    """The image in a smaller size by one of the ways that programs have."""
    factor = image.shape[1] / width
    if factor <= 1.02:
        return cv2.resize(image, (width, height), interpolation=cv2.INTER_CUBIC)
    if how in ('gauss', 'soft'):
        image = cv2.GaussianBlur(image, (0, 0), (.42 if how == 'gauss' else .75) * factor)
        return cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)
    if how in ('cubic', 'linear'):  # without a filter before, as many do; never from so far that faces fall apart
        if factor > 2:
            image = cv2.resize(image, (2 * width, 2 * height), interpolation=cv2.INTER_AREA)
        return cv2.resize(image, (width, height), interpolation=cv2.INTER_CUBIC if how == 'cubic' else cv2.INTER_LINEAR)
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)


def compressed(image, damage):
    if not damage.jpeg:
        return image
    sampling = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420 if damage.subsampled else cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444
    return cv2.imdecode(cv2.imencode('.jpg', image, [cv2.IMWRITE_JPEG_QUALITY, damage.jpeg,
                                                     cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling])[1], cv2.IMREAD_COLOR)


def damaged(image, damage, scale, r):
    """The 8-bit image, reduced to the scale and damaged: again 8 bits."""
    width, height = (max(16, round(side * scale)) for side in image.shape[1::-1])
    if damage.blur:
        image = cv2.GaussianBlur(image, (0, 0), damage.blur / scale)
    if damage.motion:
        length = max(3, int(damage.motion / scale))
        kernel = np.zeros((length, length), np.float32)
        angle = r.uniform(0, np.pi)
        across = np.array([np.cos(angle), np.sin(angle)]) * (length - 1) / 2
        middle = np.array([length - 1, length - 1]) / 2
        ends = np.round((np.stack([middle - across, middle + across])) * 16).astype(int)
        cv2.line(kernel, ends[0].tolist(), ends[1].tolist(), 1, 1, cv2.LINE_AA, 4)
        image = cv2.filter2D(image, -1, kernel / max(1e-6, kernel.sum()))
    small = reduced(image, width, height, damage.reduction).astype(np.float32)
    if damage.noise:
        light = r.standard_normal((height, width, 1), np.float32)
        colour = r.standard_normal((height, width, 3), np.float32)
        colour -= colour.mean(2, keepdims=True)
        noise = light + damage.chroma * colour
        if damage.grain:
            noise = cv2.GaussianBlur(noise, (0, 0), damage.grain) * (1 + 1.6 * damage.grain)
        small += damage.noise * noise * np.sqrt(.35 + .65 * np.clip(small, 0, 255) / 128)
    if damage.halo:
        small += damage.halo * (small - cv2.GaussianBlur(small, (0, 0), damage.halo_width))
    small = compressed(np.clip(np.round(small), 0, 255).astype(np.uint8), damage)
    if damage.enlarged > 1:
        small = cv2.resize(small, None, fx=damage.enlarged, fy=damage.enlarged,
                           interpolation=cv2.INTER_CUBIC if r.random() < .7 else cv2.INTER_LINEAR)
        small = compressed(small, dataclasses.replace(damage, jpeg=int(r.integers(60, 93))))
    return small


def varied(image, r):
    """Another exposure, contrast and white balance, and now and then no colour."""
    values = np.arange(256, dtype=np.float32) / 255
    tables = []
    gamma, gain = np.exp(r.normal(0, .25)), np.exp(r.normal(0, .08))
    for _ in range(3):
        tables.append(np.clip(255 * gain * np.exp(r.normal(0, .05)) * values ** gamma, 0, 255))
    image = cv2.LUT(image, np.stack(tables, 1).round().astype(np.uint8)[None])
    if r.random() < .06:
        image = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    return image


def warped(image, matrix, side, interpolation):
    """An image in the frame, averaged where it shrinks."""
    scale = np.hypot(*matrix[0, :2])
    if scale < .95:
        image = cv2.GaussianBlur(image, (0, 0), .42 * np.sqrt(1 / scale ** 2 - .9))
    return cv2.warpAffine(image, matrix, (side, side), flags=interpolation, borderMode=cv2.BORDER_REPLICATE)


def lab(bgr):
    """[3, H, W]: L/100, a/100, b/100."""
    return (cv2.cvtColor(bgr.astype(np.float32) / 255, cv2.COLOR_BGR2Lab) / 100).transpose(2, 0, 1)


class Samples:
    """Sample k of crops of a side, pixels of the frame."""

    def __init__(self, people, side):
        self.people, self.side = people, side

    def sample(self, k):
        """Input [7, S, S] as the network takes it, and truth [1, S, S], L/100."""
        r = np.random.default_rng((17, k))
        person = self.people[r.integers(len(self.people))]
        photo = cv2.imdecode(person.jpeg, cv2.IMREAD_COLOR)
        points = person.mesh[:, :2]
        face = meshes.face_width(person.mesh)
        middle, _, angle = meshes.extent(person.mesh)
        if r.random() < .5:
            photo = photo[:, ::-1].copy()
            points, middle = (np.array([photo.shape[1], 0]) + np.array([-1, 1]) * place for place in (points, middle))
            angle = -angle
        scale = clarity.FACE / face * np.exp(r.normal(0, .06))
        angle += r.normal(0, .06)
        centre = middle + face * np.clip(r.normal(0, (.25, .33)), -.6, .6)
        # the part of the photo that is degraded: the crop and a margin, cut anywhere, so that its blocks fall anywhere
        reach = self.side / scale * REGION / 2
        left, top = np.maximum(0, np.floor(centre - reach + r.uniform(-8, 0, 2)).astype(int))
        right, bottom = np.ceil(centre + reach).astype(int)
        part = varied(photo[top:bottom, left:right], r)
        damage = drawn(r)
        small = damaged(part, damage, min(1, damage.face / face), r)
        matrix = meshes.square(centre - (left, top), self.side / scale, angle, self.side)
        truth = warped(part, matrix, self.side, cv2.INTER_CUBIC)
        # pixel centres of the small photo in those of the part
        sx, sy = part.shape[1] / small.shape[1], part.shape[0] / small.shape[0]
        up = matrix @ np.array([[sx, 0, (sx - 1) / 2], [0, sy, (sy - 1) / 2], [0, 0, 1]])
        way = (cv2.INTER_CUBIC, cv2.INTER_LINEAR, cv2.INTER_LANCZOS4)[r.choice(3, p=(.7, .1, .2))]
        shown = warped(small, up, self.side, way)
        outlines = (points - (left, top) - .5) @ matrix[:, :2].T + matrix[:, 2] + .5
        outlines = outlines + r.normal(0, 1, 2) * .01 * clarity.FACE
        seen = lab(shown)
        seen[0] -= .5
        return (np.concatenate([seen, meshes.masks(outlines, self.side, self.side, SOFT_MASKS)]).astype(np.float32),
                lab(truth)[:1])
