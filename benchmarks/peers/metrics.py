"""Seconds for FID, KID (torch-fidelity) and PRDC (prdc) of given features.

usage: metrics.py DIRECTORY   with reals.npy and fakes.npy, float32 [N, F]
needs: pip install torch-fidelity prdc scikit-learn
"""
import pathlib
import sys
import time

import numpy as np
import prdc
import torch
from torch_fidelity.metric_fid import fid_features_to_statistics, fid_statistics_to_metric
from torch_fidelity.metric_kid import kid_features_to_metric

directory = pathlib.Path(sys.argv[1])
reals = np.load(directory / "reals.npy")
fakes = np.load(directory / "fakes.npy")


def timed(name, metric):
    begin = time.perf_counter()
    value = metric()
    print(f"{name} {time.perf_counter() - begin:.3f} s value {value:.9g}", flush=True)


def fid():
    statistics = [fid_features_to_statistics(torch.from_numpy(f)) for f in (reals, fakes)]
    return fid_statistics_to_metric(*statistics, verbose=False)["frechet_inception_distance"]


def kid():
    result = kid_features_to_metric(
        torch.from_numpy(reals), torch.from_numpy(fakes),
        kid_subsets=100, kid_subset_size=1000, verbose=False)
    return result["kernel_inception_distance_mean"]


timed("fid", fid)
timed("kid", kid)
timed("prdc", lambda: prdc.compute_prdc(reals, fakes, nearest_k=5)["coverage"])
