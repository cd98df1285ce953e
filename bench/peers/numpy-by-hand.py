# A peer: forward, backward and Adam written by hand in numpy, arrays allocated once, one thread.
# Prints one line of JSON for one task and keeps nothing.
import json
import re
import statistics
import sys
import time

import numpy as np

F = np.float32


class Trainer:
    """Leaky ReLU after every layer, mean squared error, Adam over one flat block of float32 parameters."""

    def __init__(self, widths, slope, batch):
        shapes = [shape for i, o in zip(widths, widths[1:]) for shape in ((i, o), (o,))]
        sizes = [int(np.prod(shape)) for shape in shapes]
        self.parameters = np.zeros(sum(sizes), F)
        self.gradients = np.zeros_like(self.parameters)
        self.first, self.second, self.work, self.root = (np.zeros_like(self.parameters) for _ in range(4))

        def views(block):
            return [part.reshape(s) for part, s in zip(np.split(block, np.cumsum(sizes)[:-1]), shapes)]

        self.weights, self.biases = views(self.parameters)[::2], views(self.parameters)[1::2]
        self.weight_gradients, self.bias_gradients = views(self.gradients)[::2], views(self.gradients)[1::2]
        self.sums = [np.zeros((batch, width), F) for width in widths[1:]]
        self.values = [np.zeros((batch, width), F) for width in widths[1:]]
        self.errors = [np.zeros((batch, width), F) for width in widths[1:]]
        self.slope, self.steps = F(slope), 0

    def step(self, x, t):
        value = x
        for weights, biases, sums, result in zip(self.weights, self.biases, self.sums, self.values):
            np.matmul(value, weights, out=sums)
            sums += biases
            np.multiply(sums, self.slope, out=result)
            value = np.maximum(sums, result, out=result)
        error = self.errors[-1]
        np.subtract(value, t, out=error)
        loss = float(np.vdot(error, error)) / error.size
        error *= F(2 / error.size)
        for layer in range(len(self.weights) - 1, -1, -1):
            error = self.errors[layer]
            error *= np.where(self.sums[layer] > 0, F(1), self.slope)
            before = x if layer == 0 else self.values[layer - 1]
            np.matmul(before.T, error, out=self.weight_gradients[layer])
            np.sum(error, axis=0, out=self.bias_gradients[layer])
            if layer > 0:
                np.matmul(error, self.weights[layer].T, out=self.errors[layer - 1])
        self.adam()
        return loss

    def adam(self):
        self.steps += 1
        first_correction, second_correction = 1 - 0.9**self.steps, 1 - 0.999**self.steps
        work, root = self.work, self.root
        np.subtract(self.gradients, self.first, out=work)
        work *= F(0.1)
        self.first += work
        np.multiply(self.gradients, self.gradients, out=work)
        work -= self.second
        work *= F(0.001)
        self.second += work
        np.sqrt(self.second, out=root)
        root += F(1e-8 * second_correction**0.5)
        np.divide(self.first, root, out=work)
        work *= F(1e-3 * second_correction**0.5 / first_correction)
        self.parameters -= work


def article(seed):
    random = np.random.default_rng(seed)
    trainer = Trainer([1, 16, 32, 1], 0.2, 100)
    for weights in trainer.weights:
        weights[...] = random.normal(0, weights.shape[0] ** -0.5, weights.shape)
    losses = []
    start, cpu = time.perf_counter(), time.process_time()
    for _ in range(10_000):
        x = random.random((100, 1), F)
        losses.append(trainer.step(x, np.exp(x)))
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
    return {"seconds": seconds, "cpuSeconds": cpu_seconds, "loss": statistics.median(losses[-100:])}


def wide(file, warm_up, steps):
    values = np.fromfile(file, dtype="<f4")
    batch, count = int(values[0]), int(values[1])
    widths = [int(width) for width in values[2 : 3 + count]]
    offset = 3 + count

    def take(*shape):
        nonlocal offset
        size = int(np.prod(shape))
        offset += size
        return values[offset - size : offset].reshape(shape).copy()

    trainer = Trainer(widths, 0, batch)
    for weights, biases in zip(trainer.weights, trainer.biases):
        weights[...] = take(*weights.shape[::-1]).T
        biases[...] = take(*biases.shape)
    x, t = take(batch, widths[0]), take(batch, widths[-1])
    times = []
    for count in range(warm_up + steps):
        start = time.perf_counter()
        loss = trainer.step(x, t)
        if count >= warm_up:
            times.append(time.perf_counter() - start)
    return {"millisecondsPerStep": 1000 * statistics.median(times), "loss": loss}


def gemm(sizes):
    results = []
    for n in sizes:
        i, j = np.indices((n, n))
        a = (((7 * i + 3 * j) % 11 - 5) / 8).astype(F)
        b = (((5 * i + 2 * j) % 13 - 6) / 8).astype(F)
        c = np.zeros((n, n), F)
        np.matmul(a, b, out=c)
        checksum = float(np.sum((i % 13) * (j % 7) * c.astype(np.float64)))
        times = []
        end = time.perf_counter() + 0.5
        while time.perf_counter() < end or len(times) < 5:
            start = time.perf_counter()
            np.matmul(a, b, out=c)
            times.append(time.perf_counter() - start)
        results.append({"gflops": 2 * n**3 / min(times) / 1e9, "checksum": checksum})
    return results


def blas():
    """The library whose matrix product numpy calls, as far as the system tells."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            found = re.search(r"openblas|mkl|blis|libblas", maps.read())
    except OSError:
        found = None
    return {"openblas": "OpenBLAS", "mkl": "MKL", "blis": "BLIS", "libblas": "reference BLAS"}.get(
        found.group() if found else "", "unknown BLAS"
    )


task, *rest = sys.argv[1:]
if task == "version":
    result = {"version": f"{np.__version__}, {blas()}"}
elif task == "article":
    result = article(int(rest[0]))
elif task == "wide":
    result = wide(rest[0], int(rest[1]), int(rest[2]))
elif task == "gemm":
    result = gemm([int(size) for size in rest])
else:
    sys.exit(f"no task {task}")
print(json.dumps(result))
