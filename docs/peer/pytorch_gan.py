#!/usr/bin/env python3
"""Trains a network of gan4j by PyTorch, for the comparison in docs/results.md, and writes images that it generates.

usage: pytorch_gan.py MODEL MNIST_FOLDER OUT.npy [--steps 5000] [--seed 1] [--images 10000] [--threads 2]
MODEL is mlp or dcgan-transposed, MNIST_FOLDER has train-images-idx3-ubyte.gz, OUT.npy gets [images, 28, 28] unsigned
bytes, which `gan evaluate --also quickdraw:OUT.npy` measures. Needs PyTorch and NumPy; written for 1.13 and 1.24.

All that gan4j's recipe says is said here too: Glorot's uniform weights and biases of 0, BatchNorm's epsilon of 0.001 and
Keras' momentum (PyTorch's is 1 minus it), Keras' Adam of 2e-4 with beta1 0.5 and an epsilon of 1e-7, normal latents of 100,
batches of 128 drawn with replacement, one update on real and one on generated images, then one of the generator.
What the frameworks do differently: PyTorch's running variance is the unbiased one (by 128/127), and its random numbers.
"""
import argparse
import gzip
import time

import numpy as np
import torch
import torch.nn as nn

from networks import dcgan_transposed, mlp
from steps import KerasAdam, separate_step


def initialise(module):
    if isinstance(module, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


def images(folder):
    with gzip.open(folder + "/train-images-idx3-ubyte.gz") as file:
        return torch.from_numpy(np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 1, 28, 28).copy())


def train(generator, discriminator, data, steps):
    g_adam, d_adam = KerasAdam(generator.parameters()), KerasAdam(discriminator.parameters())
    started = time.time()
    for step in range(1, steps + 1):
        real = data[torch.randint(len(data), (128,))].float() / 127.5 - 1
        shown, learnt = torch.randn(128, 100), torch.randn(128, 100)
        losses = separate_step(generator, discriminator, g_adam, d_adam, real, shown, learnt)
        if step % 500 == 0:
            print(f"step {step}: d_loss {losses['d_loss'].item():.3f}, g_loss {losses['g_loss'].item():.3f}, "
                  f"{time.time() - started:.0f} s", flush=True)


def generate(generator, count):
    generator.eval()
    with torch.no_grad():
        batches = [generator(torch.randn(500, 100)) for _ in range((count + 499) // 500)]
    pixels = ((torch.cat(batches)[:count, 0] + 1) * 127.5).round().clamp(0, 255)
    return pixels.to(torch.uint8).numpy()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=["mlp", "dcgan-transposed"])
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--images", type=int, default=10000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    generator, discriminator = mlp() if options.model == "mlp" else dcgan_transposed()
    generator.apply(initialise)
    discriminator.apply(initialise)
    train(generator, discriminator, images(options.folder), options.steps)
    np.save(options.out, generate(generator, options.images))


if __name__ == "__main__":
    main()
