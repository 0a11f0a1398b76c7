#!/usr/bin/env python3
"""Trains the portrait-matting network on bootstrapped composites and exports it to ONNX.

  train_portrait_net.py train  --mattes DIR --names FILE [--grounds DIR] [--start FILE.onnx] --minutes 50 --out net.pt
  train_portrait_net.py export --net net.pt --out portrait-net.onnx

--mattes: 256x256 RGBA PNG in the canonical frame (side 3.4 face widths, eye line at 1.35/3.4 of the height);
          pixels that were beyond the photo are pure transparent black.
--names: a file with the names to use of --mattes, one a line (training/clean.txt).
--grounds: the same kind of files for the photos that serve as backgrounds (the person is inpainted), or the same folder.
--start: a network exported before, to train on from.
Needs torch, numpy, opencv; --start and export need onnx. Two CPU cores make about 1.3 steps of 8 samples a second.
The network takes B, G, R. What was trained how, and how good it is: docs/portrait-net.md.
"""
import argparse, glob, os, time
from concurrent.futures import ThreadPoolExecutor
import cv2, numpy as np, torch, torch.nn as nn, torch.nn.functional as F

SIZE = 160  # network input side; the canonical files are 256
RAMPS = (np.mgrid[0:SIZE, 0:SIZE] / SIZE - .5).astype(np.float32)


class ConvBnRelu(nn.Sequential):
    def __init__(self, i, o, stride=1):
        super().__init__(nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU(True))


class PortraitNet(nn.Module):
    """U-Net; input [B,6,S,S]: BGR-0.5 (zero where invalid before the shift), validity, row ramp, column ramp; output logits [B,1,S,S]."""
    def __init__(self, c=(16, 32, 64, 96, 128)):
        super().__init__()
        self.first = ConvBnRelu(6, c[0])
        self.down = nn.ModuleList([nn.Sequential(ConvBnRelu(c[i], c[i + 1], 2), ConvBnRelu(c[i + 1], c[i + 1])) for i in range(4)])
        self.middle = nn.Sequential(ConvBnRelu(c[4], c[4]), ConvBnRelu(c[4], c[4]))
        self.up = nn.ModuleList([ConvBnRelu(c[i + 1] + c[i], c[i]) for i in (3, 2, 1, 0)])
        self.last = nn.Conv2d(c[0], 1, 3, 1, 1)

    def forward(self, x):
        skips = [self.first(x)]
        for d in self.down:
            skips.append(d(skips[-1]))
        y = self.middle(skips[-1])
        for i, u in enumerate(self.up):
            y = u(torch.cat([F.interpolate(y, scale_factor=2, mode='nearest'), skips[3 - i]], 1))
        return self.last(y)


def foreground_colours(image, alpha):
    """Blur fusion, radius 15 then 4: colours without the old background's tint."""
    image = image.astype(np.float32); a = alpha[..., None]; fg = image
    for r in (15, 4):
        blur = lambda x: cv2.blur(x, (2 * r + 1, 2 * r + 1))
        f = blur(image * a) / (blur(a)[..., None] + 1e-4); b = blur(image * (1 - a)) / (blur(1 - a)[..., None] + 1e-4)
        fg = f + a * (image - a * f - (1 - a) * b)
    return np.clip(fg, 0, 255).astype(np.uint8)


def load(folder, names=None):
    for path in sorted(glob.glob(folder + '/*.png')):
        if names and os.path.basename(path)[:-4] not in names: continue
        rgba = cv2.imread(path, cv2.IMREAD_UNCHANGED)
        yield rgba[..., :3], rgba[..., 3] / 255., (rgba.max(2) > 0).astype(np.uint8)


