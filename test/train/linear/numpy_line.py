"""Trains y = W*x + b on e^x with numpy, in float32, by the formulas Chainer uses; and sums the loss over a grid.

Reads {"batches": [[x, ...], ...], "rate": r, "grid": n} as JSON and writes the steps and the surface as JSON.
"""

import json
import sys

import numpy as np

given = json.load(sys.stdin)
weight = np.zeros((1, 1), np.float32)
bias = np.zeros(1, np.float32)
steps = []
for batch in given["batches"]:
    x = np.array(batch, np.float32).reshape(-1, 1)
    t = np.exp(x.astype(np.float64)).astype(np.float32)
    # Linear and mean_squared_error, forwards and backwards.
    y = x.dot(weight.T) + bias
    difference = y - t
    upstream = np.float32(2.0 / difference.size) * difference
    gradient_weight = upstream.T.dot(x)
    gradient_bias = upstream.sum(0)
    pairs = {
        "parameters": (weight, bias),
        "byHand": ((2 * ((y - t) * x)).mean(dtype=np.float64), (2 * (y - t)).mean(dtype=np.float64)),
        "byBackPropagation": (gradient_weight, gradient_bias),
        "next": (
            float(weight[0, 0]) - given["rate"] * float(gradient_weight[0, 0]),
            float(bias[0]) - given["rate"] * float(gradient_bias[0]),
        ),
    }
    weight = weight - np.float32(given["rate"]) * gradient_weight
    bias = bias - np.float32(given["rate"]) * gradient_bias
    pairs["updated"] = (weight, bias)
    step = {name: {"W": float(np.ravel(W)[0]), "b": float(np.ravel(b)[0])} for name, (W, b) in pairs.items()}
    steps.append({"t": t.ravel().tolist(), "y": y.ravel().tolist(), **step})

axis = np.linspace(-1, 3, given["grid"])
W, b = np.meshgrid(axis, axis)
loss = np.zeros_like(W)
for x in np.linspace(0, 1, 10):
    loss += (W * x + b - np.exp(x)) ** 2
json.dump({"steps": steps, "axis": axis.tolist(), "loss": loss.ravel().tolist()}, sys.stdout)
