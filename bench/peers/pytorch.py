# A peer: PyTorch on the CPU, eager, one thread. Prints one line of JSON for one task and keeps nothing.
import json
import statistics
import sys
import time

import numpy
import torch

torch.set_num_threads(1)


def network(widths, slope):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers.append(torch.nn.Linear(inputs, outputs))
        layers.append(torch.nn.LeakyReLU(slope) if slope > 0 else torch.nn.ReLU())
    return torch.nn.Sequential(*layers)


def trainer(model):
    # foreach: all parameters at once; measured faster here than one by one, and faster than a scripted model.
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3, betas=(0.9, 0.999), eps=1e-8, foreach=True)

    def step(x, t):
        optimiser.zero_grad(set_to_none=True)
        loss = torch.nn.functional.mse_loss(model(x), t)
        loss.backward()
        optimiser.step()
        return loss.item()

    return step


def article(seed):
    torch.manual_seed(seed)
    model = network([1, 16, 32, 1], 0.2)
    for layer in model[::2]:
        torch.nn.init.normal_(layer.weight, 0, layer.in_features ** -0.5)
        torch.nn.init.zeros_(layer.bias)
    step = trainer(model)
    losses = []
    start, cpu = time.perf_counter(), time.process_time()
    for _ in range(10_000):
        x = torch.rand(100, 1)
        losses.append(step(x, torch.exp(x)))
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
    return {"seconds": seconds, "cpuSeconds": cpu_seconds, "loss": statistics.median(losses[-100:])}


def wide(file, warm_up, steps):
    values = numpy.fromfile(file, dtype="<f4")
    batch, count = int(values[0]), int(values[1])
    widths = [int(width) for width in values[2 : 3 + count]]
    offset = 3 + count

    def take(*shape):
        nonlocal offset
        size = int(numpy.prod(shape))
        offset += size
        return torch.from_numpy(values[offset - size : offset].reshape(shape).copy())

    model = network(widths, 0)
    with torch.no_grad():
        for layer in model[::2]:
            layer.weight.copy_(take(layer.out_features, layer.in_features))
            layer.bias.copy_(take(layer.out_features))
    x, t = take(batch, widths[0]), take(batch, widths[-1])
    step = trainer(model)
    times = []
    for count in range(warm_up + steps):
        start = time.perf_counter()
        loss = step(x, t)
        if count >= warm_up:
            times.append(time.perf_counter() - start)
    return {"millisecondsPerStep": 1000 * statistics.median(times), "loss": loss}


task, *rest = sys.argv[1:]
if task == "version":
    result = {"version": torch.__version__}
elif task == "article":
    result = article(int(rest[0]))
elif task == "wide":
    result = wide(rest[0], int(rest[1]), int(rest[2]))
else:
    sys.exit(f"no task {task}")
print(json.dumps(result))
