"""Small dense networks as PyTorch's users write them, with the shapes of one row of their inputs. Exports nothing.

Each runs in PyTorch 1.13 as well as in 2.15. Parameters and running statistics are drawn, so that none is zero or one by chance.
"""

import torch
from torch import nn
from torch.nn import functional


def dense(activation, width=8):
    return nn.Sequential(nn.Linear(4, width), activation, nn.Linear(width, 3))


class Function(nn.Module):
    """A layer, a function of its results, a layer."""

    def __init__(self, function, width=8, after=None):
        super().__init__()
        self.first = nn.Linear(4, width)
        self.last = nn.Linear(after or width, 3)
        self.function = function

    def forward(self, x):
        return self.last(self.function(self.first(x)))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.entry = nn.Linear(4, 6)
        self.blocks = nn.ModuleList(nn.Linear(6, 6) for _ in range(2))
        self.exit = nn.Linear(6, 2)

    def forward(self, x):
        x = torch.relu(self.entry(x))
        for block in self.blocks:
            x = x + torch.tanh(block(x))
        return self.exit(x)


class Branches(nn.Module):
    """Two inputs, joined; two outputs."""

    def __init__(self):
        super().__init__()
        self.left = nn.Linear(3, 5)
        self.right = nn.Linear(2, 4)
        self.joined = nn.Linear(9, 4)

    def forward(self, state, action):
        both = self.joined(torch.cat([torch.relu(self.left(state)), torch.tanh(self.right(action))], dim=-1))
        mean, deviation = both.chunk(2, dim=-1)
        return mean, functional.softplus(deviation) + 0.001


class Views(nn.Module):
    def __init__(self):
        super().__init__()
        self.rows = nn.Linear(4, 3)
        self.columns = nn.Linear(6, 2)
        self.last = nn.Linear(6, 2)

    def forward(self, x):
        x = x.view(-1, 6, 4)
        x = functional.elu(self.rows(x)).transpose(1, 2)
        x = self.columns(x).flatten(1)
        return self.last(x.reshape(x.size(0), -1))


class Standardised(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([12.0, -3.5, 250.0, 0.125]))
        self.register_buffer("deviation", torch.tensor([4.0, 0.3, 75.0, 0.011]))
        self.layers = dense(nn.ReLU())

    def forward(self, x):
        return self.layers((x - self.mean) / self.deviation) * 40.0 + 7.5


class Tied(nn.Module):
    """An autoencoder that decodes with the matrix it encoded with."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(6, 3)
        self.bias = nn.Parameter(torch.zeros(6))

    def forward(self, x):
        return functional.linear(torch.sigmoid(self.encoder(x)), self.encoder.weight.t(), self.bias)


class Embedded(nn.Module):
    """Two columns that count and three that measure."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(7, 3)
        self.layers = nn.Sequential(nn.Linear(9, 6), nn.ReLU(), nn.Linear(6, 1))

    def forward(self, columns, measured):
        return self.layers(torch.cat([self.table(columns).flatten(1), measured], dim=1))


class Gated(nn.Module):
    def __init__(self):
        super().__init__()
        self.both = nn.Linear(4, 12)
        self.last = nn.Linear(6, 2)

    def forward(self, x):
        return self.last(functional.glu(self.both(x), dim=-1))


class Mixture(nn.Module):
    """Two experts, weighted."""

    def __init__(self):
        super().__init__()
        self.gate = nn.Linear(4, 2)
        self.experts = nn.ModuleList(nn.Linear(4, 3) for _ in range(2))

    def forward(self, x):
        weights = torch.softmax(self.gate(x), dim=1)
        answers = torch.stack([torch.tanh(expert(x)) for expert in self.experts], dim=1)
        return (weights.unsqueeze(-1) * answers).sum(dim=1)


class Fourier(nn.Module):
    """Features of a coordinate network."""

    def __init__(self):
        super().__init__()
        self.register_buffer("frequencies", torch.tensor([1.0, 2.0, 4.0]))
        self.layers = nn.Sequential(nn.Linear(12, 8), nn.SiLU(), nn.Linear(8, 3), nn.Sigmoid())

    def forward(self, x):
        angles = (x.unsqueeze(-1) * self.frequencies).flatten(1)
        return self.layers(torch.cat([torch.sin(angles), torch.cos(angles)], dim=-1))


