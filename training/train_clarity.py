"""Trains the network of clarity.py on processors; stops and goes on where it stopped.

  python3 train_clarity.py PHOTOS --seconds 4500 --out clarity.pt [--batch 8] [--crop 144] [--threads 1]

PHOTOS holds the photos of sitters.tsv, NAME.jpg. Those held back there are held back here. Sample k is the same in any run;
the rate falls with the time that has gone, so two runs of the same length differ by what their machines did.
"""
import argparse
import copy
import math
import os
import time

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

import clarity
import degraded

VALIDATION = 96
"""Samples of held-back sitters that the run is judged on."""
FEATURES = 2
"""What eyes, lips and brows weigh above the rest; skin weighs half of it."""


class Crops(Dataset):
    def __init__(self, samples, first, count):
        self.samples, self.first, self.count = samples, first, count

    def __len__(self):
        return self.count

    def __getitem__(self, k):
        seen, truth = self.samples.sample(self.first + k)
        return torch.from_numpy(seen), torch.from_numpy(truth)


def weights(seen):
    return 1 + FEATURES * (.5 * seen[:, 3:4] + seen[:, 4:].amax(1, keepdim=True))


def loss_of(answer, truth, weight):
    """L1 and L1 of the gradient, over one and two pixels. Also returns plain L1."""
    error = answer - truth
    l1 = (error.abs() * weight).mean()
    gradient = 0
    for step in (1, 2):
        gradient = gradient + ((error[..., step:] - error[..., :-step]).abs() * weight[..., step:]).mean()
        gradient = gradient + ((error[..., step:, :] - error[..., :-step, :]).abs() * weight[..., step:, :]).mean()
    return l1 + .5 * gradient, error.detach().abs().mean()


@torch.no_grad()
def judge(net, held):
    """Mean PSNR, dB, of the answer and of what was shown, and mean L1 of both."""
    sums = np.zeros(4)
    for seen, truth in held:
        answer = net(seen).clamp(0, 1)
        for i, picture in enumerate((answer, (seen[:, :1] + .5))):
            error = picture - truth
            sums[i] += (-10 * torch.log10((error ** 2).mean((1, 2, 3)))).sum().item()
            sums[2 + i] += error.abs().mean((1, 2, 3)).sum().item()
    return sums / VALIDATION


@torch.no_grad()
def follow(average, net, decay):
    """Exponential mean of the weights: what is shipped."""
    for kept, new in zip(average.parameters(), net.parameters()):
        kept.mul_(decay).add_(new, alpha=1 - decay)


def save(state, path):
    torch.save(state, path + '.new')
    os.replace(path + '.new', path)


def train(args):
    cv2.setNumThreads(0)  # before workers are forked: OpenCV's threads do not survive that
    torch.manual_seed(0)
    torch.set_num_threads(args.threads)
    net = clarity.ClarityNet().to(memory_format=torch.channels_last)
    average = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(net.parameters(), args.rate, weight_decay=1e-4)
    step, spent = 0, 0.
    if os.path.exists(args.out):
        state = torch.load(args.out, weights_only=True)
        net.load_state_dict(state['net'])
        average.load_state_dict(state['average'])
        optimiser.load_state_dict(state['optimiser'])
        step, spent = state['step'], state['spent']
    apart = degraded.Samples(degraded.portraits(args.photos, True), args.crop)
    held = list(DataLoader(Crops(apart, 0, VALIDATION), 16, num_workers=1))
    people = degraded.portraits(args.photos, False)
    crops = Crops(degraded.Samples(people, args.crop), step * args.batch, 10 ** 7)
    print(f'{len(people)} sitters, {len(apart.people)} held back, {sum(p.numel() for p in net.parameters())} parameters, '
          f'from step {step}', flush=True)
    began, mean = time.time() - spent, None
    for seen, truth in DataLoader(crops, args.batch, num_workers=args.workers, prefetch_factor=3):
        gone = min(1, (time.time() - began) / args.seconds)
        rate = args.rate * min(1, (step + 1) / 150) * .5 * (1 + math.cos(math.pi * gone)) + 1e-6
        for group in optimiser.param_groups:
            group['lr'] = rate
        answer = net(seen.contiguous(memory_format=torch.channels_last))
        loss, l1 = loss_of(answer, truth, weights(seen))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1)
        optimiser.step()
        step += 1
        follow(average, net, min(.998, step / (step + 20)))
        mean = l1.item() if mean is None else .98 * mean + .02 * l1.item()
        if step % args.every == 0 or step == 50 or gone >= 1:
            psnr, shown, error, error_shown = judge(average, held)
            print(f'step {step} at {time.time() - began:.0f} s: L1 {mean:.5f}; held back {psnr:.2f} dB (shown {shown:.2f}), '
                  f'L1 {error:.5f} ({error_shown:.5f})', flush=True)
            save({'net': net.state_dict(), 'average': average.state_dict(), 'optimiser': optimiser.state_dict(),
                  'step': step, 'spent': time.time() - began}, args.out)
        if gone >= 1:
            break


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('photos')
    parser.add_argument('--seconds', type=float, required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--batch', type=int, default=8)
    parser.add_argument('--crop', type=int, default=144)
    parser.add_argument('--rate', type=float, default=1.5e-3)
    parser.add_argument('--every', type=int, default=250)
    parser.add_argument('--workers', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    train(parser.parse_args())