class Composites:
    def __init__(self, mattes, grounds, names=None, seed=1):
        self.rng = np.random.default_rng(seed); self.sitters = []; self.plates = []
        for image, alpha, valid in load(mattes, names):
            self.sitters.append((foreground_colours(image, alpha), (alpha * 255).astype(np.uint8), valid))
        for image, alpha, valid in load(grounds):
            hole = ((cv2.dilate(alpha.astype(np.float32), np.ones((9, 9))) > .03) | (valid == 0)).astype(np.uint8)
            if hole.mean() < .9:
                small = cv2.inpaint(cv2.resize(image, (64, 64), interpolation=cv2.INTER_AREA), cv2.resize(hole, (64, 64), interpolation=cv2.INTER_NEAREST), 3, cv2.INPAINT_TELEA)
                soft = cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 3)[..., None]
                self.plates.append((image * (1 - soft) + cv2.resize(small, (256, 256), interpolation=cv2.INTER_CUBIC) * soft).astype(np.uint8))

    def flag(self):
        """Cloth in folds, striped or starred, in strong colours, beside another ground: what stuck to shoulders before."""
        g = self.rng; n = np.zeros((256, 256, 3), np.float32); width = int(g.integers(8, 44))
        colours = [(40, 30, 170), (235, 235, 235), (110, 50, 40), (60, 40, 30), (200, 160, 60), (40, 120, 40), (30, 190, 230)]
        one, other = g.choice(len(colours), 2, replace=False)
        for k in range(0, 256, width): n[:, k:k + width] = colours[one] if (k // width) % 2 else colours[other]
        if g.random() < .5:
            canton = int(g.integers(60, 256)); n[:canton] = colours[2]
            for _ in range(int(g.integers(4, 30))): cv2.circle(n, (int(g.integers(0, 256)), int(g.integers(0, canton))), int(g.integers(3, 11)), (235, 235, 235), -1)
        n = cv2.warpAffine(n, cv2.getRotationMatrix2D((128, 128), g.normal(0, 35), g.uniform(.8, 2)), (256, 256), borderMode=cv2.BORDER_REFLECT)
        y, x = np.mgrid[0:256, 0:256].astype(np.float32); fold = cv2.GaussianBlur(g.normal(0, 1, (256, 256)).astype(np.float32), (0, 0), 12); fold /= fold.std()
        n = cv2.remap(n, x + fold * 8, y + fold * 3, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT) * (1 + .35 * fold)[..., None].clip(.25, 1.6) * g.uniform(.4, 1.1)
        rest = self.plates[g.integers(len(self.plates))].astype(np.float32) if g.random() < .5 else self.noise()
        edge = x + (y - 128) * g.normal(0, .2) - g.uniform(30, 226); side = ((edge < 0) == (g.random() < .5)).astype(np.float32)
        side = cv2.GaussianBlur(side, (0, 0), g.uniform(.5, 3))[..., None]
        return cv2.GaussianBlur(n, (0, 0), g.uniform(.3, 3)) * side + rest * (1 - side)

    def procedural(self):
        return self.flag() if self.rng.random() < .5 else self.noise()

    def noise(self):
        g = self.rng; n = np.zeros((256, 256, 3), np.float32)
        for o in range(5):
            k = 2 ** (o + 1); n += cv2.resize(g.normal(0, 1, (k + 1, k + 1, 3)).astype(np.float32), (256, 256), interpolation=cv2.INTER_CUBIC) * .6 ** o
        n = n / n.std() * g.uniform(4, 45) + g.uniform(0, 255, 3)
        if g.random() < .4:
            for _ in range(g.integers(2, 14)):
                x0, y0, x1, y1 = map(int, g.integers(0, 256, 4))
                cv2.rectangle(n, (x0, y0), (x1, y1), g.uniform(0, 255, 3).tolist(), -1 if g.random() < .6 else int(g.integers(1, 8)))
            n = cv2.GaussianBlur(n, (0, 0), g.uniform(.3, 6))
        return n

    def sample(self):
        g = self.rng; colours, alpha, valid = self.sitters[g.integers(len(self.sitters))]
        m = cv2.getRotationMatrix2D((128, 115), g.normal(0, 7), g.uniform(.85, 1.2) * SIZE / 256)
        m[:, 2] += np.array([SIZE / 2 - 128, SIZE * 115 / 256 - 115]) + g.normal(0, 4, 2)
        if g.random() < .5: m = m @ np.array([[-1, 0, 255], [0, 1, 0], [0, 0, 1.]])
        warp = lambda x, **k: cv2.warpAffine(x, m, (SIZE, SIZE), **k)
        f = warp(colours, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
        a = warp(alpha, flags=cv2.INTER_LINEAR).astype(np.float32) / 255; v = warp(valid, flags=cv2.INTER_NEAREST).astype(np.float32)
        b = self.plates[g.integers(len(self.plates))].astype(np.float32) if g.random() < .6 else self.procedural()
        b = cv2.warpAffine(b, cv2.getRotationMatrix2D((128, 128), g.normal(0, 10), g.uniform(.7, 1.6)), (256, 256), borderMode=cv2.BORDER_REFLECT)
        b = cv2.resize(b, (SIZE, SIZE), interpolation=cv2.INTER_AREA); r = g.random()
        if r < .35:  # the hard ground: nearly the colour of the hair, or of the clothes
            rows = np.arange(SIZE)[:, None]; w = a * ((rows < SIZE * .42) if g.random() < .7 else (rows > SIZE * .7)) * (a > .9)
            if w.sum() > 30:
                c = (f * w[..., None]).sum((0, 1)) / w.sum(); k = g.uniform(.5, .97); b = b * (1 - k) + c * k + (b - b.mean((0, 1))) * g.uniform(0, .25)
        elif r < .5: b = (b - 128) * g.uniform(.2, .6) + g.uniform(10, 60)  # dark ground
        if g.random() < .3: b = b[:, :, g.permutation(3)]
        f = f * g.uniform(.75, 1.25) + g.normal(0, 6)
        i = (f * a[..., None] + b * (1 - a[..., None])).clip(0, 255)
        i = (i / 255) ** g.uniform(.7, 1.4) * 255 * g.uniform(.9, 1.1, 3)
        if g.random() < .4: i = cv2.GaussianBlur(i, (0, 0), g.uniform(.3, 1.2))
        i = (i + g.normal(0, g.uniform(0, 6), i.shape)).clip(0, 255) * v[..., None]
        return i.astype(np.float32) / 255, a * v, v

    def batch(self, n):
        x = np.zeros((n, 6, SIZE, SIZE), np.float32); y = np.zeros((n, 1, SIZE, SIZE), np.float32); w = np.zeros_like(y)
        for k in range(n):
            i, a, v = self.sample(); x[k, :3] = i.transpose(2, 0, 1) - .5; x[k, 3] = v; x[k, 4:] = RAMPS; y[k, 0] = a; w[k, 0] = v
        return torch.from_numpy(x), torch.from_numpy(y), torch.from_numpy(w)


def start_from(net, path):
    """Takes over an exported network, whose batch normalisation is folded into its convolutions."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(path).graph; stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    layers = [net.first] + [c for d in net.down for c in d] + list(net.middle) + list(net.up) + [(net.last, None)]
    for node, layer in zip([n for n in graph.node if n.op_type == 'Conv'], layers):
        conv, norm = layer[0], layer[1]; conv.weight.data.copy_(torch.tensor(stored[node.input[1]].copy())); bias = torch.tensor(stored[node.input[2]].copy())
        if norm is None: conv.bias.data.copy_(bias)
        else: norm.weight.data.fill_((1 + norm.eps) ** .5); norm.bias.data.copy_(bias)


def train(args):
    torch.manual_seed(0); torch.set_num_threads(args.threads); cv2.setNumThreads(1)
    data = Composites(args.mattes, args.grounds or args.mattes, set(open(args.names).read().split()) if args.names else None); net = PortraitNet()
    if args.start: start_from(net, args.start)
    print(f'{len(data.sitters)} sitters, {len(data.plates)} grounds, {sum(p.numel() for p in net.parameters())} parameters', flush=True)
    opt = torch.optim.AdamW(net.parameters(), 1e-3, weight_decay=1e-4); pool = ThreadPoolExecutor(1); nxt = pool.submit(data.batch, 8)
    start, step, seconds = time.time(), 0, args.minutes * 60; mean = None
    dx, dy = (lambda z: z[..., 1:] - z[..., :-1]), (lambda z: z[..., 1:, :] - z[..., :-1, :])
    while time.time() - start < seconds:
        rate = (1e-3 if args.start else 2e-3) * min(1, step / 100) * .5 * (1 + np.cos(np.pi * (time.time() - start) / seconds)) + 1e-5
        for group in opt.param_groups: group['lr'] = rate
        x, y, w = nxt.result(); nxt = pool.submit(data.batch, 8); o = net(x); p = torch.sigmoid(o)
        l1 = ((p - y).abs() * w).sum() / w.sum()
        loss = (F.binary_cross_entropy_with_logits(o, y, reduction='none') * w).sum() / w.sum() + 2 * l1 + (dx(p) - dx(y)).abs().mean() + (dy(p) - dy(y)).abs().mean()
        opt.zero_grad(); loss.backward(); opt.step(); step += 1
        mean = l1.item() if mean is None else .98 * mean + .02 * l1.item()
        if step % 100 == 0: print(f'step {step} at {time.time() - start:.0f} s: L1 {mean:.4f}', flush=True); torch.save(net.state_dict(), args.out)
    torch.save(net.state_dict(), args.out)


def export(args):
    net = PortraitNet(); net.load_state_dict(torch.load(args.net)); model = nn.Sequential(net, nn.Sigmoid()).eval()
    torch.onnx.export(model, torch.zeros(1, 6, SIZE, SIZE), args.out, opset_version=13, input_names=['portrait'], output_names=['alpha'], dynamo=False)


if __name__ == '__main__':
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter); s = p.add_subparsers(required=True)
    t = s.add_parser('train'); t.add_argument('--mattes', required=True); t.add_argument('--grounds'); t.add_argument('--names'); t.add_argument('--start'); t.add_argument('--minutes', type=float, default=30); t.add_argument('--threads', type=int, default=2); t.add_argument('--out', default='net.pt'); t.set_defaults(run=train)
    e = s.add_parser('export'); e.add_argument('--net', required=True); e.add_argument('--out', default='portrait-net.onnx'); e.set_defaults(run=export)
    a = p.parse_args(); a.run(a)
