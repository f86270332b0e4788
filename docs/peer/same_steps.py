#!/usr/bin/env python3
"""Takes by PyTorch the steps that RecordSteps.java has recorded, and says how far all weights and losses are from gan4j's.

usage: same_steps.py FOLDER STEPS
The distance is |PyTorch - gan4j| / |gan4j| of each weight matrix and kernel, each gamma and each running mean of a BatchNorm,
and of each loss; the largest of each network and of the losses is printed. Biases and betas begin at 0, so that their
relative distance says little, and PyTorch's running variance is another one: by n/(n - 1) for n values, less so at first.
It computes in the precision that gan4j did.
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn

from networks import acgan, cgan, mlp
from steps import KerasAdam, auxiliary_step, separate_step

GAMES = {"mlp": (mlp, separate_step, False), "cgan": (cgan, separate_step, True), "acgan": (acgan, auxiliary_step, True)}
LAYERS = nn.Linear, nn.Embedding, nn.Conv2d, nn.ConvTranspose2d, nn.modules.batchnorm._BatchNorm
LEARNT = {"W": "weight", "b": "bias", "gamma": "weight", "beta": "bias"}
COMPARED = {"W": "weight", "gamma": "weight", "mean": "running_mean"}


def read(folder, name, *shape):
    kind = np.float64 if torch.get_default_dtype() == torch.float64 else np.float32
    return torch.from_numpy(np.fromfile(folder / name, kind).reshape(shape))


def parameters(folder, name):
    """By the number of their layer and their name in gan4j."""
    found = {}
    for file in folder.glob(name + ".*"):
        _, key, shape = file.name.split(".")
        found[key] = read(folder, file.name, *map(int, shape.split("x")))
    return found


def pairs(network, values, names):
    """Tensors of a network by some names, and gan4j's values of them: of dense layers gan4j has rows where PyTorch has columns."""
    for i, layer in enumerate(m for m in network.modules() if isinstance(m, LAYERS)):
        for ours, theirs in names.items():
            if f"{i}_{ours}" in values:
                tensor, value = getattr(layer, theirs), values[f"{i}_{ours}"]
                turned = isinstance(layer, nn.Linear) and ours == "W"
                yield tensor, (value.T if turned else value).reshape(tensor.shape)


@torch.no_grad()
def begin(network, folder, name, updates):
    """Takes over parameters, running statistics and what Adam remembers; returns the optimiser."""
    values = parameters(folder, name + "0")
    values.update({key.replace("log10stdev", "var"): 100 ** value for key, value in values.items() if "log10stdev" in key})
    for names in LEARNT, {"mean": "running_mean", "var": "running_var"}:
        for tensor, value in pairs(network, values, names):
            tensor.copy_(value)
    optimiser = KerasAdam(network.parameters())
    for moment in "m", "v":
        for tensor, value in pairs(network, parameters(folder, name + moment), LEARNT):
            optimiser.state[tensor].update({"t": updates, moment: value.clone()})
    return optimiser


@torch.no_grad()
def distance(network, folder, name):
    return max(((theirs - ours).norm() / ours.norm()).item()
               for theirs, ours in pairs(network, parameters(folder, name), COMPARED))


def given(folder, step, labelled):
    """Real images, two batches of latents, and labels."""
    yield read(folder, f"real.{step}", -1, 1, 28, 28)
    yield read(folder, f"shown.{step}", -1, 100)
    yield read(folder, f"learnt.{step}", -1, 100)
    if labelled:
        yield read(folder, f"labels.{step}", -1, 10).argmax(1)


def main():
    folder, steps = Path(sys.argv[1]), int(sys.argv[2])
    recorded = json.loads((folder / "recorded.json").read_text())
    torch.set_default_dtype(getattr(torch, recorded["type"]))
    networks, take_step, labelled = GAMES[recorded["model"]]
    generator, discriminator = networks()
    g_adam = begin(generator, folder, "g", recorded["updates"]["g"])
    d_adam = begin(discriminator, folder, "d", recorded["updates"]["d"])
    for step in range(1, steps + 1):
        losses = take_step(generator, discriminator, g_adam, d_adam, *given(folder, step, labelled))
        apart = max(abs(loss.item() / read(folder, f"{name}.{step}").item() - 1) for name, loss in losses.items())
        print(f"step {step}: generator {distance(generator, folder, f'g{step}'):.1e}, "
              f"discriminator {distance(discriminator, folder, f'd{step}'):.1e}, losses {apart:.1e}", flush=True)


main()
