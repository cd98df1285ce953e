# Trains a 16-32 tanh network on the samples of a file for so many seconds of processor time and prints its largest error on other points.
# Called by bench/several.ts: peers.py NAME FILE SECONDS; NAME is sklearn-lbfgs, torch-adam or torch-lbfgs.
import math
import sys
import time

import numpy

name, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
numbers = numpy.fromfile(path)
inputs, outputs, fitted, dense = (int(one) for one in numbers[:4])
rows = numbers[4:].reshape(fitted + dense, inputs + outputs)
points, values = rows[:, :inputs], rows[:, inputs:]
middle, spread = values[:fitted].mean(axis=0), values[:fitted].std(axis=0)
low, high = points.min(axis=0), points.max(axis=0)
points = (2 * points - low - high) / (high - low)
x, y = points[:fitted], (values[:fitted] - middle) / spread


def sklearn_lbfgs():
    import warnings

    from sklearn.neural_network import MLPRegressor

    warnings.filterwarnings("ignore")
    way = {"solver": "lbfgs", "alpha": 0, "tol": 0, "max_iter": 500, "max_fun": 10**9, "warm_start": True}
    model = MLPRegressor(hidden_layer_sizes=(16, 32), activation="tanh", random_state=3, **way)
    end = time.process_time() + seconds
    while time.process_time() < end:
        model.fit(x, y if outputs > 1 else y[:, 0])
    return lambda at: model.predict(at).reshape(-1, outputs)


def torch_model():
    import torch

    torch.manual_seed(3)
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    layers = [torch.nn.Linear(inputs, 16), torch.nn.Tanh(), torch.nn.Linear(16, 32), torch.nn.Tanh(), torch.nn.Linear(32, outputs)]
    return torch, torch.nn.Sequential(*layers), torch.from_numpy(x), torch.from_numpy(y)


def predicted(torch, model):
    def predict(at):
        with torch.no_grad():
            return model(torch.from_numpy(at)).numpy()

    return predict


def torch_adam():
    torch, model, tx, ty = torch_model()
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-2)
    start = time.process_time()
    while (share := (time.process_time() - start) / seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = 1e-2 * (1 + math.cos(math.pi * share)) / 2
        rows = torch.randint(fitted, (256,))
        optimiser.zero_grad()
        ((model(tx[rows]) - ty[rows]) ** 2).mean().backward()
        optimiser.step()
    return predicted(torch, model)


def torch_lbfgs():
    torch, model, tx, ty = torch_model()
    way = {"max_iter": 20, "history_size": 100, "tolerance_grad": 0, "tolerance_change": 0, "line_search_fn": "strong_wolfe"}
    optimiser = torch.optim.LBFGS(model.parameters(), **way)

    def closure():
        optimiser.zero_grad()
        loss = ((model(tx) - ty) ** 2).mean()
        loss.backward()
        return loss

    end = time.process_time() + seconds
    while time.process_time() < end:
        optimiser.step(closure)
    return predicted(torch, model)


predict = {"sklearn-lbfgs": sklearn_lbfgs, "torch-adam": torch_adam, "torch-lbfgs": torch_lbfgs}[name]()
print(numpy.abs(predict(points[fitted:]) * spread + middle - values[fitted:]).max())
