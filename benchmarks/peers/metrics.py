"""FID and KID (torch-fidelity) and PRDC (prdc) of given features: reals.npy, fakes.npy, float32 [N, F]."""
import pathlib

import numpy as np
import prdc
import torch
from torch_fidelity.metric_fid import fid_features_to_statistics, fid_statistics_to_metric
from torch_fidelity.metric_kid import kid_features_to_metric


class Metrics:
    def __init__(self, metric, directory):
        self.reals, self.fakes = (
            np.load(pathlib.Path(directory) / f"{name}.npy") for name in ("reals", "fakes"))
        self.metric = getattr(self, metric)

    def step(self):
        print(self.metric())  # to the log, where one sees that both sides measure the same

    def fid(self):
        statistics = [fid_features_to_statistics(torch.from_numpy(f)) for f in (self.reals, self.fakes)]
        return fid_statistics_to_metric(*statistics, verbose=False)["frechet_inception_distance"]

    def kid(self):
        result = kid_features_to_metric(
            torch.from_numpy(self.reals), torch.from_numpy(self.fakes),
            kid_subsets=100, kid_subset_size=1000, verbose=False)
        return result["kernel_inception_distance_mean"]

    def prdc(self):
        return prdc.compute_prdc(self.reals, self.fakes, nearest_k=5)

    def all(self):
        return self.fid(), self.kid(), self.prdc()
