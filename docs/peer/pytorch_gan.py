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


class Shape(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.reshape(x.shape[0], *self.shape)


def mlp():
    generator, n = [], 100
    for size in (256, 512, 1024):
        generator += [nn.Linear(n, size), nn.LeakyReLU(0.2), nn.BatchNorm1d(size, eps=1e-3, momentum=0.2)]
        n = size
    discriminator = [Shape(784), nn.Linear(784, 512), nn.LeakyReLU(0.2), nn.Linear(512, 256), nn.LeakyReLU(0.2)]
    return (nn.Sequential(*generator, nn.Linear(n, 784), nn.Tanh(), Shape(1, 28, 28)),
            nn.Sequential(*discriminator, nn.Linear(256, 1)))


def dcgan_transposed():
    generator = nn.Sequential(
        nn.Linear(100, 1024), nn.Tanh(),
        nn.Linear(1024, 6272), nn.BatchNorm1d(6272, eps=1e-3, momentum=0.01), nn.Tanh(), Shape(128, 7, 7),
        nn.ConvTranspose2d(128, 64, 5, stride=2, padding=2, output_padding=1), nn.Tanh(),
        nn.ConvTranspose2d(64, 1, 5, stride=2, padding=2, output_padding=1), nn.Tanh())
    discriminator = nn.Sequential(
        nn.Conv2d(1, 64, 5, padding=2), nn.Tanh(), nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 5), nn.Tanh(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(3200, 1024), nn.Tanh(), nn.Linear(1024, 1))
    return generator, discriminator


class KerasAdam(torch.optim.Optimizer):
    """Adds epsilon before the bias of the second moment is corrected: early on, 31 times PyTorch's own by its effect."""

    def __init__(self, parameters, rate=2e-4, beta1=0.5, beta2=0.999, epsilon=1e-7):
        super().__init__(parameters, dict(rate=rate, beta1=beta1, beta2=beta2, epsilon=epsilon))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["beta1"], group["beta2"]
            for parameter in group["params"]:
                state = self.state[parameter]
                if not state:
                    state.update(t=0, m=torch.zeros_like(parameter), v=torch.zeros_like(parameter))
                state["t"] += 1
                state["m"].mul_(beta1).add_(parameter.grad, alpha=1 - beta1)
                state["v"].mul_(beta2).addcmul_(parameter.grad, parameter.grad, value=1 - beta2)
                rate = group["rate"] * (1 - beta2 ** state["t"]) ** 0.5 / (1 - beta1 ** state["t"])
                parameter.addcdiv_(state["m"], state["v"].sqrt().add_(group["epsilon"]), value=-rate)


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
        d_loss, g_loss = train_step(generator, discriminator, g_adam, d_adam, real, shown, learnt)
        if step % 500 == 0:
            print(f"step {step}: d_loss {d_loss.item():.3f} (of the fakes), g_loss {g_loss.item():.3f}, "
                  f"{time.time() - started:.0f} s", flush=True)


def train_step(generator, discriminator, g_adam, d_adam, real, shown, learnt):
    """Updates the discriminator on real and then on generated images, then the generator; the last losses of both."""
    loss = nn.BCEWithLogitsLoss()
    ones, zeros = torch.ones(128, 1), torch.zeros(128, 1)
    with torch.no_grad():
        fake = detached(generator, shown)
    for batch, label in ((real, ones), (fake, zeros)):
        d_adam.zero_grad()
        d_loss = loss(discriminator(batch), label)
        d_loss.backward()
        d_adam.step()
    discriminator.requires_grad_(False)
    g_adam.zero_grad()
    g_loss = loss(discriminator(generator(learnt)), ones)
    g_loss.backward()
    g_adam.step()
    discriminator.requires_grad_(True)
    return d_loss, g_loss


def detached(generator, latents):
    """Images for the discriminator's update: by the statistics of their batch, which leave the running ones alone."""
    norms = [m for m in generator.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.momentum = 0.0
    fakes = generator(latents)
    for norm, momentum in zip(norms, momenta):
        norm.momentum = momentum
    return fakes


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
