"""What gpen is worth on faces of which the truth is known: held-back sitters, made small and bad in five ways.

  python3 evaluate_clarity.py make PHOTOS SET                  # photos, and what they were
  (ClarityRun writes to DONE what the engine makes of them, see docs/clarity-net.md)
  python3 evaluate_clarity.py net SET DONE CHECKPOINT          # adds what the network alone makes of them: NAME-net.png
  python3 evaluate_clarity.py score SET DONE [WAY …]           # Markdown: PSNR, SSIM and gradient error by size and damage
  python3 evaluate_clarity.py sheet SET DONE OUT.png NAME …    # side by side: shown, each way, truth

Each of the held-back sitters comes in five sizes of the face, each time with another damage. The engine draws the photo as
large as its truth and retouches it there; all is measured on 8-bit grey within the head, and the gradient error is the mean
L1 distance of gradients at one, two and four pixels.
"""
import argparse
import csv
import pathlib

import cv2
import numpy as np

import clarity
import degraded
import meshes
import sitters

SIZES = (64, 96, 128, 180, 250)
DAMAGES = {
    'small': dict(jpeg=95),
    'soft': dict(blur=1.1, noise=1, jpeg=92),
    'noise': dict(noise=6, chroma=1, grain=.5, jpeg=85),
    'jpeg': dict(blur=.4, jpeg=40),
    'halo': dict(halo=1.1, halo_width=1, jpeg=70),
}
HEAD = (.62, .82)
"""Half axes of the head around the middle of the mesh, face widths."""
WAYS = ('shown', 'gpen06', 'gpen10')


def make(args):
    out = pathlib.Path(args.set)
    (out / 'photos').mkdir(parents=True, exist_ok=True)
    (out / 'truth').mkdir(exist_ok=True)
    people = degraded.portraits(args.photos, True)
    with open(out / 'cases.tsv', 'w', encoding='utf-8') as file:
        for i, person in enumerate(people):
            name = person.kinds['name']
            photo = cv2.imdecode(person.jpeg, cv2.IMREAD_COLOR)
            cv2.imwrite(str(out / 'truth' / f'{name}.png'), photo)
            np.savetxt(out / 'truth' / f'{name}.mesh', person.mesh, '%.2f')
            face = meshes.face_width(person.mesh)
            for j, size in enumerate(SIZES):
                damage = list(DAMAGES)[(i + j) % len(DAMAGES)]
                side = round(photo.shape[1] * size / face)
                small = degraded.damaged(photo, degraded.Damage(face=size, **DAMAGES[damage]), side / photo.shape[1],
                                         np.random.default_rng((23, i, j)))
                case = f'{name}-{size}-{damage}'
                cv2.imwrite(str(out / 'photos' / f'{case}.png'), small)
                file.write(f'{case}\t{photo.shape[1]}\t{photo.shape[0]}\n')


def cases(folder):
    with open(pathlib.Path(folder) / 'cases.tsv', encoding='utf-8') as file:
        return [row[0] for row in csv.reader(file, delimiter='\t')]


def restored(net, bgr, mesh, weight=1.):
    """A picture with the lightness that the network answers, in the frame around the face and fading at its edge."""
    import torch
    centre, _, angle = meshes.extent(mesh)
    face = meshes.face_width(mesh)
    matrix = meshes.square(centre, clarity.SIDE / clarity.FACE * face, angle, clarity.SIDE)
    frame = degraded.warped(bgr, matrix, clarity.SIDE, cv2.INTER_CUBIC)
    points = (mesh[:, :2] - .5) @ matrix[:, :2].T + matrix[:, 2] + .5
    seen = degraded.lab(frame)
    seen[0] -= .5
    x = np.concatenate([seen, meshes.masks(points, clarity.SIDE, clarity.SIDE, degraded.SOFT_MASKS)])[None]
    with torch.no_grad():
        change = net(torch.from_numpy(x.astype(np.float32)))[0, 0].numpy() - seen[0] - .5
    ramp = np.abs(np.linspace(-1, 1, clarity.SIDE))
    edge = np.clip((1 - np.maximum(ramp[:, None], ramp[None])) / .15, 0, 1)
    change = (change * edge * edge * (3 - 2 * edge)).astype(np.float32)
    back = cv2.warpAffine(change, matrix, bgr.shape[1::-1], flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP)
    picture = cv2.cvtColor(bgr.astype(np.float32) / 255, cv2.COLOR_BGR2Lab)
    picture[..., 0] = np.clip(picture[..., 0] + 100 * weight * back, 0, 100)
    return np.clip(np.round(cv2.cvtColor(picture, cv2.COLOR_Lab2BGR) * 255), 0, 255).astype(np.uint8)


