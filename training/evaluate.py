"""The evaluation set, and what a run of the engine's matting is worth on it.

  python3 evaluate.py compose PHOTOS SET --places PLACES   # photos with known alpha, of held-back sitters over held-back grounds
  (run the engine's matting on SET, see docs/portrait-net.md; it writes one alpha a photo to ALPHAS)
  python3 evaluate.py score SET ALPHAS          # errors by kind, Markdown
  python3 evaluate.py calibrate SET ALPHAS      # fits the trust score to ALPHAS/trust.tsv

Errors as the alpha matting benchmark defines them (Rhemann et al. 2009), over the whole photo: SAD (sum of |a - truth|,
thousands), MSE (mean square, thousandths), gradient (sum of squared differences of Gaussian gradients, sigma 1.4,
thousands) and connectivity (step .1, theta .15, thousands). A matte counts as faulty when a connected piece of more than
an ear (.016 face widths squared) is on the wrong side by more than half.
"""
import os

os.environ.setdefault('CANVAS', '640')

import argparse
import csv
import pathlib

import cv2
import numpy as np

import additions
import composites
import grounds
from sitters import ABOVE, CANVAS as C, EYES, FACE, plates, sitters

SEED = 20_000
EAR = .016
"""Area of an ear, face widths squared."""


def ground_of(kind, g, own_plates, places, people):
    if kind == 'plate':
        ground = own_plates[g.integers(len(own_plates))].astype(np.float32)
    elif kind in ('street', 'room', 'wall'):
        among = [ground for name, ground in places.items() if name.split('-')[0] in PLACES[kind]]
        ground = among[g.integers(len(among))].astype(np.float32)
    elif kind == 'bystander':  # cut off at the photo's border, as near and as sharp as the sitter
        ground = ground_of('room', g, own_plates, places, people)
        other, side = people[g.integers(len(people))], g.choice([-1, 1])
        matrix = np.array([[.9, 0, C / 2 + side * g.uniform(.36, .5) * C - .45 * C], [0, .9, g.uniform(0, .12) * C]])
        a = (composites.draw(other.alpha, matrix, C, cv2.BORDER_CONSTANT) / np.float32(255))[..., None]
        return ground * (1 - a) + composites.draw(other.colours, matrix, C) * a
    elif kind == 'crowd':
        ground = own_plates[g.integers(len(own_plates))].astype(np.float32)
        for side in (-1, 1):
            other = people[g.integers(len(people))]
            matrix = np.array([[.8, 0, C / 2 + side * g.uniform(.32, .48) * C - .4 * C], [0, .8, g.uniform(0, .15) * C]])
            a = (composites.draw(other.alpha, matrix, C, cv2.BORDER_CONSTANT) / np.float32(255))[..., None]
            ground = ground * (1 - a) + composites.draw(other.colours, matrix, C) * a
        ground = cv2.GaussianBlur(ground, (0, 0), g.uniform(1, 5))
    else:
        ground = getattr(grounds, kind)(g)
        if kind == 'flag':  # on either side
            ground = np.where(grounds.COLUMNS[..., None] < C / 2, ground, ground[:, ::-1])
    turn = cv2.getRotationMatrix2D((C / 2, C / 2), g.normal(0, 6), g.uniform(1, 1.5))
    return cv2.warpAffine(ground, turn, (C, C), borderMode=cv2.BORDER_REFLECT)


PLACES = {
    'street': ('city_night', 'brick', 'skyline', 'autumn', 'sakura', 'foliage', 'beach_dusk', 'moon_gate'),
    'room': ('library', 'cafe', 'office', 'window', 'christmas', 'stage'),
    'wall': ('concrete', 'paper_grey', 'pastel', 'pastel_pink', 'canvas_warm'),
}

KINDS = {  # name -> (ground, what is added, what the ground is pulled to, development)
    'held-back ground': ('plate', None, None, None),
    'flag': ('flag', None, None, None),
    'bookcase': ('books', None, None, None),
    'foliage': ('foliage', None, None, None),
    'window': ('window', None, None, None),
    'crowd': ('crowd', None, None, None),
    'ground like hair': ('clouds', None, 'hair', None),
    'ground like clothes': ('plate', None, 'clothes', None),
    'ground like skin': ('clouds', None, 'skin', None),
    'dark on dark': ('plate', None, 'dark', None),
    'light on light': ('plate', None, 'light', None),
    'loose strands': ('plate', 'strands', None, None),
    'afro': ('plate', 'afro', None, None),
    'hat': ('shapes', 'hat', None, None),
    'headscarf': ('plate', 'headscarf', None, None),
    'hand': ('clouds', 'hand', None, None),
    'child': ('foliage', 'child', None, None),
    'street': ('street', None, None, None),
    'street, light clothes': ('street', 'light_clothes', None, None),
    'room, light clothes': ('room', 'light_clothes', None, None),
    'plain wall, light clothes': ('wall', 'light_clothes', None, None),
    'hood': ('street', 'hood', None, None),
    'long hair over cloth': ('room', 'long_hair', None, None),
    'blown-out window': ('window', 'light_clothes', None, 'blown'),
    'second person at the border': ('bystander', None, None, None),
    'head cut by the photo': ('plate', None, None, 'cut'),
    'low resolution': ('plate', None, None, 'low'),
    'JPEG blocks': ('flag', None, None, 'jpeg'),
    'black and white': ('plate', None, None, 'grey'),
}


