"""Training steps: D, G and the average of G, as PyTorch scripts are usually written."""
import torch
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

import networks
import r3gan
import stylegan2

WIDTHS = [64, 64, 32, 16]  # channels at 4, 8, 16, 32 pixels


def real_or_fake(logits_real, logits_fake):
    return (F.binary_cross_entropy_with_logits(logits_real, torch.ones_like(logits_real))
            + F.binary_cross_entropy_with_logits(logits_fake, torch.zeros_like(logits_fake)))


def taken_for_real(logits_fake):
    return F.binary_cross_entropy_with_logits(logits_fake, torch.ones_like(logits_fake))


def slopes(logits, samples):
    """The squared norm of the gradient at each sample."""
    gradient, = torch.autograd.grad(logits.sum(), samples, create_graph=True)
    return gradient.square().flatten(1).sum(1)


class Game:
    """DCGAN with 64 pixels; the other games say what they do otherwise."""

    latent, batch, shape, average = 100, 64, (3, 64, 64), True

    def __init__(self, compiled, bf16=False):
        self.bf16 = bf16
        self.generator, self.discriminator = self.players()
        self.opt_g = self.optimizer(self.generator, "g")
        self.opt_d = self.optimizer(self.discriminator, "d")
        self.reals = torch.rand(self.batch, *self.shape) * 2 - 1
        self.ema = AveragedModel(self.generator, multi_avg_fn=get_ema_multi_avg_fn(0.999))
        self.forge = torch.compile(self.generator) if compiled else self.generator
        # torch.compile has no second derivatives: a D that is penalised stays as it is.
        twice = type(self).d_loss is not Game.d_loss
        self.judge = torch.compile(self.discriminator) if compiled and not twice else self.discriminator

    def players(self):
        return (networks.dcgan_generator(64, 3, self.latent).apply(networks.dcgan_start),
                networks.dcgan_discriminator(64, 3).apply(networks.dcgan_start))

    def optimizer(self, network, _):
        return torch.optim.Adam(network.parameters(), lr=2e-4, betas=(0.5, 0.999))

    def d_loss(self, reals, fakes):
        return real_or_fake(self.judge(reals), self.judge(fakes))

    def g_loss(self, fakes):
        return taken_for_real(self.judge(fakes))

    def noise(self):
        return torch.randn(self.batch, self.latent)

    def autocast(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.bf16)

    def step(self):
        with self.autocast():
            fakes = self.forge(self.noise())
            d_loss = self.d_loss(self.reals, fakes.detach())
        self.opt_d.zero_grad()
        d_loss.backward()
        self.opt_d.step()
        with self.autocast():
            g_loss = self.g_loss(fakes)
        self.opt_g.zero_grad()
        g_loss.backward()
        self.opt_g.step()
        if self.average:
            self.ema.update_parameters(self.generator)


class Mlp(Game):
    batch, shape, average = 100, (784,), False

    def __init__(self, compiled, bf16=False):
        super().__init__(compiled, bf16)
        self.reals = self.reals * 0.5 + 0.5

    def players(self):
        return (networks.mlp_generator().apply(networks.uniform_start(0.05)),
                networks.mlp_discriminator().apply(networks.uniform_start(0.005)))

    def optimizer(self, network, side):
        return torch.optim.SGD(network.parameters(), lr=0.1 if side == "g" else 0.05, momentum=0.5)

    def noise(self):
        return (torch.rand(self.batch, self.latent) * 2 - 1) * 3 ** 0.5


class Dcgan28(Game):
    latent, shape = 64, (1, 28, 28)

    def players(self):
        return (networks.dcgan_generator(28, 1, 64, hidden=256).apply(networks.dcgan_start),
                networks.dcgan_discriminator(28, 1, hidden=256).apply(networks.dcgan_start))


class Penalised(Game):
    def players(self):
        return (networks.dcgan_generator(64, 3, self.latent).apply(networks.dcgan_start),
                networks.dcgan_discriminator(64, 3, norm=False).apply(networks.dcgan_start))


class R1(Penalised):
    def d_loss(self, reals, fakes):
        reals = reals.detach().requires_grad_()
        logits = self.judge(reals)
        return real_or_fake(logits, self.judge(fakes)) + 5 * slopes(logits, reals).mean()


class WganGp(Penalised):
    def d_loss(self, reals, fakes):
        critic = self.judge(fakes).mean() - self.judge(reals).mean()
        between = torch.lerp(fakes, reals, torch.rand(self.batch, 1, 1, 1)).requires_grad_()
        return critic + 10 * (slopes(self.judge(between), between).sqrt() - 1).square().mean()

    def g_loss(self, fakes):
        return -self.judge(fakes).mean()


class StyleGan2(Game):
    """G first, on latents of its own; lazy R1 every 16 steps; no path lengths, no style mixing."""

    latent, batch, shape = 64, 16, (3, 32, 32)
    steps = 0

    def players(self):
        return (stylegan2.Generator(32, 3, 64, 64, 2, 512, 64),
                stylegan2.Discriminator(32, 3, 512, 64))

    def optimizer(self, network, side):
        share = 16 / 17 if side == "d" else 1  # of the steps with R1 between the others
        return torch.optim.Adam(network.parameters(), lr=2.5e-3 * share, betas=(0.0, 0.99 ** share))

    def step(self):
        self.opt_g.zero_grad()
        self.g_loss(self.forge(self.noise())).backward()
        self.opt_g.step()
        with torch.no_grad():
            fakes = self.forge(self.noise())
        self.opt_d.zero_grad()
        self.d_loss(self.reals, fakes).backward()
        self.opt_d.step()
        if self.steps % 16 == 0:
            self.regularise()
        self.steps += 1
        self.ema.update_parameters(self.generator)

    def regularise(self):
        reals = self.reals.detach().requires_grad_()
        self.opt_d.zero_grad()
        # Not the compiled D: torch.compile has no second derivatives.
        (slopes(self.discriminator(reals), reals).mean() * (0.1 / 2 * 16)).backward()
        self.opt_d.step()


class R3Gan(Game):
    """Pairs of logits, R1 and R2 in every step."""

    latent, batch, shape = 64, 32, (3, 32, 32)

    def players(self):
        return r3gan.Generator(64, WIDTHS, 3), r3gan.Discriminator(WIDTHS, 3)

    def optimizer(self, network, _):
        return torch.optim.Adam(network.parameters(), lr=5e-4, betas=(0.0, 0.9))

    def d_loss(self, reals, fakes):
        reals, fakes = reals.detach().requires_grad_(), fakes.detach().requires_grad_()
        real, fake = self.judge(reals), self.judge(fakes)
        return F.softplus(fake - real).mean() + slopes(real, reals).mean() + slopes(fake, fakes).mean()

    def g_loss(self, fakes):
        return F.softplus(self.judge(self.reals).detach() - self.judge(fakes)).mean()


CASES = {
    "mlp": Mlp, "dcgan28": Dcgan28, "dcgan64": Game, "dcgan64-r1": R1,
    "dcgan64-wgan-gp": WganGp, "stylegan2-32": StyleGan2, "r3gan-32": R3Gan,
}
