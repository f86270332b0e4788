"""The steps that gan4j's trainers make, in PyTorch: each updates both networks and gives the losses by gan4j's names."""
from contextlib import contextmanager

import torch
import torch.nn as nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy


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


def separate_step(generator, discriminator, g_adam, d_adam, real, shown, learnt, *labels):
    """Updates the discriminator on real and then on generated images, then the generator; labels are for both networks."""
    fake = detached(generator, shown, *labels)
    d_losses = []
    for images, target in (real, 1.0), (fake, 0.0):
        d_losses.append(game_loss(discriminator(images, *labels), target))
        update(d_adam, d_losses[-1])
    with frozen(discriminator):
        g_loss = game_loss(discriminator(generator(learnt, *labels), *labels), 1.0)
        update(g_adam, g_loss)
    return {"d_loss": sum(d_losses) / 2, "g_loss": g_loss}


def auxiliary_step(generator, discriminator, g_adam, d_adam, real, shown, learnt, labels):
    """Updates the discriminator, which says classes too, on real and generated images together, then the generator."""
    images = torch.cat([real, detached(generator, shown, labels)])
    (on_real, on_fake), (classes, _) = (said.chunk(2) for said in discriminator(images))
    d_class = cross_entropy(classes, labels)
    d_loss = (game_loss(on_real, 0.95) + game_loss(on_fake, 0.0)) / 2 + d_class
    update(d_adam, d_loss)
    with frozen(discriminator):
        scores, classes = discriminator(generator(learnt, labels))
        g_class = cross_entropy(classes, labels)
        g_loss = game_loss(scores, 1.0) + g_class
        update(g_adam, g_loss)
    return {"d_loss": d_loss, "g_loss": g_loss, "d_class": d_class, "g_class": g_class}


def game_loss(scores, target):
    return binary_cross_entropy_with_logits(scores, torch.full_like(scores, target))


def update(adam, loss):
    adam.zero_grad()
    loss.backward()
    adam.step()


@contextmanager
def frozen(network):
    network.requires_grad_(False)
    yield
    network.requires_grad_(True)


@torch.no_grad()
def detached(generator, *inputs):
    """Images for the discriminator's update: by the statistics of their batch, which leave the running ones alone."""
    norms = [m for m in generator.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.momentum = 0.0
    fakes = generator(*inputs)
    for norm, momentum in zip(norms, momenta):
        norm.momentum = momentum
    return fakes