def pulled(g, ground, colours, alpha, to):
    y, x = (grounds.ROWS - EYES[1]) / FACE, np.abs(grounds.COLUMNS - EYES[0]) / FACE
    parts = {'hair': y < -.42, 'clothes': y > 1.05, 'skin': (np.abs(y - .2) < .3) & (x < .3)}
    if to in parts:
        inside = parts[to] & (alpha > .95)
        if inside.sum() > 50:
            k = g.uniform(.75, .95)
            ground = ground * (1 - k) + np.median(colours[inside], 0) * k + (ground - ground.mean((0, 1))) * .2
    elif to == 'dark':
        ground = (ground - ground.mean()) * .25 + g.uniform(15, 40)
    elif to == 'light':
        ground = (ground - ground.mean()) * .2 + g.uniform(215, 240)
    return ground


def compose(args):
    out = pathlib.Path(args.set)
    for folder in ('photos', 'truth'):
        (out / folder).mkdir(parents=True, exist_ok=True)
    people = list(sitters(args.photos, held_back=True))
    own_plates = list(plates(args.photos, held_back=True))
    places = {file.name: cv2.resize(cv2.imread(str(file)), (C, C)) for file in sorted(pathlib.Path(args.places).glob('*.png'))}
    names = list(KINDS)
    faces, rows, number = [], [], 0
    for i, sitter in enumerate(people):
        for j in range(args.each):
            kind = names[(i * args.each + j) % len(names)]
            where, addition, to, development = KINDS[kind]
            g = np.random.default_rng([SEED, i, j])
            colours, alpha, valid = sitter.colours.astype(np.float32), sitter.alpha / np.float32(255), sitter.valid
            if addition:
                made = getattr(additions, addition)(g, colours, alpha)
                colours, alpha = made[:2]
            ground = pulled(g, ground_of(where, g, own_plates, places, people), colours, alpha, to)
            image = composites.compose(g, colours, alpha, np.clip(ground, 0, 255))
            ys, xs = np.where(valid)
            top, bottom, left, right = ys[0] + 2, ys[-1] - 1, xs.min() + 2, xs.max() - 1
            if development == 'cut':
                top = int(max(top, EYES[1] - g.uniform(.3, .6) * FACE))
            image, alpha = image[top:bottom, left:right], alpha[top:bottom, left:right]
            if development == 'low':
                small = cv2.resize(image, None, fx=.3, fy=.3, interpolation=cv2.INTER_AREA)
                image = cv2.resize(small, image.shape[1::-1], interpolation=cv2.INTER_CUBIC)
            if development == 'blown':
                image = image * g.uniform(1.2, 1.6) + cv2.GaussianBlur(np.maximum(image - 150, 0), (0, 0), 30)
            if development == 'grey':
                image = np.repeat(cv2.cvtColor(np.clip(image, 0, 255).astype(np.uint8), cv2.COLOR_BGR2GRAY)[..., None], 3, 2)
            image = np.clip(image + 2 * g.standard_normal(image.shape, np.float32), 0, 255).astype(np.uint8)
            name = f'e{number:03d}'
            number += 1
            cv2.imwrite(f'{out}/photos/{name}.jpg', image, [cv2.IMWRITE_JPEG_QUALITY, 25 if development == 'jpeg' else 93])
            cv2.imwrite(f'{out}/truth/{name}.png', np.round(alpha * 255).astype(np.uint8))
            faces.append([name, f'{EYES[0] - left:.2f}', f'{EYES[1] - top:.2f}', f'{FACE:.2f}'])
            rows.append([name, sitter.name, kind, sitter.kinds['hair'], sitter.kinds['skin'], sitter.kinds['sex']])
    write(out / 'faces.tsv', faces)
    write(out / 'kinds.tsv', rows)
    print(f'{number} photos of {len(people)} sitters')


def write(path, rows):
    with open(path, 'w', encoding='utf-8', newline='') as file:
        csv.writer(file, delimiter='\t', lineterminator='\n').writerows(rows)


def read(path):
    with open(path, encoding='utf-8') as file:
        return list(csv.reader(file, delimiter='\t'))


def gradient(a):
    s, half = 1.4, 5
    t = np.arange(-half, half + 1, dtype=np.float32)
    smooth = np.exp(-t * t / (2 * s * s))
    slope = -t * smooth / (s * s)
    smooth, slope = smooth / smooth.sum(), slope / np.abs(slope * t).sum()
    return np.hypot(cv2.sepFilter2D(a, cv2.CV_32F, slope, smooth), cv2.sepFilter2D(a, cv2.CV_32F, smooth, slope))


