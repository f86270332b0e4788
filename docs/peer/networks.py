"""Networks of gan4j in PyTorch: each function gives a generator and a discriminator, with layers in the order of gan4j's.

Keras' epsilon and momentum in BatchNorm are said (PyTorch's momentum is 1 minus it); no network here has dropout.
"""
import torch
import torch.nn as nn


class Shape(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.reshape(x.shape[0], *self.shape)


class OfClass(nn.Module):
    """Rows times a vector for the class of each, and layers."""

    def __init__(self, classes, size, *layers):
        super().__init__()
        self.embedding = nn.Embedding(classes, size)
        self.layers = nn.Sequential(*layers)

    def forward(self, rows, labels):
        return self.layers(rows.flatten(1) * self.embedding(labels))


class Heads(nn.Module):
    """A score, and the logits of the classes beside it."""

    def __init__(self, classes, size, *layers):
        super().__init__()
        self.layers = nn.Sequential(*layers, nn.Flatten())
        self.score, self.classes = nn.Linear(size, 1), nn.Linear(size, classes)

    def forward(self, images):
        features = self.layers(images)
        return self.score(features), self.classes(features)


def mlp_generator():
    """What makes an image of a row of 100."""
    layers, n = [], 100
    for size in (256, 512, 1024):
        layers += [nn.Linear(n, size), nn.LeakyReLU(0.2), nn.BatchNorm1d(size, eps=1e-3, momentum=0.2)]
        n = size
    return layers + [nn.Linear(n, 784), nn.Tanh(), Shape(1, 28, 28)]


def mlp():
    discriminator = [Shape(784), nn.Linear(784, 512), nn.LeakyReLU(0.2), nn.Linear(512, 256), nn.LeakyReLU(0.2)]
    return nn.Sequential(*mlp_generator()), nn.Sequential(*discriminator, nn.Linear(256, 1))


def cgan():
    hidden, n = [], 784
    for _ in range(3):
        hidden += [nn.Linear(n, 512), nn.LeakyReLU(0.2)]
        n = 512
    return OfClass(10, 100, *mlp_generator()), OfClass(10, 784, *hidden, nn.Linear(n, 1))


def acgan():
    generator = OfClass(
        10, 100, nn.Linear(100, 3456), nn.ReLU(), Shape(384, 3, 3),
        nn.ConvTranspose2d(384, 192, 5), nn.ReLU(), nn.BatchNorm2d(192, eps=1e-3, momentum=0.01),
        *same_transposed(192, 96), nn.ReLU(), nn.BatchNorm2d(96, eps=1e-3, momentum=0.01),
        *same_transposed(96, 1), nn.Tanh())
    layers, n = [], 1
    for size, stride in (32, 2), (64, 1), (128, 2), (256, 1):
        layers += [*same(n, size, stride), nn.LeakyReLU(0.2)]
        n = size
    return generator, Heads(10, 7 * 7 * 256, *layers)


def same(n, size, stride):
    """Keras' 3x3 convolution with padding "same", which pads behind alone where the stride is 2."""
    return nn.ZeroPad2d((2 - stride, 1) * 2), nn.Conv2d(n, size, 3, stride=stride)


def same_transposed(n, size):
    """Keras' 5x5 transposed convolution with padding "same" and a stride of 2: three pixels less, two of them behind."""
    return nn.ConvTranspose2d(n, size, 5, stride=2, padding=1), nn.ZeroPad2d((0, -1, 0, -1))


def dcgan_transposed():
    """But for the padding of the transposed convolutions, which is a pixel before where Keras' is behind."""
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
