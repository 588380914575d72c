"""R3GAN (Huang et al. 2024, arXiv 2501.05441, Section 4) at small sizes: residual blocks without
normalisation, filters [1, 3, 3, 1] between the resolutions."""
import math

import torch
from torch import nn
from torch.nn import functional as F

from stylegan2 import depthwise, doubled, filter_taps


def convolution(inputs, outputs, kernel, gain):
    conv = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False)
    nn.init.normal_(conv.weight, 0, gain / math.sqrt(inputs * kernel * kernel))
    return conv


class BiasedLeakyReLU(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        return F.leaky_relu(x + self.bias[:, None, None], 0.2)


class Block(nn.Module):
    def __init__(self, width, blocks):
        super().__init__()
        gain = math.sqrt(2 / 1.04) * blocks ** -0.25
        last = convolution(width, width, 1, 0)
        self.main = nn.Sequential(
            convolution(width, width, 1, gain), BiasedLeakyReLU(width),
            convolution(width, width, 3, gain), BiasedLeakyReLU(width), last)

    def forward(self, x):
        return x + self.main(x)


class Resampling(nn.Module):
    def __init__(self, inputs, outputs, doubling):
        super().__init__()
        self.change = convolution(inputs, outputs, 1, 1) if inputs != outputs else nn.Identity()
        self.doubling = doubling
        self.register_buffer("taps", filter_taps())

    def forward(self, x):
        if self.doubling:
            return doubled(self.change(x), self.taps)
        return self.change(depthwise(x, self.taps, padding=1, stride=2))


class Generator(nn.Module):
    def __init__(self, latent, widths, colours):
        super().__init__()
        self.patterns = nn.Parameter(torch.randn(1, widths[0], 4, 4))
        self.amounts = nn.Linear(latent, widths[0], bias=False)
        layers = [Block(widths[0], len(widths))]
        for inner, outer in zip(widths, widths[1:]):
            layers += [Resampling(inner, outer, doubling=True), Block(outer, len(widths))]
        self.layers = nn.Sequential(*layers, convolution(widths[-1], colours, 1, 1))

    def forward(self, z):
        return self.layers(self.patterns * self.amounts(z)[:, :, None, None])


class Discriminator(nn.Module):
    def __init__(self, widths, colours):
        super().__init__()
        narrow_first = widths[::-1]
        layers = [convolution(colours, narrow_first[0], 1, 1)]
        for inner, outer in zip(narrow_first, narrow_first[1:]):
            layers += [Block(inner, len(widths)), Resampling(inner, outer, doubling=False)]
        self.layers = nn.Sequential(*layers, Block(widths[0], len(widths)))
        self.patterns = nn.Parameter(torch.randn(1, widths[0], 4, 4) / 4)
        self.logit = nn.Linear(widths[0], 1, bias=False)

    def forward(self, images):
        amounts = (self.layers(images) * self.patterns).sum((2, 3))
        return self.logit(amounts).flatten(0)
