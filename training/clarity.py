"""The network behind the retouch strength gpen, and its file: it restores the lightness of a small or soft face.

Input [B, 7, S, S]: L/100 - 0.5, a/100, b/100 (CIE Lab of sRGB), then what the mesh tells, 0 to 1 with soft edges: skin,
eyes with their lids, lips, brows. Output [B, 1, S, S]: L/100, restored. It never sees nor answers colours in the output:
irises, lips and teeth keep theirs. Fully convolutional, S a multiple of eight; a U-shape of residual blocks at 1/2, 1/4
and 1/8 of the size. What it adds to the input starts at nothing.

  python3 clarity.py export CHECKPOINT clarity-net.onnx
"""
import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F

SIDE = 448
"""Side of the aligned frame, pixels."""
FACE = 224
"""Face width in it: Face.width of the darkroom, 2.44 times the distance between the irises in space."""
INPUTS = 7


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, 1, 1)
        self.second = nn.Conv2d(channels, channels, 3, 1, 1)
        with torch.no_grad():
            self.second.weight.mul_(.1)

    def forward(self, x):
        return x + self.second(F.relu(self.first(x)))


class ClarityNet(nn.Module):
    def __init__(self, channels=(24, 48, 96), blocks=3):
        super().__init__()
        fine, middle, coarse = channels
        self.enter = nn.Conv2d(4 * INPUTS, fine, 3, 1, 1)
        self.down = nn.ModuleList([nn.Conv2d(fine, middle, 2, 2), nn.Conv2d(middle, coarse, 2, 2)])
        self.before = Residual(middle)
        self.coarse = nn.Sequential(*(Residual(coarse) for _ in range(blocks)))
        self.up = nn.ModuleList([nn.Conv2d(coarse, 4 * middle, 1), nn.Conv2d(middle, 4 * fine, 1)])
        self.after = nn.Sequential(Residual(middle), Residual(middle))
        self.fine = Residual(fine)
        self.leave = nn.Conv2d(fine, 4, 3, 1, 1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    def forward(self, x):
        fine = self.enter(F.pixel_unshuffle(x, 2))
        middle = self.before(self.down[0](fine))
        y = self.coarse(self.down[1](middle))
        y = self.after(F.pixel_shuffle(self.up[0](y), 2) + middle)
        y = self.fine(F.pixel_shuffle(self.up[1](y), 2) + fine)
        return x[:, :1] + .5 + .2 * F.pixel_shuffle(self.leave(y), 2)


def load(path):
    """The trained network of a checkpoint: its averaged weights."""
    net = ClarityNet()
    net.load_state_dict(torch.load(path, weights_only=True, map_location='cpu')['average'])
    return net.eval()


def export(net, path):
    """Writes ONNX, weights stored as 16-bit floats."""
    import network
    torch.onnx.export(net, torch.zeros(1, INPUTS, SIDE, SIDE), path, opset_version=13, input_names=['frame'],
                      output_names=['lightness'], dynamo=False)
    network.store_halves(path)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = parser.add_subparsers(required=True)
    p = sub.add_parser('export')
    p.add_argument('checkpoint')
    p.add_argument('file')
    p.set_defaults(run=lambda a: export(load(a.checkpoint), a.file))
    args = parser.parse_args()
    args.run(args)
