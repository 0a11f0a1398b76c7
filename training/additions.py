"""What the photos lack, put on by drawing: loose hair, afros, hats, headscarves, hands, wide shoulders, children.

Everything works on (colours, alpha) of the canvas, float32, colours 0 to 255, alpha 0 to 1, and draws from the
generator it is given.
"""
import cv2
import numpy as np

from grounds import COLUMNS, ROWS, smooth_noise
from sitters import CANVAS as C, EYES, FACE


def over(colours, alpha, paint, cover):
    """Paint over the sitter: cover is the alpha of what is added."""
    total = cover + alpha * (1 - cover)
    share = (cover / np.maximum(total, 1e-4))[..., None]
    return paint * share + colours * (1 - share), total


def extended(g, colours, alpha, valid):
    """The shoulders continued beyond the photo's sides and foot, as far as they plausibly reach, so that the whole
    frame is known. Training needs it: the photos end at the shoulders, users' photos do not. Returns what is valid, too."""
    rows, columns = np.where(valid.any(1))[0], np.where(valid.any(0))[0]
    top, bottom, left, right = rows[0], rows[-1] - 3, columns[0] + 3, columns[-1] - 3
    if bottom > C - 6 and left < 5 and right > C - 6:
        return colours, alpha, valid
    shape = (alpha > .5).astype(np.uint8)
    full = alpha.copy()
    reach = g.uniform(1.25, 1.65) * FACE
    slope = g.uniform(.3, .8)
    new = np.zeros((C, C), bool)
    for direction, edge in ((-1, left), (1, right)):
        beyond = np.arange(edge + direction, -1 if direction < 0 else C, direction)
        inside = np.where(shape[top:bottom + 1, edge - direction * 2])[0]
        if len(inside):
            exit_row = top + inside[0]
        else:  # the shoulder leaves through the foot: go on from where it does
            span = np.where(shape[bottom - 1])[0]
            if not len(span):
                continue
            at = span[0] if direction < 0 else span[-1]
            beyond = np.arange(at, -1 if direction < 0 else C, direction)
            exit_row = bottom
        for x in beyond:
            away = abs(x - EYES[0])
            start = abs(beyond[0] - EYES[0])
            if away > max(reach, start + 3):
                break
            fall = exit_row + slope * (away - start) + .5 * FACE * max(0, (away - reach + .3 * FACE) / (.3 * FACE)) ** 3
            new[int(min(C - 1, fall)):, x] = True
    foot = np.where(shape[bottom - 1])[0]
    if len(foot):
        new[bottom:, foot[0]:foot[-1] + 1] = True
    outside = valid == 0
    outside[bottom:] = True
    outside[:, :left] = True
    outside[:, right + 1:] = True
    inner = slice(top, bottom + 1), slice(left, right + 1)
    padded = cv2.copyMakeBorder(colours[inner], top, C - 1 - bottom, left, C - 1 - right, cv2.BORDER_REPLICATE)
    streaks = cv2.GaussianBlur(padded, (0, 0), 3)
    shade = (1 + .12 * smooth_noise(g, 18))[..., None]
    grain = 2.5 * g.standard_normal((C, C, 1), np.float32)
    out = outside[..., None]
    colours = np.where(out, np.clip(streaks * shade + grain, 0, 255), colours)
    new |= (alpha > .5) & ~outside
    edge = cv2.GaussianBlur(new.astype(np.float32), (0, 0), g.uniform(.5, 1.2))
    full = np.where(outside, edge, full)
    known = valid.copy()
    known[bottom:] = 1
    known[top:, :left] = 1
    known[top:, right + 1:] = 1
    known[:top] = 0
    if top > 0 and alpha[top + 1].max() < .1:  # nothing of the sitter above the photo: the ground goes on
        known[:] = 1
    return colours, full.astype(np.float32), known


def child(g, colours, alpha):
    """Narrower, lower shoulders under the same head."""
    squeeze = 1 + g.uniform(.15, .45) * np.clip((ROWS - EYES[1] - .75 * FACE) / (.5 * FACE), 0, 1)
    x = EYES[0] + (COLUMNS - EYES[0]) * squeeze
    warp = lambda m, border: cv2.remap(m, x, ROWS, cv2.INTER_LINEAR, borderMode=border)
    return warp(colours, cv2.BORDER_REPLICATE), warp(alpha, cv2.BORDER_REPLICATE)