class Attention(nn.Module):
    """One head over four positions of three numbers."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(3, 3) for _ in range(3))
        self.norm = nn.LayerNorm(3)

    def forward(self, x):
        scores = torch.matmul(self.query(x), self.key(x).transpose(-2, -1)) / 3**0.5
        return self.norm(x + torch.matmul(torch.softmax(scores, dim=-1), self.value(x)))


class Bound(nn.Module):
    """What a controller does with its command."""

    def __init__(self):
        super().__init__()
        self.layers = dense(nn.Tanh())

    def forward(self, x):
        command = self.layers(x)
        return torch.clamp(command, min=-1.0), torch.where(command > 0.25, command, command * 0.125), torch.argmax(command, dim=1)


class Distances(nn.Module):
    """Radial basis functions, as text books have them."""

    def __init__(self):
        super().__init__()
        self.centres = nn.Parameter(torch.zeros(6, 2))
        self.widths = nn.Parameter(torch.zeros(6))
        self.last = nn.Linear(6, 2)

    def forward(self, x):
        distances = (x.unsqueeze(1) - self.centres).pow(2).sum(-1)
        return self.last(torch.exp(-distances * self.widths.abs()))


class Centred(nn.Module):
    """A dueling head: a value and what each action adds, less their mean."""

    def __init__(self):
        super().__init__()
        self.trunk = nn.Linear(4, 6)
        self.value = nn.Linear(6, 1)
        self.advantage = nn.Linear(6, 3)

    def forward(self, x):
        x = functional.leaky_relu(self.trunk(x))
        advantage = self.advantage(x)
        return self.value(x) + advantage - advantage.mean(dim=1, keepdim=True)


def of_rank_one():
    return nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 2))


def weight_norm():
    return nn.Sequential(nn.utils.weight_norm(nn.Linear(4, 6)), nn.Tanh(), nn.utils.weight_norm(nn.Linear(6, 2)))


def batch_norm():
    return nn.Sequential(
        nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.2), nn.Linear(8, 6), nn.ReLU(), nn.BatchNorm1d(6), nn.Linear(6, 2)
    )


FEATURES = [(1, 4)]

# Name: how the network is made, and the shape of one row of each input.
NETWORKS = {
    "relu": (lambda: dense(nn.ReLU()), FEATURES),
    "no-bias": (lambda: nn.Sequential(nn.Linear(4, 6, bias=False), nn.ReLU(), nn.Linear(6, 2, bias=False)), FEATURES),
    "leaky-relu": (lambda: dense(nn.LeakyReLU(0.2)), FEATURES),
    "tanh": (lambda: dense(nn.Tanh()), FEATURES),
    "sigmoid": (lambda: nn.Sequential(dense(nn.Sigmoid()), nn.Sigmoid()), FEATURES),
    "elu": (lambda: dense(nn.ELU(1.5)), FEATURES),
    "selu": (lambda: dense(nn.SELU()), FEATURES),
    "celu": (lambda: dense(nn.CELU(0.5)), FEATURES),
    "gelu": (lambda: dense(nn.GELU()), FEATURES),
    "gelu-tanh": (lambda: dense(nn.GELU(approximate="tanh")), FEATURES),
    "silu": (lambda: dense(nn.SiLU()), FEATURES),
    "mish": (lambda: dense(nn.Mish()), FEATURES),
    "softplus": (lambda: dense(nn.Softplus(beta=2.0)), FEATURES),
    "softsign": (lambda: dense(nn.Softsign()), FEATURES),
    "hardtanh": (lambda: dense(nn.Hardtanh(-0.5, 1.5)), FEATURES),
    "relu6": (lambda: dense(nn.ReLU6()), FEATURES),
    "hardswish": (lambda: dense(nn.Hardswish()), FEATURES),
    "hardsigmoid": (lambda: dense(nn.Hardsigmoid()), FEATURES),
    "hardshrink": (lambda: dense(nn.Hardshrink(0.4)), FEATURES),
    "softshrink": (lambda: dense(nn.Softshrink(0.4)), FEATURES),
    "tanhshrink": (lambda: dense(nn.Tanhshrink()), FEATURES),
    "threshold": (lambda: dense(nn.Threshold(0.3, 0.0)), FEATURES),
    "logsigmoid": (lambda: dense(nn.LogSigmoid()), FEATURES),
    "rrelu": (lambda: dense(nn.RReLU()), FEATURES),
    "prelu": (lambda: dense(nn.PReLU(8)), FEATURES),
    "prelu-shared": (lambda: dense(nn.PReLU()), FEATURES),
    "relu-squared": (lambda: Function(lambda x: torch.relu(x) ** 2), FEATURES),
    "sine": (lambda: Function(lambda x: torch.sin(3.0 * x)), FEATURES),
    "exp-log": (lambda: Function(lambda x: torch.log(torch.exp(x) + torch.sqrt(torch.abs(x)) + 1.5)), FEATURES),
    "remainder": (lambda: Function(lambda x: torch.floor(x) + torch.remainder(x, 0.75)), FEATURES),
    "maxout": (lambda: Function(lambda x: x.view(-1, 4, 2).max(dim=-1).values, after=4), FEATURES),
    "normalised": (lambda: Function(lambda x: functional.normalize(x, dim=1)), FEATURES),
    "batch-norm": (batch_norm, FEATURES),
    "layer-norm": (lambda: nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.GELU(), nn.Linear(8, 2)), FEATURES),
    "group-norm": (lambda: nn.Sequential(nn.Linear(4, 8), nn.GroupNorm(2, 8), nn.ReLU(), nn.Linear(8, 2)), FEATURES),
    "softmax": (lambda: nn.Sequential(dense(nn.ReLU()), nn.Softmax(dim=1)), FEATURES),
    "log-softmax": (lambda: nn.Sequential(dense(nn.ReLU()), nn.LogSoftmax(dim=-1)), FEATURES),
    "softmax-first-axis": (lambda: nn.Sequential(nn.Linear(3, 2), nn.Softmax(dim=1)), [(1, 4, 3)]),
    "residual": (Residual, FEATURES),
    "branches": (Branches, [(1, 3), (1, 2)]),
    "views": (Views, [(1, 24)]),
    "standardised": (Standardised, FEATURES),
    "tied": (Tied, [(1, 6)]),
    "embedding": (Embedded, [(1, 2), (1, 3)]),
    "glu": (Gated, FEATURES),
    "mixture": (Mixture, FEATURES),
    "fourier": (Fourier, [(1, 2)]),
    "attention": (Attention, [(1, 4, 3)]),
    "bound": (Bound, FEATURES),
    "radial": (Distances, [(1, 2)]),
    "dueling": (Centred, FEATURES),
    "rank-one": (of_rank_one, [(4,)]),
    "rank-three": (of_rank_one, [(1, 3, 4)]),
    "weight-norm": (weight_norm, FEATURES),
    "bilinear": (lambda: nn.Bilinear(3, 2, 2), [(1, 3), (1, 2)]),
    "identity": (lambda: nn.Sequential(nn.Linear(4, 5), nn.Identity(), nn.Linear(5, 2)), FEATURES),
}


def network(name):
    """In evaluation, its parameters drawn; the shapes of its inputs for one row."""
    torch.manual_seed(11)
    make, shapes = NETWORKS[name]
    made = make()
    with torch.no_grad():
        for _, parameter in sorted(made.named_parameters()):
            if parameter.dim() < 2:
                parameter.add_(torch.randn(parameter.shape) * 0.25)
            elif isinstance(made, Distances):
                parameter.copy_(torch.randn(parameter.shape))
        for key, buffer in sorted(made.named_buffers()):
            if key.endswith("running_mean"):
                buffer.copy_(torch.randn(buffer.shape))
            if key.endswith("running_var"):
                buffer.copy_(torch.rand(buffer.shape) + 0.25)
    return made.eval(), shapes
