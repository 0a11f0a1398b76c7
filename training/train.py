"""Trains the matting network; stops and goes on where it stopped.

  python3 train.py PHOTOS --steps 12000 --out net.pt [--batch 8] [--size 320] [--start other.pt] [--threads 2]
  python3 train.py PHOTOS --seconds 1400 --out net.pt --batch 64 --workers 15 --pool 3000     # on a GPU

Run again with the same --out, it goes on from the last saved step; sample k is the same in any case. --start takes over
the weights of another checkpoint and begins at step 0: a first stage at --size 160 learns the coarse shape in a fraction
of the time. With --seconds the number of steps is what fits, measured over the first ones. On a processor with bfloat16
instructions, or on a GPU where there is one, the network computes in bfloat16.
"""
import argparse
import copy
import math
import os
import time

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset

import network
from composites import Composites

VALIDATION = 256
"""Samples of held-back sitters before held-back grounds that the run is judged on."""


class Samples(Dataset):
    """[S, S, 5] 8 bits: B, G, R, alpha, validity."""

    def __init__(self, composites, size, first, count):
        self.composites, self.size, self.first, self.count = composites, size, first, count

    def __len__(self):
        return self.count

    def __getitem__(self, k):
        image, alpha, valid = self.composites.sample(self.first + k, self.size)
        return torch.from_numpy(np.dstack([np.round(image * 255), np.round(alpha * 255), valid * 255]).astype(np.uint8))


def unpacked(samples, ramps, device):
    """Samples [B, S, S, 5] as the network's input, alpha and validity, on the device."""
    x = samples.to(device, non_blocking=True).permute(0, 3, 1, 2).float() / 255
    colours, alpha, valid = x[:, :3] - .5, x[:, 3:4], x[:, 4:5]
    x = torch.cat([colours, valid, ramps.expand(len(x), -1, -1, -1)], 1)
    return x.contiguous(memory_format=torch.channels_last), alpha, valid


def loss_of(logits, alpha, valid):
    """Cross-entropy, L1, L1 of the gradient and of the Laplacian pyramid, all within the photo. Also returns L1 alone."""
    known = valid.sum()
    p = torch.sigmoid(logits) * valid
    entropy = (F.binary_cross_entropy_with_logits(logits, alpha, reduction='none') * valid).sum() / known
    error = (p - alpha) * valid
    l1 = error.abs().sum() / known
    gradient = ((error[..., 1:] - error[..., :-1]).abs().mean() + (error[..., 1:, :] - error[..., :-1, :]).abs().mean())
    pyramid, level = 0, error
    for octave in range(4):
        low = F.avg_pool2d(level, 2)
        pyramid = pyramid + 2 ** octave * (level - F.interpolate(low, scale_factor=2, mode='bilinear')).abs().mean() / 4
        level = low
    return entropy + 2 * l1 + gradient + pyramid, l1


@torch.no_grad()
def judge(net, samples, ramps, device):
    """L1, and the share of samples with more than an ear on the wrong side, on what training never sees."""
    total, faulty = 0, 0
    for batch in samples.split(32):
        x, alpha, valid = unpacked(batch, ramps, device)
        with torch.autocast(device, torch.bfloat16):
            logits = net(x)
        error = (torch.sigmoid(logits.float()) - alpha).abs() * valid
        total += (error.sum((1, 2, 3)) / valid.sum((1, 2, 3))).sum().item()
        pieces = F.avg_pool2d((error > .5).float(), 9, 1) > .95  # a piece is thicker than an edge
        faulty += (pieces.sum((1, 2, 3)) > 0).sum().item()
    return total / len(samples), faulty / len(samples)