def light_clothes(g, colours, alpha):
    """A T-shirt, a top with straps or bare shoulders in place of collar and tie: most photos are no official portraits."""
    cheek = colours[int(EYES[1] + .35 * FACE), int(EYES[0] - .2 * FACE)]
    x, y = (COLUMNS - EYES[0]) / FACE, (ROWS - EYES[1]) / FACE
    chin = .66 + .1 * g.random()
    body = np.clip((y - chin - .25 * np.clip(.3 - np.abs(x), 0, 1)) * 14, 0, 1) * (alpha > .02)
    folds = smooth_noise(g, g.uniform(5, 18))
    throat = 1 - .35 * np.exp(-np.square((y - chin - .05) / .14))  # the chin's shadow
    skin = cheek * (throat + .05 * smooth_noise(g, 14) - .12 * np.clip(np.abs(x) - .3, 0, 1))[..., None]
    tone = g.uniform(8, 245) * (1 + g.normal(0, .3, 3)).clip(.3, 1.6)
    cloth = tone * (1 + .13 * folds[..., None]) + g.uniform(0, 6) * g.standard_normal(colours.shape).astype(np.float32)
    if g.random() < .25:
        cloth = cloth + np.sign(np.sin(ROWS / g.uniform(2, 9)))[..., None] * g.uniform(-60, 60, 3)
    depth, width = g.uniform(1.0, 1.45), g.uniform(.3, .6)
    neck = np.clip((1 - np.hypot(x / width, np.minimum(0, y - chin) / .4 + np.maximum(0, y - chin) / (depth - chin))) * 18, 0, 1)
    r = g.random()
    if r < .55:
        bare = neck
    elif r < .85:  # straps
        strap = np.clip(1 - np.abs(np.abs(x) - g.uniform(.32, .6)) / g.uniform(.03, .12), 0, 1) * 6
        bare = np.where(y < g.uniform(1.35, 1.7), 1 - np.clip(strap, 0, 1), 0).astype(np.float32)
    else:
        bare = np.clip((g.uniform(1.3, 1.8) - y) * 18, 0, 1)
    dressed = cloth * (1 - bare[..., None]) + skin * bare[..., None]
    return colours + (np.clip(dressed, 0, 255) - colours) * body[..., None], alpha


def long_hair(g, colours, alpha):
    """Hair that falls from the temples over the shoulders, on one side or both, before cloth and ground."""
    tone, spread = hair_colour(g, colours, alpha)
    if g.random() < .3:
        tone = np.array([[18., 20, 24], [40, 60, 90], [95, 150, 190], [60, 70, 150]])[g.integers(4)] * g.uniform(.7, 1.2)
    x, y = (COLUMNS - EYES[0]) / FACE, (ROWS - EYES[1]) / FACE
    wave = g.uniform(.01, .06) * smooth_noise(g, g.uniform(.1, .25) * FACE) + .004 * smooth_noise(g, .02 * FACE)
    locks = cv2.resize(g.standard_normal((1, 24), np.float32), (C, 1), interpolation=cv2.INTER_CUBIC)
    cover = np.zeros((C, C), np.float32)
    for side in (-1, 1):
        if g.random() < .12:
            continue
        outer, end, spreading = g.uniform(.58, .8), g.uniform(.9, 2.1), g.uniform(-.05, .3)
        u = side * x + wave
        crown = np.sqrt(np.clip(1 - np.square((np.minimum(y, .1) - .1) / .8), 0, 1))  # round over the temples
        outline = outer * crown + spreading * np.clip(y - .2, 0, 2)
        parting = .42 - g.uniform(.05, .35) * np.clip(y - .5, 0, 1)  # from the cheek towards the chest
        strip = np.minimum(u - parting, outline - u) * np.where(y < -.65, 0, 1)
        ends = (end + .1 * locks - y) * g.uniform(1, 4)
        cover = np.maximum(cover, np.clip(strip * 30, 0, 1) * np.clip(ends * 6, 0, 1))
    face = np.hypot(x / .47, (y - .15) / .72)
    cover *= np.clip((face - .97) * 14, 0, 1)
    grain = cv2.GaussianBlur(g.standard_normal((C, C), np.float32), (0, 0), sigmaX=.007 * FACE, sigmaY=g.uniform(.06, .2) * FACE)
    grain /= grain.std() + 1e-6
    paint = np.clip(tone * (1 + .3 * grain[..., None] * spread / 20) * (1 - .3 * np.clip(y - .2, 0, .8))[..., None], 0, 255)
    colours, alpha = over(colours, alpha, paint.astype(np.float32), cv2.GaussianBlur(cover.astype(np.float32), (0, 0), .6))
    return strands(g, colours, alpha) if g.random() < .5 else (colours, alpha)


