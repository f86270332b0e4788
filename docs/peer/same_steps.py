#!/usr/bin/env python3
"""Takes by PyTorch the steps that RecordSteps.java has recorded, and says how far all weights are from gan4j's after each.

usage: same_steps.py FOLDER STEPS
The distance is |PyTorch - gan4j| / |gan4j| of each weight matrix, each gamma and each running mean of a BatchNorm; the
largest of each network is printed. Biases and betas begin at 0, so that their relative distance says little, and PyTorch's
running variance is another one: 128/127 of ours, less so at first.
"""
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn

from pytorch_gan import KerasAdam, mlp, train_step


def read(folder, name, shape):
    return torch.from_numpy(np.fromfile(folder / name, np.float32).reshape(shape))


def parameters(folder, name):
    found = {}
    for file in folder.glob(name + ".*"):
        _, key, shape = file.name.split(".")
        found[key] = read(folder, file.name, [int(size) for size in shape.split("x")])
    return found


def layers(network):
    """With their places among those that gan4j counts."""
    return enumerate(m for m in network.modules() if isinstance(m, (nn.Linear, nn.BatchNorm1d)))


def begin(network, optimiser, folder, name):
    """Parameters, running statistics and what Adam remembers: of each run of layers first all m, then all v."""
    values = parameters(folder, name + "0")
    file = next(folder.glob(name + ".moments.*"))
    moments, run = torch.from_numpy(np.fromfile(file, np.float32)), []
    for i, layer in layers(network):
        run += [layer.weight, layer.bias]
        if isinstance(layer, nn.Linear):
            layer.weight.data = values[f"{i}_W"].T.clone()
            layer.bias.data = values[f"{i}_b"].reshape(-1).clone()
        else:
            layer.weight.data = values[f"{i}_gamma"].reshape(-1).clone()
            layer.bias.data = values[f"{i}_beta"].reshape(-1).clone()
            layer.running_mean.copy_(values[f"{i}_mean"].reshape(-1))
            layer.running_var.copy_(100 ** values[f"{i}_log10stdev"].reshape(-1))
            moments, run = remember(optimiser, run, moments, int(file.suffix[1:])), []
    remember(optimiser, run, moments, int(file.suffix[1:]))


def remember(optimiser, run, moments, updates):
    for moment in "m", "v":
        for parameter in run:
            values = moments[:parameter.numel()].view(parameter.shape).clone()
            optimiser.state[parameter].update({"t": updates, moment: values})
            moments = moments[parameter.numel():]
    return moments


def pairs(network, values):
    for i, layer in layers(network):
        if isinstance(layer, nn.Linear):
            yield layer.weight.T, values[f"{i}_W"]
        else:
            yield layer.weight, values[f"{i}_gamma"].reshape(-1)
            yield layer.running_mean, values[f"{i}_mean"].reshape(-1)


def distance(network, values):
    return max(((theirs - ours).norm() / ours.norm()).item() for theirs, ours in pairs(network, values))


def main():
    folder, steps = Path(sys.argv[1]), int(sys.argv[2])
    generator, discriminator = mlp()
    g_adam, d_adam = KerasAdam(generator.parameters()), KerasAdam(discriminator.parameters())
    begin(generator, g_adam, folder, "g")
    begin(discriminator, d_adam, folder, "d")
    for step in range(1, steps + 1):
        real = read(folder, f"real.{step}", (128, 1, 28, 28))
        shown, learnt = (read(folder, f"{name}.{step}", (128, 100)) for name in ("shown", "learnt"))
        train_step(generator, discriminator, g_adam, d_adam, real, shown, learnt)
        with torch.no_grad():
            print(f"step {step}: generator {distance(generator, parameters(folder, f'g{step}')):.1e}, "
                  f"discriminator {distance(discriminator, parameters(folder, f'd{step}')):.1e}")


main()
