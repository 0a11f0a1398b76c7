"""Trains the matting network; stops and goes on where it stopped.

  python3 train.py PHOTOS --steps 12000 --out net.pt [--size 256] [--start other.pt] [--threads 2]

Run again with the same --out, it goes on from the last saved step; sample k is the same in any case. --start takes over
the weights of another checkpoint and begins at step 0: a first stage at --size 160 learns the coarse shape in a third of
the time. On a processor with bfloat16 instructions, or on a GPU where there is one, the network computes in bfloat16.
"""
import argparse
import copy
import math
import os
import time

import cv2
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset

import network
from composites import Composites

BATCH = 8


class Samples(Dataset):
    def __init__(self, photos, size, first, count):
        self.composites, self.size, self.first, self.count = Composites(photos), size, first, count
        self.ramps = network.ramps(size)

    def __len__(self):
        return self.count

    def __getitem__(self, k):
        image, alpha, valid = self.composites.sample(self.first + k, self.size)
        alpha, valid = torch.from_numpy(alpha).float()[None], torch.from_numpy(valid).float()[None]
        colours = torch.from_numpy(image).float().permute(2, 0, 1) - .5
        return torch.cat([colours, valid, self.ramps]), alpha, valid


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


def train(args):
    cv2.setNumThreads(0)  # before the worker is forked: OpenCV's threads do not survive that
    torch.manual_seed(0)
    torch.set_num_threads(args.threads)
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    net = network.PortraitNet().to(device, memory_format=torch.channels_last)
    average = copy.deepcopy(net)
    optimiser = torch.optim.AdamW(net.parameters(), 1e-3, weight_decay=1e-4)
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
    samples = Samples(args.photos, args.size, args.first + step * BATCH, max(0, args.steps - step) * BATCH)
    print(f'{len(samples.composites.sitters)} sitters, {len(samples.composites.plates)} plates, '
          f'{sum(p.numel() for p in net.parameters())} parameters, from step {step}', flush=True)
    mean, began = None, time.time()
    for x, alpha, valid in DataLoader(samples, BATCH, num_workers=args.workers, prefetch_factor=6):
        rate = args.rate * min(1, (step + 1) / 150) * .5 * (1 + math.cos(math.pi * step / args.steps)) + 1e-5
        for group in optimiser.param_groups:
            group['lr'] = rate
        x = x.to(device, memory_format=torch.channels_last)
        alpha, valid = alpha.to(device), valid.to(device)
        with torch.autocast(device, torch.bfloat16):
            logits = net(x)
        loss, l1 = loss_of(logits.float(), alpha, valid)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimiser.step()
        step += 1
        follow(average, net, min(.998, step / (step + 20)))
        mean = l1.item() if mean is None else .99 * mean + .01 * l1.item()
        if step % 100 == 0 or step == args.steps:
            print(f'step {step} at {time.time() - began:.0f} s: L1 {mean:.4f}', flush=True)
            save({'net': net.state_dict(), 'average': average.state_dict(), 'optimiser': optimiser.state_dict(),
                  'step': step}, args.out)


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


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('photos')
    parser.add_argument('--steps', type=int, default=12000)
    parser.add_argument('--out', default='net.pt')
    parser.add_argument('--start')
    parser.add_argument('--size', type=int, default=network.SIZE)
    parser.add_argument('--rate', type=float, default=2e-3, help='highest learning rate')
    parser.add_argument('--first', type=int, default=0, help='number of the first sample')
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--workers', type=int, default=1)
    train(parser.parse_args())