def hood(g, colours, alpha):
    """A hood of the colour of the cloth below, up around the head."""
    below = (ROWS > EYES[1] + 1.15 * FACE) & (alpha > .95)
    tone = np.median(colours[below], 0) if below.sum() > 50 and g.random() < .6 else g.uniform(15, 220) * (1 + g.normal(0, .3, 3)).clip(.3, 1.6)
    x, y = (COLUMNS - EYES[0]) / FACE, (ROWS - EYES[1]) / FACE
    wide, high, low = g.uniform(.7, .92), g.uniform(.75, 1.0), g.uniform(.9, 1.25)
    outer = 1 - np.where(y < .2, np.hypot(x / wide, (y - .2) / (high + .2)), np.hypot(x / (wide + .15 * np.clip(y - .2, 0, 1)), (y - .2) / (low + .6) * .4))
    outer = np.where(y > low, -1, outer) + .015 * smooth_noise(g, 9)
    opening = np.hypot(x / g.uniform(.43, .56), (y - .12) / g.uniform(.66, .82))
    cover = np.clip(outer * 22, 0, 1) * np.maximum(np.clip((opening - 1) * 16, 0, 1), 0)
    shade = 1 + .22 * smooth_noise(g, g.uniform(6, 20)) - .5 * np.exp(-np.square((opening - 1) / .12))
    cloth = np.clip(tone * shade[..., None].clip(.15, 1.6), 0, 255)
    hidden = (outer < 0) & (cover < .5) & (y < low)  # hair that stands out beyond it is inside it
    alpha = np.where(hidden, np.minimum(alpha, cover), alpha)
    return over(colours, alpha, cloth.astype(np.float32), cv2.GaussianBlur(cover.astype(np.float32), (0, 0), .8))


def hair_colour(g, colours, alpha):
    """Mean and spread of what lies at the crown."""
    y, x = (ROWS - EYES[1]) / FACE, np.abs(COLUMNS - EYES[0]) / FACE
    outline = alpha - cv2.erode(alpha, np.ones((9, 9), np.uint8))
    crown = (outline > .5) & (y < -.35) & (x < .8) & (alpha > .9)
    if crown.sum() < 30:
        return np.array([30., 40, 55]) * g.uniform(.3, 3), 10.
    pixels = colours[crown]
    return np.median(pixels, 0), float(np.clip(pixels.std(), 5, 30))


