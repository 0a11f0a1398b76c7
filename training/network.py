"""The matting network and its file.

A U-Net. Input [B, 6, S, S]: B - 0.5, G - 0.5, R - 0.5 (colours 0 to 1, 0 beyond the photo before the shift), validity
(1 inside the photo), row ramp, column ramp (both -0.5 to 0.5): the prior of what head and shoulders look like needs to
know where it is. Output [B, 1, S, S]: logits of alpha. Levels 1 to 5 work at S/2 to S/32; a shallow branch at full
resolution gives the edge back.

  python3 network.py export CHECKPOINT portrait-net.onnx
  python3 network.py answer CHECKPOINT FRAME.png ALPHA.png   # what the tests hold the Java path to

FRAME.png: [320, 320] BGRA in the canonical frame, its fourth channel 255 inside the photo. ALPHA.png: 16 bits.
"""
import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

SIZE = 320
"""Side of the input, pixels."""
SMALL = 256
"""Up to so many weights a tensor keeps its 32 bits."""


class ConvBnRelu(nn.Sequential):
    def __init__(self, inputs, outputs, stride=1, kernel=3):
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(True))


class PortraitNet(nn.Module):
    def __init__(self, channels=(32, 48, 80, 128, 168), edge=8):
        super().__init__()
        c = channels
        self.edge = ConvBnRelu(6, edge)
        self.first = ConvBnRelu(6, c[0], 2, 5)
        self.down = nn.ModuleList(
            nn.Sequential(ConvBnRelu(c[i], c[i + 1], 2), ConvBnRelu(c[i + 1], c[i + 1])) for i in range(4))
        self.middle = nn.Sequential(ConvBnRelu(c[4], c[4]), ConvBnRelu(c[4], c[4]))
        self.up = nn.ModuleList(ConvBnRelu(c[i + 1] + c[i], c[i]) for i in (3, 2, 1, 0))
        self.last = nn.Sequential(ConvBnRelu(c[0] + edge, 2 * edge), nn.Conv2d(2 * edge, 1, 3, 1, 1))

    def forward(self, x):
        edge = self.edge(x)
        skips = [self.first(x)]
        for down in self.down:
            skips.append(down(skips[-1]))
        y = self.middle(skips.pop())
        for up in self.up:
            y = up(torch.cat([double(y), skips.pop()], 1))
        return self.last(torch.cat([double(y), edge], 1))


def double(x):
    return F.interpolate(x, scale_factor=2, mode='nearest')


def ramps(size):
    """[2, size, size]: row and column, -0.5 to 0.5."""
    ramp = torch.arange(size) / size - .5
    return torch.stack([ramp[:, None].expand(size, size), ramp[None].expand(size, size)])


def load(path):
    """The trained network of a checkpoint: its averaged weights."""
    net = PortraitNet()
    net.load_state_dict(torch.load(path, weights_only=True, map_location='cpu')['average'])
    return net.eval()


def shipped(net):
    """The network as its file holds it: batch normalisation folded, weights rounded to 16 bits."""
    for block in net.modules():
        if isinstance(block, ConvBnRelu):
            block[0], block[1] = fuse_conv_bn_eval(block[0], block[1]), nn.Identity()
    for weight in net.parameters():
        if weight.numel() > SMALL:
            weight.data = weight.data.half().float()
    return net


def export(net, path):
    """Writes ONNX, large weights stored as 16-bit floats and cast back when the file is read."""
    model = nn.Sequential(shipped(net), nn.Sigmoid()).eval()
    torch.onnx.export(model, torch.zeros(1, 6, SIZE, SIZE), path, opset_version=13, input_names=['portrait'],
                      output_names=['alpha'], dynamo=False)
    store_halves(path)


def store_halves(path):
    """Stores the large weights of a file as 16-bit floats, to be cast back when it is read."""
    import numpy as np
    import onnx
    from onnx import helper, numpy_helper
    model = onnx.load(path)
    casts = []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.size > SMALL:
            name = weight.name
            weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + '_half'))
            casts.append(helper.make_node('Cast', [name + '_half'], [name], to=onnx.TensorProto.FLOAT))
    nodes = casts + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def answer(net, frame, path):
    """The shipped network's alpha of a frame, computed in 32 bits."""
    import cv2
    import numpy as np
    picture = torch.from_numpy(cv2.imread(frame, cv2.IMREAD_UNCHANGED).astype(np.float32) / 255).permute(2, 0, 1)
    x = torch.cat([picture[:3] * picture[3:] - .5, picture[3:], ramps(SIZE)])[None]
    with torch.no_grad():
        alpha = torch.sigmoid(shipped(net)(x))[0, 0].numpy()
    cv2.imwrite(path, np.round(alpha * 65535).astype(np.uint16))


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = parser.add_subparsers(required=True)
    p = sub.add_parser('export')
    p.add_argument('checkpoint')
    p.add_argument('file')
    p.set_defaults(run=lambda a: export(load(a.checkpoint), a.file))
    p = sub.add_parser('answer')
    p.add_argument('checkpoint')
    p.add_argument('frame')
    p.add_argument('alpha')
    p.set_defaults(run=lambda a: answer(load(a.checkpoint), a.frame, a.alpha))
    args = parser.parse_args()
    args.run(args)
