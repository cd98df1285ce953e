# The article's function in numpy, with the parameters that nnc info --parameters prints, pasted here from standard input.
# Prints, as JSON, what it gives for the inputs in the arguments, and the bits of the parameters.

import json
import sys

import numpy as np
from numpy import array, float32, matrix

exec(sys.stdin.read())


def leaky_relu(x):
    m = np.array((x < 0))
    x = np.array(x)
    return matrix((x * 0.2) * m + x * (~m))


def pseudo_exp(x):
    x = matrix(x)
    h1 = leaky_relu(matrix(W1) * x + matrix(b1).T)
    h2 = leaky_relu(matrix(W2) * h1 + matrix(b2).T)
    y = leaky_relu(matrix(W3) * h2 + matrix(b3).T)
    return y


parameters = {name: globals()[name] for name in ["W1", "b1", "W2", "b2", "W3", "b3"]}
print(
    json.dumps(
        {
            "outputs": [float(pseudo_exp(float(x))[0, 0]) for x in sys.argv[1:]],
            "parameters": [
                {"name": name, "type": value.dtype.str, "shape": list(value.shape), "bits": value.view("<u4").ravel().tolist()}
                for name, value in parameters.items()
            ],
        }
    )
)