def train(args):
    cv2.setNumThreads(0)  # before workers are forked: OpenCV's threads do not survive that
    torch.manual_seed(0)
    torch.set_num_threads(args.threads)
    torch.backends.cudnn.benchmark = True
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    net = network.PortraitNet().to(device, memory_format=torch.channels_last)
    average = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(net.parameters(), 1e-3, weight_decay=args.decay)
    step = 0
    if os.path.exists(args.out):
        state = torch.load(args.out, weights_only=True, map_location=device)
        net.load_state_dict(state['net'])
        average.load_state_dict(state['average'])
        optimiser.load_state_dict(state['optimiser'])
        step = state['step']
    elif args.start:
        state = torch.load(args.start, weights_only=True, map_location=device)
        net.load_state_dict(state['average'])
        average.load_state_dict(state['average'])
    began = time.time()
    ramps = network.ramps(args.size)[None].to(device)
    apart = Samples(Composites(args.photos, pool=42, held_back=True, places=args.places), args.size, 0, VALIDATION)
    apart = torch.stack(list(DataLoader(apart, None, num_workers=args.workers)))
    composites = Composites(args.photos, pool=args.pool, places=args.places)
    steps = args.steps
    samples = Samples(composites, args.size, args.first + step * args.batch, (10 ** 6 if args.seconds else steps - step) * args.batch)
    print(f'{len(composites.sitters)} sitters, {len(composites.plates)} plates, '
          f'{sum(p.numel() for p in net.parameters())} parameters, from step {step} at {time.time() - began:.0f} s', flush=True)
    mean, pace = None, time.time()
    for batch in DataLoader(samples, args.batch, num_workers=args.workers, prefetch_factor=4, pin_memory=device == 'cuda'):
        if args.seconds and step in (100, 400, 2000):  # the first steps are slow, and the pace may change
            if step > 100:
                steps = step + int((args.seconds - (time.time() - began)) * (step - paced) / (time.time() - pace))
                print(f'{steps} steps', flush=True)
            pace, paced = time.time(), step
        rate = args.rate * min(1, (step + 1) / 300) * .5 * (1 + math.cos(math.pi * min(1, step / steps))) + 1e-5
        for group in optimiser.param_groups:
            group['lr'] = rate
        x, alpha, valid = unpacked(batch, ramps, device)
        with torch.autocast(device, torch.bfloat16):
            logits = net(x)
        loss, l1 = loss_of(logits.float(), alpha, valid)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimiser.step()
        step += 1
        follow(average, net, min(.998, step / (step + 20)))
        if step % 10 == 0:
            mean = l1.item() if mean is None else .95 * mean + .05 * l1.item()
        late = args.seconds and step > 400 and time.time() - began > args.seconds
        if step % args.every == 0 or step >= steps or late:
            error, faulty = judge(average, apart, ramps, device)
            print(f'step {step} at {time.time() - began:.0f} s: L1 {mean:.4f}, held back {error:.4f}, faulty {faulty:.3f}', flush=True)
            save({'net': net.state_dict(), 'average': average.state_dict(), 'optimiser': optimiser.state_dict(),
                  'step': step}, args.out)
        if step >= steps or late:
            break


@torch.no_grad()
def follow(average, net, decay):
    """Exponential mean of the weights: what is shipped."""
    for kept, new in zip(average.state_dict().values(), net.state_dict().values()):
        if kept.dtype.is_floating_point:
            kept.mul_(decay).add_(new, alpha=1 - decay)
        else:
            kept.copy_(new)


def save(state, path):
    torch.save(state, path + '.part')
    os.replace(path + '.part', path)
    torch.save({'average': state['average']}, path + '.average')


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('photos')
    parser.add_argument('--steps', type=int, default=12000)
    parser.add_argument('--seconds', type=float, help='instead of --steps')
    parser.add_argument('--out', default='net.pt')
    parser.add_argument('--start')
    parser.add_argument('--places', help='folder of painted streets and rooms, see docs/portrait-net.md')
    parser.add_argument('--size', type=int, default=network.SIZE)
    parser.add_argument('--batch', type=int, default=8)
    parser.add_argument('--rate', type=float, default=2e-3, help='highest learning rate')
    parser.add_argument('--decay', type=float, default=1e-4, help='weight decay')
    parser.add_argument('--first', type=int, default=0, help='number of the first sample')
    parser.add_argument('--pool', type=int, default=420, help='rendered grounds')
    parser.add_argument('--every', type=int, default=500, help='steps between two savings')
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--workers', type=int, default=1)
    train(parser.parse_args())