def strands(g, colours, alpha):
    """Loose hair: some hundred tapering curves that leave the outline of the hair; straight, waved, curled or frizzy.
    Drawn at twice the size, so that the finest cover a third of a pixel."""
    tone, spread = hair_colour(g, colours, alpha)
    edge = cv2.morphologyEx((alpha > .5).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    low = g.uniform(.2, 1.3)
    edge = (edge > 0) & (ROWS < EYES[1] + low * FACE) & (np.abs(COLUMNS - EYES[0]) > .25 * FACE * (ROWS > EYES[1]))
    ys, xs = np.where(edge)
    if len(ys) < 40:
        return colours, alpha
    long = g.random() < .45
    curl = g.choice([0, .15, .8, 2.])
    count = int(g.integers(60, 700 if long or curl > .5 else 350))
    cover = np.zeros((2 * C, 2 * C), np.float32)
    paint = np.zeros((2 * C, 2 * C, 3), np.float32)
    blur = cv2.GaussianBlur((alpha > .5).astype(np.float32), (0, 0), 9)
    gy, gx = np.gradient(blur)
    for _ in range(count):
        k = g.integers(len(ys))
        x, y = float(xs[k]), float(ys[k])
        out = -np.array([gx[ys[k], xs[k]], gy[ys[k], xs[k]]])
        out /= np.linalg.norm(out) + 1e-6
        angle = np.arctan2(out[1], out[0]) + g.normal(0, .5)
        length = FACE * (g.uniform(.1, 1.1) if long else .04 + g.exponential(.07)) * (.6 if curl > .5 else 1)
        steps = max(4, int(length / 4))
        x, y = x - 5 * np.cos(angle), y - 5 * np.sin(angle)
        points = []
        bend, phase = g.normal(0, .06), g.uniform(0, 6)
        for s in range(steps):
            points.append((x, y))
            gravity = (np.pi / 2 - angle + np.pi) % (2 * np.pi) - np.pi
            angle += bend + (.09 * gravity if long else 0) + curl * .5 * np.sin(phase + s * (.8 + curl))
            x, y = x + length / steps * np.cos(angle), y + length / steps * np.sin(angle)
        line = np.round(np.array(points) * 2 * 16).astype(np.int32)
        strength = g.uniform(.2, .9)
        hue = np.clip(tone * (1 + g.normal(0, .18)) + g.normal(0, spread * .4, 3), 0, 255)
        wide = 1 if g.random() < .9 else 2
        layer = line.reshape(-1, 1, 2)
        cv2.polylines(cover, [layer], False, float(strength), wide, cv2.LINE_8, 4)
        cv2.polylines(paint, [layer], False, hue.tolist(), wide + 2, cv2.LINE_8, 4)
    cover = cv2.resize(cv2.GaussianBlur(cover, (0, 0), .6), (C, C), interpolation=cv2.INTER_AREA)
    blue, green, red = cv2.split(paint)
    painted = cv2.resize((cv2.max(cv2.max(blue, green), red) > 0).astype(np.float32), (C, C), interpolation=cv2.INTER_AREA)
    paint = cv2.resize(paint, (C, C), interpolation=cv2.INTER_AREA) / np.maximum(painted, 1e-3)[..., None]
    paint = np.where(painted[..., None] > .01, paint, tone)
    face = np.clip(1.15 - np.hypot((COLUMNS - EYES[0]) / (.42 * FACE), (ROWS - EYES[1] - .2 * FACE) / (.75 * FACE)), 0, 1) * 8
    return over(colours, alpha, paint.astype(np.float32), cover * (1 - np.clip(face, 0, 1)))


def afro(g, colours, alpha):
    """A round head of fine curls around the face, with a frayed edge."""
    tone, spread = hair_colour(g, colours, alpha)
    if tone.mean() > 120:
        tone = np.array([25., 30, 38])
    radius = g.uniform(.75, 1.15) * FACE
    y0 = EYES[1] - g.uniform(.25, .4) * FACE
    fray = sum(smooth_noise(g, s) * w for s, w in ((1.2, 3.), (3, 3.), (9, 3.)))
    away = np.hypot((COLUMNS - EYES[0]) / g.uniform(.92, 1.1), ROWS - y0)
    cover = np.clip((radius - away + fray) / 5 + .5, 0, 1)
    face = np.hypot((COLUMNS - EYES[0]) / (.5 * FACE), (ROWS - EYES[1] - .3 * FACE) / (.85 * FACE))
    cover *= np.maximum(np.clip((face - 1) * 8, 0, 1), 1 - alpha) * np.clip((EYES[1] + .8 * FACE - ROWS) / 20, 0, 1)
    curls = sum(smooth_noise(g, s) for s in (1., 2., 5.)) / 3
    return over(colours, alpha, np.clip(tone + curls[..., None] * spread, 0, 255), cover.astype(np.float32))


def hat(g, colours, alpha):
    """A cap or a brimmed hat, tilted a little."""
    tone = g.uniform(10, 230) * (1 + g.normal(0, .25, 3)).clip(.3, 1.6)
    x0, y0 = EYES[0] + g.normal(0, 4), EYES[1] - g.uniform(.42, .58) * FACE
    tilt = g.normal(0, .12)
    u = ((COLUMNS - x0) * np.cos(tilt) + (ROWS - y0) * np.sin(tilt)) / FACE
    v = ((ROWS - y0) * np.cos(tilt) - (COLUMNS - x0) * np.sin(tilt)) / FACE
    width, height = g.uniform(.56, .68), g.uniform(.45, .8)
    square = g.choice([2., 3., 5.])
    dome = 1 - (np.abs(u / width) ** square + np.abs(v / height) ** square) ** (1 / square)
    inside = np.where(v < .02, dome, -1) * 12
    brim = g.uniform(.6, 1.15)
    if g.random() < .7:
        inside = np.maximum(inside, (1 - np.hypot(u / brim, (v - .02) / g.uniform(.07, .16))) * 10)
    cover = cv2.GaussianBlur(np.clip(inside, 0, 1).astype(np.float32), (0, 0), .8)
    shade = (1 + .5 * u - .25 * (v > -.06) + .1 * smooth_noise(g, g.uniform(1, 8)))[..., None].clip(.3, 1.5)
    above = (v < -.1) & (np.abs(u) < 1.3)  # hair above the hat is under it
    alpha = np.where(above & (cover < .5), np.minimum(alpha, cover), alpha)
    return over(colours, alpha, np.clip(tone * shade, 0, 255), cover)


def headscarf(g, colours, alpha):
    """Cloth around the face that falls on the shoulders, plain or patterned."""
    tone = g.uniform(15, 235) * (1 + g.normal(0, .3, 3)).clip(.3, 1.6)
    x, y = (COLUMNS - EYES[0]) / FACE, (ROWS - EYES[1]) / FACE
    face = np.hypot(x / g.uniform(.42, .5), (y - .2) / g.uniform(.68, .8))
    outer = np.maximum(1 - np.hypot(x / g.uniform(.62, .76), (y + .05) / g.uniform(.78, .92)),
                       np.where(y > 0, 1 - np.abs(x) / (.66 + .5 * np.clip(y - .5, 0, 1)), -1))
    outer = np.where(y > g.uniform(1., 1.5) + .25 * smooth_noise(g, 30), -1, outer)
    cover = np.clip(outer * 25, 0, 1) * np.maximum(np.clip((face - 1) * 14, 0, 1), 1 - alpha)
    cover = cv2.GaussianBlur(cover.astype(np.float32), (0, 0), .9)
    folds = smooth_noise(g, g.uniform(6, 20))
    cloth = tone * (1 + .2 * folds[..., None])
    if g.random() < .4:
        cloth = cloth + np.sign(smooth_noise(g, g.uniform(3, 8)))[..., None] * g.uniform(-50, 50, 3)
    above = (y < .4) & (cover < .5) & (outer < 0)
    alpha = np.where(above, np.minimum(alpha, cover), alpha)
    return over(colours, alpha, np.clip(cloth, 0, 255), cover)


def hand(g, colours, alpha):
    """A hand at the chin: a palm and fingers in the colour of the cheek."""
    cheek = colours[int(EYES[1] + .35 * FACE), int(EYES[0] - .2 * FACE)]
    side = g.choice([-1, 1])
    x, y = EYES[0] + side * g.uniform(.2, .6) * FACE, EYES[1] + g.uniform(.75, 1.) * FACE
    mask = np.zeros((C, C), np.float32)
    paint = np.tile(cheek, (C, C, 1)).astype(np.float32)
    angle = -np.pi / 2 - side * g.uniform(-.2, .6)
    for finger in range(4):
        a = angle + (finger - 1.5) * g.uniform(.06, .14)
        start = np.array([x + (finger - 1.5) * .12 * FACE, y])
        end = start + np.array([np.cos(a), np.sin(a)]) * FACE * g.uniform(.3, .5)
        cv2.line(mask, tuple(map(int, start)), tuple(map(int, end)), 1, int(.115 * FACE))
        cv2.line(paint, tuple(map(int, start)), tuple(map(int, end)), (cheek * g.uniform(.8, 1.1)).tolist(), int(.09 * FACE))
    cv2.ellipse(mask, (int(x), int(y + .1 * FACE)), (int(.27 * FACE), int(.25 * FACE)), 0, 0, 360, 1, -1)
    cv2.line(mask, (int(x), int(y + .2 * FACE)), (int(x + side * .3 * FACE), C), 1, int(.34 * FACE))
    return over(colours, alpha, cv2.GaussianBlur(paint, (0, 0), 2), cv2.GaussianBlur(mask, (0, 0), .8))


def glasses(g, colours, alpha):
    """Frames with temples; they stand out from the head only at the temples."""
    tone = g.uniform(5, 120) * (1 + g.normal(0, .2, 3)).clip(.4, 1.5)
    mask = np.zeros((C, C), np.float32)
    thick = int(g.integers(1, 5))
    width, height = g.uniform(.17, .23) * FACE, g.uniform(.11, .18) * FACE
    for side in (-1, 1):
        centre = (int(EYES[0] + side * .24 * FACE), int(EYES[1] + .02 * FACE))
        cv2.ellipse(mask, centre, (int(width), int(height)), 0, 0, 360, 1, thick)
        cv2.line(mask, (int(centre[0] + side * width), centre[1]), (int(EYES[0] + side * g.uniform(.54, .64) * FACE), int(EYES[1] + g.uniform(-.04, .05) * FACE)), 1, thick)
    cv2.line(mask, (int(EYES[0] - .08 * FACE), int(EYES[1])), (int(EYES[0] + .08 * FACE), int(EYES[1])), 1, thick)
    return over(colours, alpha, np.broadcast_to(tone, (C, C, 3)).astype(np.float32), mask)
