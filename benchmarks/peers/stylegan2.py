"""StyleGAN2 (Karras et al. 2020, arXiv 1912.04958, configuration F) at small sizes.

Equalised learning rates, demodulation by scales of inputs and outputs, noise, skip connections in
the generator, residual blocks and minibatch deviation in the discriminator. Filters are depthwise
convolutions with [1, 3, 3, 1].
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

MAPPING_RATE = 0.01


def width(side, capacity, most):
    return min(capacity // side, most)


def filter_taps():
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0])
    return torch.outer(taps, taps) / taps.sum() ** 2


def depthwise(x, taps, gain=1, padding=0, stride=1):
    channels = x.shape[1]
    return F.conv2d(
        x, (taps * gain).expand(channels, 1, -1, -1), padding=padding, stride=stride, groups=channels)


def doubled(x, taps):
    channels = x.shape[1]
    return F.conv_transpose2d(
        x, (taps * 4).expand(channels, 1, -1, -1), stride=2, padding=1, groups=channels)


class Linear(nn.Module):
    def __init__(self, inputs, outputs, rate=1.0, bias=0.0, activated=False):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / rate)
        self.bias = nn.Parameter(torch.full((outputs,), bias))
        self.rate, self.scale, self.activated = rate, rate / math.sqrt(inputs), activated

    def forward(self, x):
        y = F.linear(x, self.weight * self.scale, self.bias * self.rate)
        return F.leaky_relu(y, 0.2) * math.sqrt(2) if self.activated else y


class Synthesis(nn.Module):
    """Modulated and demodulated 3 x 3 convolution, noise, bias, leaky ReLU."""

    def __init__(self, inputs, outputs, styles, doubling):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.strength = nn.Parameter(torch.zeros(()))
        self.affine = Linear(styles, inputs, bias=1.0)
        self.doubling = doubling
        self.register_buffer("taps", filter_taps())

    def forward(self, x, w):
        style = self.affine(w)
        norms = torch.rsqrt(F.linear(style.square(), self.weight.square().sum((2, 3))) + 1e-8)
        x = x * style[:, :, None, None]
        if self.doubling:
            x = F.conv_transpose2d(x, self.weight.transpose(0, 1), stride=2)
            x = depthwise(x, self.taps, gain=4, padding=1)
        else:
            x = F.conv2d(x, self.weight, padding=1)
        x = x * norms[:, :, None, None]
        noise = torch.randn(x.shape[0], 1, *x.shape[2:], device=x.device)
        x = x + noise * self.strength + self.bias[:, None, None]
        return F.leaky_relu(x, 0.2) * math.sqrt(2)


class ToColours(nn.Module):
    def __init__(self, inputs, colours, styles):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(colours, inputs, 1, 1))
        self.bias = nn.Parameter(torch.zeros(colours))
        self.affine = Linear(styles, inputs, bias=1.0)
        self.scale = 1 / math.sqrt(inputs)

    def forward(self, x, w):
        style = self.affine(w) * self.scale
        return F.conv2d(x * style[:, :, None, None], self.weight) + self.bias[:, None, None]


class Generator(nn.Module):
    def __init__(self, resolution, colours, latent, styles, mapping, capacity, most):
        super().__init__()
        sizes = [latent] + [styles] * mapping
        self.mapping = nn.Sequential(*(
            Linear(a, b, MAPPING_RATE, activated=True) for a, b in zip(sizes, sizes[1:])))
        inner = width(4, capacity, most)
        self.constant = nn.Parameter(torch.randn(1, inner, 4, 4))
        self.first = Synthesis(inner, inner, styles, doubling=False)
        self.colours = nn.ModuleList([ToColours(inner, colours, styles)])
        self.blocks = nn.ModuleList()
        side = 8
        while side <= resolution:
            outer = width(side, capacity, most)
            self.blocks.append(nn.ModuleList([
                Synthesis(inner, outer, styles, doubling=True),
                Synthesis(outer, outer, styles, doubling=False)]))
            self.colours.append(ToColours(outer, colours, styles))
            inner, side = outer, side * 2
        self.register_buffer("taps", filter_taps())
        self.register_buffer("mean_style", torch.zeros(styles))

    def forward(self, z):
        w = self.mapping(z * torch.rsqrt(z.square().mean(1, keepdim=True) + 1e-8))
        if self.training:
            self.mean_style.lerp_(w.detach().mean(0), 0.005)
        x = self.first(self.constant, w)
        image = self.colours[0](x, w)
        for (doubling, same), colours in zip(self.blocks, self.colours[1:]):
            x = same(doubling(x, w), w)
            image = doubled(image, self.taps) + colours(x, w)
        return image


class Conv(nn.Module):
    def __init__(self, inputs, outputs, kernel, halving=False, activated=True, gain=1.0):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(outputs)) if activated else None
        self.scale, self.gain = 1 / (kernel * math.sqrt(inputs)), gain
        self.kernel, self.halving = kernel, halving
        if halving:
            self.register_buffer("taps", filter_taps())

    def forward(self, x):
        weight = self.weight * self.scale
        if not self.halving:
            x = F.conv2d(x, weight, self.bias, padding=self.kernel // 2)
        elif self.kernel == 1:
            x = F.conv2d(depthwise(x, self.taps, padding=1, stride=2), weight, self.bias)
        else:
            x = F.conv2d(depthwise(x, self.taps, padding=2), weight, self.bias, stride=2)
        return x * self.gain if self.bias is None else F.leaky_relu(x, 0.2) * (math.sqrt(2) * self.gain)


class Block(nn.Module):
    def __init__(self, inner, outer):
        super().__init__()
        half = math.sqrt(0.5)
        self.skip = Conv(inner, outer, 1, halving=True, activated=False, gain=half)
        self.main = nn.Sequential(Conv(inner, inner, 3), Conv(inner, outer, 3, halving=True, gain=half))

    def forward(self, x):
        return self.skip(x) + self.main(x)


def minibatch_deviation(x, members=4):
    grouped = x.reshape(members, -1, *x.shape[1:])
    deviation = (grouped.var(0, correction=0) + 1e-8).sqrt().mean((1, 2, 3))
    plane = deviation.reshape(1, -1, 1, 1, 1).expand(members, -1, 1, *x.shape[2:])
    return torch.cat([x, plane.reshape(-1, 1, *x.shape[2:])], 1)


class Discriminator(nn.Module):
    def __init__(self, resolution, colours, capacity, most):
        super().__init__()
        side = resolution
        layers = [Conv(colours, width(side, capacity, most), 1)]
        while side > 4:
            layers.append(Block(width(side, capacity, most), width(side // 2, capacity, most)))
            side //= 2
        self.layers = nn.Sequential(*layers)
        channels = width(4, capacity, most)
        self.last = Conv(channels + 1, channels, 3)
        self.logit = nn.Sequential(
            nn.Flatten(), Linear(channels * 16, channels, activated=True),
            Linear(channels, 1), nn.Flatten(0))

    def forward(self, images):
        return self.logit(self.last(minibatch_deviation(self.layers(images))))
