"""Minibatches of 64 images in [-1, 1] out of torchvision's data sets."""
import torch
from torchvision import datasets, transforms


class Loading:
    def __init__(self, kind, directory, threads):
        colours = 1 if kind == "idx" else 3
        transform = transforms.Compose([
            transforms.ToTensor(), transforms.Normalize([0.5] * colours, [0.5] * colours)])
        if kind == "idx":
            images = datasets.MNIST(directory, train=True, transform=transform)
        else:
            images = datasets.ImageFolder(f"{directory}/folder", transform)
        self.loader = torch.utils.data.DataLoader(
            images, batch_size=64, shuffle=True, drop_last=True,
            num_workers=threads, persistent_workers=True)
        self.batches = iter(self.loader)

    def step(self):
        batch = next(self.batches, None)
        if batch is None:
            self.batches = iter(self.loader)
            batch = next(self.batches)
        return batch[0]
