"""WGAN-GP on a ring of eight in PyTorch: what bench_gan.cpp is compared with."""
import math
import os
import time

import torch
from torch import nn


def network(inputs, outputs, width, depth):
    layers = []
    for level in range(depth):
        layers += [nn.Linear(width if level else inputs, width), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(width, outputs))


class Run:
    def __init__(self, width, depth, batch, n_critic):
        torch.manual_seed(0)
        self.batch, self.n_critic = batch, n_critic
        self.generator, self.critic = network(2, 2, width, depth), network(2, 1, width, depth)
        adam = lambda net: torch.optim.Adam(net.parameters(), lr=1e-4, betas=(0.5, 0.9))
        self.generator_optimiser, self.critic_optimiser = adam(self.generator), adam(self.critic)

    def real(self):
        angle = torch.randint(0, 8, (self.batch,)) * (math.pi / 4)
        return math.sqrt(2) * torch.stack([angle.cos(), angle.sin()], 1) + 0.02 * torch.randn(self.batch, 2)

    def critic_step(self):
        real = self.real()
        with torch.no_grad():
            fake = self.generator(torch.randn(self.batch, 2))
        t = torch.rand(self.batch, 1)
        between = (t * real + (1 - t) * fake).requires_grad_(True)
        (slope,) = torch.autograd.grad(self.critic(between).sum(), between, create_graph=True)
        penalty = 0.1 * ((slope.norm(dim=1) - 1) ** 2).mean()
        loss = self.critic(fake).mean() - self.critic(real).mean() + penalty
        self.critic_optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.critic_optimiser.step()

    def generator_step(self):
        loss = -self.critic(self.generator(torch.randn(self.batch, 2))).mean()
        self.generator_optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.generator_optimiser.step()

    def iterate(self):
        for _ in range(self.n_critic):
            self.critic_step()
        self.generator_step()


def seconds_an_iteration(width, depth, batch, n_critic):
    """At the better of one thread and all of them."""
    best = math.inf
    for threads in {1, os.cpu_count() or 1}:
        torch.set_num_threads(threads)
        run = Run(width, depth, batch, n_critic)
        run.iterate()
        count, begin = 0, time.perf_counter()
        while count < 2 or time.perf_counter() - begin < 1:
            run.iterate()
            count += 1
        best = min(best, (time.perf_counter() - begin) / count)
    return best
