"""The networks of Goodfellow et al. 2014 (for MNIST) and DCGAN (Radford et al. 2016)."""
import math

from torch import nn


class Maxout(nn.Module):
    def __init__(self, inputs, units, pieces):
        super().__init__()
        self.linear = nn.Linear(inputs, units * pieces)
        self.pieces = pieces

    def forward(self, x):
        return self.linear(x).unflatten(1, (-1, self.pieces)).amax(2)


def mlp_generator():
    return nn.Sequential(
        nn.Linear(100, 1200), nn.ReLU(inplace=True),
        nn.Linear(1200, 1200), nn.ReLU(inplace=True),
        nn.Linear(1200, 784), nn.Sigmoid())


def mlp_discriminator():
    return nn.Sequential(
        nn.Dropout(0.2), Maxout(784, 240, 5), nn.Dropout(0.5),
        Maxout(240, 240, 5), nn.Dropout(0.5), nn.Linear(240, 1), nn.Flatten(0))


def uniform_start(bound):
    def start(module):
        if isinstance(module, nn.Linear):
            nn.init.uniform_(module.weight, -bound, bound)
            nn.init.zeros_(module.bias)
    return start


def dcgan_start(module):
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
        nn.init.normal_(module.weight, 0, 0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
        nn.init.normal_(module.weight, 1, 0.02)
        nn.init.zeros_(module.bias)


def dcgan_generator(resolution, colours, latent, width=64, hidden=0):
    """64 pixels start at 4 x 4, 28 pixels at 7 x 7; hidden units stand before the first square."""
    start = 7 if resolution == 28 else 4
    channels = width * resolution // start // 2
    if hidden:
        pixels = channels * start * start
        layers = [
            nn.Linear(latent, hidden), nn.BatchNorm1d(hidden), nn.ReLU(inplace=True),
            nn.Linear(hidden, pixels), nn.BatchNorm1d(pixels), nn.ReLU(inplace=True),
            nn.Unflatten(1, (channels, start, start))]
    else:
        layers = [
            nn.Unflatten(1, (latent, 1, 1)),
            nn.ConvTranspose2d(latent, channels, start, bias=False),
            nn.BatchNorm2d(channels), nn.ReLU(inplace=True)]
    while channels > width:
        layers += [
            nn.ConvTranspose2d(channels, channels // 2, 4, 2, 1, bias=False),
            nn.BatchNorm2d(channels // 2), nn.ReLU(inplace=True)]
        channels //= 2
    layers += [nn.ConvTranspose2d(channels, colours, 4, 2, 1, bias=False), nn.Tanh()]
    return nn.Sequential(*layers)


def dcgan_discriminator(resolution, colours, width=64, hidden=0, norm=True):
    """Without normalisation, as penalties on gradients need it, convolutions have biases."""
    rest = 7 if resolution == 28 else 4

    def normalised(make, channels):
        return [make(channels)] if norm else []

    layers = [nn.Conv2d(colours, width, 4, 2, 1, bias=not norm), nn.LeakyReLU(0.2, inplace=True)]
    channels = width
    for _ in range(int(math.log2(resolution // rest)) - 1):
        layers += [
            nn.Conv2d(channels, channels * 2, 4, 2, 1, bias=not norm),
            *normalised(nn.BatchNorm2d, channels * 2), nn.LeakyReLU(0.2, inplace=True)]
        channels *= 2
    if hidden:
        layers += [
            nn.Flatten(), nn.Linear(channels * rest * rest, hidden),
            *normalised(nn.BatchNorm1d, hidden), nn.LeakyReLU(0.2, inplace=True),
            nn.Linear(hidden, 1)]
    else:
        layers += [nn.Conv2d(channels, 1, rest, bias=not norm)]
    return nn.Sequential(*layers, nn.Flatten(0))