def net(args):
    import torch
    torch.set_num_threads(1)
    network = clarity.load(args.checkpoint)
    done = pathlib.Path(args.done)
    for case in cases(args.set):
        if (done / f'{case}.mesh').exists():
            mesh = np.loadtxt(done / f'{case}.mesh')
            cv2.imwrite(str(done / f'{case}-net.png'), restored(network, cv2.imread(str(done / f'{case}-shown.png')), mesh))


def head(mesh, width, height):
    centre, _, angle = meshes.extent(mesh)
    face = meshes.face_width(mesh)
    mask = np.zeros((height, width), np.uint8)
    cv2.ellipse(mask, (tuple(centre), (2 * HEAD[0] * face, 2 * HEAD[1] * face), np.degrees(angle)), 255, -1)
    return mask > 0


def similarity(a, b):
    """SSIM of each pixel (Wang and others 2004)."""
    def blur(x):
        return cv2.GaussianBlur(x, (11, 11), 1.5)
    ma, mb = blur(a), blur(b)
    va, vb, vab = blur(a * a) - ma * ma, blur(b * b) - mb * mb, blur(a * b) - ma * mb
    c1, c2 = (.01 * 255) ** 2, (.03 * 255) ** 2
    return (2 * ma * mb + c1) * (2 * vab + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2))


def gradients(a, b):
    total = np.zeros_like(a)
    for step in (1, 2, 4):
        for axis in (0, 1):
            error = a - b
            total += np.abs(np.roll(error, -step, axis) - error) / 6
    return total


def measures(picture, truth, mask):
    a, b = (cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float64) for image in (picture, truth))
    return (10 * np.log10(255 ** 2 / np.mean((a - b)[mask] ** 2)), similarity(a, b)[mask].mean(), gradients(a, b)[mask].mean())


def score(args):
    done, truths = pathlib.Path(args.done), pathlib.Path(args.set) / 'truth'
    ways = args.ways or WAYS
    found = []
    for case in cases(args.set):
        name, size, damage = case.split('-')
        if not all((done / f'{case}-{way}.png').exists() for way in ways):
            continue
        truth = cv2.imread(str(truths / f'{name}.png'))
        mask = head(np.loadtxt(truths / f'{name}.mesh'), truth.shape[1], truth.shape[0])
        found.append((int(size), damage, [measures(cv2.imread(str(done / f'{case}-{way}.png')), truth, mask) for way in ways]))
    print(f'{len(found)} cases\n\n| | ' + ' | '.join(ways) + ' |\n|---|' + '--:|' * len(ways))
    groups = [('all', found)] + [(f'{size} px', [f for f in found if f[0] == size]) for size in SIZES]
    for label, group in groups + [(damage, [f for f in found if f[1] == damage]) for damage in DAMAGES]:
        values = np.mean([f[2] for f in group], 0)
        print(f'| {label} | ' + ' | '.join(f'{v[0]:.2f} / {v[1]:.3f} / {v[2]:.2f}' for v in values) + ' |')
    if len(ways) > 1:
        last = np.array([[w for w in f[2]] for f in found])
        for i, way in enumerate(ways[:-1]):
            better = [(last[:, -1, m] > last[:, i, m]) != (m == 2) for m in range(3)]
            print(f'{ways[-1]} better than {way} in ' + ', '.join(f'{b.mean():.0%}' for b in better))


def sheet(args):
    done, truths = pathlib.Path(args.done), pathlib.Path(args.set) / 'truth'
    rows = []
    for case in args.names:
        name = case.split('-')[0]
        mesh = np.loadtxt(truths / f'{name}.mesh')
        centre, _, angle = meshes.extent(mesh)
        matrix = meshes.square(centre, args.across * meshes.face_width(mesh), angle, args.side)
        pictures = [cv2.imread(str(done / f'{case}-{way}.png')) for way in args.ways.split(',')]
        pictures.append(cv2.imread(str(truths / f'{name}.png')))
        rows.append(np.hstack([degraded.warped(picture, matrix, args.side, cv2.INTER_CUBIC) for picture in pictures]))
    cv2.imwrite(args.out, np.vstack(rows))


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = parser.add_subparsers(required=True)
    p = sub.add_parser('make')
    p.add_argument('photos')
    p.add_argument('set')
    p.set_defaults(run=make)
    p = sub.add_parser('net')
    p.add_argument('set')
    p.add_argument('done')
    p.add_argument('checkpoint')
    p.set_defaults(run=net)
    p = sub.add_parser('score')
    p.add_argument('set')
    p.add_argument('done')
    p.add_argument('ways', nargs='*')
    p.set_defaults(run=score)
    p = sub.add_parser('sheet')
    p.add_argument('set')
    p.add_argument('done')
    p.add_argument('out')
    p.add_argument('names', nargs='+')
    p.add_argument('--ways', default=','.join(WAYS))
    p.add_argument('--side', type=int, default=360)
    p.add_argument('--across', type=float, default=1.5, help='of the sheet, face widths')
    p.set_defaults(run=sheet)
    args = parser.parse_args()
    args.run(args)