def connectivity(a, truth, step=.1, theta=.15):
    level = np.zeros_like(a)
    done = np.zeros(a.shape, bool)
    for t in np.arange(step, 1 + step / 2, step):
        both = ((a >= t) & (truth >= t)).astype(np.uint8)
        count, label, stats, _ = cv2.connectedComponentsWithStats(both, connectivity=4)
        largest = label == 1 + stats[1:, 4].argmax() if count > 1 else np.zeros(a.shape, bool)
        level[~largest & ~done] = t - step
        done |= ~largest
    level[~done] = 1
    phi = lambda x: 1 - (x - level) * (x - level >= theta)
    return np.abs(phi(a) - phi(truth)).sum()


def errors(a, truth, face):
    """SAD, MSE, gradient, connectivity, and the area of the largest wrong piece in ears."""
    wrong = (np.abs(a - truth) > .5).astype(np.uint8)
    wrong = cv2.morphologyEx(wrong, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(wrong)
    piece = stats[1:, 4].max() if count > 1 else 0
    return (np.abs(a - truth).sum() / 1e3, np.square(a - truth).mean() * 1e3,
            np.square(gradient(a) - gradient(truth)).sum() / 1e3, connectivity(a, truth) / 1e3, piece / (EAR * face * face))


def measure(args):
    faces = {row[0]: row for row in read(f'{args.set}/faces.tsv')}
    for name, *kinds in read(f'{args.set}/kinds.tsv'):
        a = cv2.imread(f'{args.alphas}/{name}.png', cv2.IMREAD_GRAYSCALE)
        truth = cv2.imread(f'{args.set}/truth/{name}.png', cv2.IMREAD_GRAYSCALE)
        if a is not None:
            yield name, kinds, errors(a / np.float32(255), truth / np.float32(255), float(faces[name][3]))


def score(args):
    table = list(measure(args))
    print('| kind | photos | SAD | MSE | gradient | connectivity | faulty |\n|---|--:|--:|--:|--:|--:|--:|')

    def line(title, values):
        v = np.array(values)
        if len(v):
            print(f'| {title} | {len(v)} |' + ''.join(f' {x:.2f} |' for x in v[:, :4].mean(0)) + f' {(v[:, 4] > 1).sum()} |')

    for kind in KINDS:
        line(kind, [e for _, k, e in table if k[1] == kind])
    for title, column in (('hair', 2), ('skin', 3), ('sex', 4)):
        for value in sorted({k[column] for _, k, _ in table}):
            line(f'{title}: {value}', [e for _, k, e in table if k[column] == value])
    line('all', [e for _, _, e in table])
    worst = sorted(table, key=lambda row: -row[2][4])[:12]
    print('\nworst: ' + ', '.join(f'{n} ({k[1]}, {e[4]:.1f} ears)' for n, k, e in worst))


def calibrate(args):
    """Logistic regression of "faulty" on the features that the engine wrote, and where its threshold lies."""
    faulty = {name: e[4] > 1 for name, _, e in measure(args)}
    rows = [row for row in read(f'{args.alphas}/trust.tsv') if row[0] in faulty]
    x = np.log1p(10 * np.array([[float(v) for v in row[1:]] for row in rows]) / EAR)
    y = np.array([faulty[row[0]] for row in rows], float)
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    w = np.zeros(z.shape[1])
    share = np.where(y > 0, .5 / max(y.sum(), 1), .5 / max((1 - y).sum(), 1))
    for _ in range(200):
        p = 1 / (1 + np.exp(-z @ w))
        hessian = (z * (share * p * (1 - p))[:, None]).T @ z + 2e-3 * np.eye(len(w))
        w += np.linalg.solve(hessian, z.T @ (share * (y - p)) - 2e-3 * w)
    doubt = z @ w
    bad, good = np.sort(doubt[y > 0]), np.sort(doubt[y == 0])
    threshold = good[int(.95 * len(good))]
    print(f'{len(bad)} faulty, {len(good)} good; at {threshold:.3f}: caught {(bad > threshold).mean():.1%}, refused {(good > threshold).mean():.1%}')
    k = w[:-1] / spread
    print('weights', ', '.join(f'{v:.4f}' for v in k), 'bias', f'{w[-1] - (k * mean).sum():.4f}')


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = parser.add_subparsers(required=True)
    p = sub.add_parser('compose')
    p.add_argument('photos')
    p.add_argument('set')
    p.add_argument('--places', required=True, help='folder of painted places that training did not see, see docs/portrait-net.md')
    p.add_argument('--each', type=int, default=8, help='photos a sitter')
    p.set_defaults(run=compose)
    for name, run in (('score', score), ('calibrate', calibrate)):
        p = sub.add_parser(name)
        p.add_argument('set')
        p.add_argument('alphas')
        p.set_defaults(run=run)
    args = parser.parse_args()
    args.run(args)
