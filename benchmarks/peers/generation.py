"""Images of DCGAN with 64 pixels, from latents to numbers in memory."""
import torch

import networks


class Generation:
    def __init__(self, count, compiled):
        generator = networks.dcgan_generator(64, 3, 100).apply(networks.dcgan_start).eval()
        self.forge = torch.compile(generator) if compiled else generator
        self.count = count

    def step(self):
        with torch.inference_mode():
            return self.forge(torch.randn(self.count, 100)).numpy()
