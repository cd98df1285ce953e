"""Exports the networks of pytorch_networks.py with the PyTorch that runs it, and records what PyTorch computes of them in float64.

    python pytorch.py          (versions: requirements-pytorch.txt, requirements-pytorch-1.13.txt)

The float64 results are those of the network converted to double after its parameters were rounded to what the file holds.
"""

import pathlib
import sys
import tempfile
import warnings

import numpy as np
import onnx
import torch

from frozen import freeze, rows_of
from pytorch_networks import Embedded, Standardised, network

warnings.simplefilter("ignore")
OLD = torch.__version__.startswith("1.13")

# Name of the file, network, exporter, operator set, and what else the exporter is told.
OLD_EXPORTS = [
    (network_name, "script", operator_set, options)
    for operator_set, names, options in [
        (9, "relu gelu hardtanh batch-norm softmax tied rank-three layer-norm hardswish views bound".split(), {}),
        (11, "branches standardised prelu softplus log-softmax".split(), {"open": True}),
        (12, "celu attention glu".split(), {}),
        (13, "softmax-first-axis".split(), {"open": True}),
        (14, "hardswish layer-norm mish maxout no-bias".split(), {}),
        (15, "residual".split(), {"functions": (torch.nn.Linear, torch.nn.Tanh)}),
        (16, "logsigmoid hardshrink".split(), {"open": True}),
        (17, "layer-norm weight-norm remainder".split(), {"open": True}),
        (17, "tanh".split(), {"type": torch.float64}),
    ]
    for network_name in names
]
NEW_EXPORTS = [
    (network_name, exporter, operator_set, options)
    for exporter, operator_set, names, options in [
        ("script", 10, "relu6 residual".split(), {}),
        ("script", 16, "exp-log rrelu".split(), {"open": True}),
        ("script", 20, "gelu gelu-tanh silu selu embedding dueling normalised mixture".split(), {}),
        (
            "dynamo",
            None,
            "relu leaky-relu sigmoid elu celu gelu gelu-tanh mish softplus softsign hardsigmoid softshrink tanhshrink prelu-shared".split(),
            {},
        ),
        (
            "dynamo",
            None,
            "batch-norm layer-norm group-norm softmax log-softmax branches views attention fourier radial".split(),
            {"open": True},
        ),
        (
            "dynamo",
            None,
            "rank-one rank-three embedding bound tied identity hardshrink logsigmoid sine relu-squared bilinear threshold".split(),
            {},
        ),
        ("script", 17, "elu".split(), {"type": torch.float16}),
        ("script", 19, "group-norm".split(), {"open": True}),
        ("dynamo", 18, "residual hardswish glu mixture maxout".split(), {"open": True}),
        ("dynamo", 23, "standardised dueling remainder silu".split(), {"open": True}),
        ("dynamo", 25, "weight-norm tanh".split(), {}),
        ("dynamo", None, "no-bias".split(), {"external": True}),
        ("dynamo", None, "selu".split(), {"type": torch.float64}),
        ("dynamo", None, "hardtanh".split(), {"type": torch.float16}),
    ]
    for network_name in names
]


def main(wanted):
    for name, exporter, operator_set, options in OLD_EXPORTS if OLD else NEW_EXPORTS:
        if wanted and name not in wanted:
            continue
        try:
            export(name, exporter, operator_set, options)
        except Exception as error:  # what an exporter cannot do is said, and the rest goes on
            print("FAILED", name, exporter, operator_set, type(error).__name__, str(error)[:300].replace("\n", " "))


def export(name, exporter, operator_set, options):
    made, shapes = network(name)
    made = made.to(options.get("type", torch.float32))
    rows = rows_for(made, shapes)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "model.onnx"
        write(made, tensors(rows[0], made), path, exporter, operator_set, options)
        model = onnx.load(path)
    exact = network(name)[0].to(options.get("type", torch.float32)).double()
    with torch.no_grad():
        results = [[array.numpy() for array in as_list(exact(*tensors(row, exact)))] for row in rows]
    written = next(entry.version for entry in model.opset_import if entry.domain == "")
    suffix = {torch.float64: "-double", torch.float16: "-half"}.get(options.get("type"), "")
    if options.get("external"):
        suffix += "-external"
    label = f"pytorch-{'1.13-' if OLD else ''}{exporter}-{written}-{name}{suffix}"
    said = {"script": "PyTorch, the exporter by TorchScript", "dynamo": "PyTorch, the exporter by torch.export"}[exporter]
    versions = {"torch": torch.__version__.split("+")[0], "onnx": onnx.__version__}
    if exporter == "dynamo":
        import onnxscript

        versions["onnxscript"] = onnxscript.__version__
    freeze(label, model, said, versions, rows, results, data=options.get("external"))


def write(made, arguments, path, exporter, operator_set, options):
    names = [f"x{position}" for position in range(len(arguments))]
    keywords = {"input_names": names}
    if operator_set is not None:
        keywords["opset_version"] = operator_set
    if "functions" in options:
        keywords["export_modules_as_functions"] = set(options["functions"])
    if exporter == "dynamo":
        if options.get("open"):
            # One row would be taken as a fixed extent.
            arguments = tuple(torch.cat([argument, argument]) for argument in arguments)
            keywords["dynamic_shapes"] = tuple({0: torch.export.Dim("batch")} for _ in arguments)
        torch.onnx.export(made, arguments, path, verbose=False, external_data=False, dynamo=True, **keywords)
        return
    if options.get("open"):
        keywords["dynamic_axes"] = {name: {0: "batch"} for name in names}
    if not OLD:
        keywords["dynamo"] = False
    torch.onnx.export(made, arguments, str(path), **keywords)


def rows_for(made, shapes):
    rows = [rows_of(shape, seed=17 + position) for position, shape in enumerate(shapes)]
    if isinstance(made, Embedded):
        rows[0] = [np.array(row).reshape(shapes[0]) for row in ([0, 6], [3, 1], [5, 5], [2, 4])]
    if isinstance(made, Standardised):
        mean, deviation = made.mean.numpy(), made.deviation.numpy()
        rows[0] = [np.round((mean + row * deviation) * 64) / 64 for row in rows[0]]
    return [list(row) for row in zip(*rows)]


def tensors(row, made):
    type_of_parameters = next(made.parameters()).dtype
    return tuple(torch.tensor(array) if array.dtype.kind == "i" else torch.tensor(array).to(type_of_parameters) for array in row)


def as_list(result):
    return list(result) if isinstance(result, tuple) else [result]


if __name__ == "__main__":
    main(sys.argv[1:])
