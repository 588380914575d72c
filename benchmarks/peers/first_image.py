"""From the start of Python to the first image on disk, with a trained DCGAN of 28 pixels.

usage: first_image.py WEIGHTS IMAGE   (weights that are missing are made first)
"""
import pathlib
import sys

import torch
from PIL import Image

import networks

weights, image = map(pathlib.Path, sys.argv[1:])
generator = networks.dcgan_generator(28, 1, 64, width=48, hidden=256)
if not weights.exists():
    torch.save(generator.apply(networks.dcgan_start).state_dict(), weights)
generator.load_state_dict(torch.load(weights))
with torch.inference_mode():
    pixels = generator.eval()(torch.randn(1, 64))[0, 0]
Image.fromarray(((pixels + 1) * 127.5).round().to(torch.uint8).numpy()).save(image)
