"""Writes a model and what its tool makes of a few rows, as test/fields/fields.test.ts reads them. Knows no tool.

What is written has no doc strings and no metadata of nodes: some exporters keep stack traces there, with paths of the machine they ran
on. Nothing else of the file is changed. Inputs are multiples of 1/64, exact in float16 as well.
"""

import json
import pathlib

import numpy as np
import onnx

FOLDER = pathlib.Path(__file__).resolve().parent.parent
MODELS = FOLDER / "models"
REFUSED = FOLDER / "refused"


def rows_of(shape, count=4, seed=7, scale=2.0):
    """A few inputs of one shape, the first half small, the others larger."""
    random = np.random.default_rng(seed)
    drawn = [random.normal(size=shape) * (scale if row % 2 == 0 else 2 * scale) for row in range(count)]
    return [np.round(row * 64) / 64 for row in drawn]


def without_traces(model):
    """Doc strings and metadata of the nodes go, whatever they say."""
    model.doc_string = ""
    del model.metadata_props[:]
    graphs = [model.graph, *model.functions]
    while graphs:
        graph = graphs.pop()
        graph.doc_string = ""
        if hasattr(graph, "metadata_props"):
            del graph.metadata_props[:]
        for field in ("input", "output", "value_info", "initializer", "node"):
            for item in getattr(graph, field, ()):
                if isinstance(item, str):
                    continue
                item.doc_string = ""
                if hasattr(item, "metadata_props"):
                    del item.metadata_props[:]
                for attribute in getattr(item, "attribute", ()):
                    attribute.doc_string = ""
                    graphs.extend([attribute.g] if attribute.HasField("g") else attribute.graphs)
    return model


def operator_set(model):
    return max((entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")), default=0)


def freeze(name, model, tool, versions, rows, results, data=None):
    """`rows`, `results`: for each call of one row, the arrays in the order of inputs and outputs. `data`: weights beside the model."""
    model = without_traces(model)
    MODELS.mkdir(exist_ok=True)
    if data is None:
        onnx.save(model, MODELS / f"{name}.onnx")
    else:
        save_external(model, name)
    said = {
        "tool": tool,
        "versions": versions,
        "operatorSet": operator_set(model),
        "inputs": [[flat(array) for array in row] for row in rows],
        "expected": [[flat(array) for array in row] for row in results],
    }
    (MODELS / f"{name}.json").write_text(as_text(said))
    print(name, operator_set(model), sorted({node.op_type for node in model.graph.node}))


def save_external(model, name):
    onnx.save(
        model,
        MODELS / f"{name}.onnx",
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=f"{name}.onnx.data",
        size_threshold=0,
    )


def freeze_refused(name, model):
    REFUSED.mkdir(exist_ok=True)
    onnx.save(without_traces(model), REFUSED / f"{name}.onnx")
    print(name, "refused", sorted({f"{node.domain}.{node.op_type}" for node in model.graph.node}))


def flat(array):
    """Elements in order: numbers, or whole ones where they are integers or truth values."""
    array = np.asarray(array)
    if array.dtype.kind in "biu":
        return [int(value) for value in array.ravel()]
    return [float(value) for value in array.astype(np.float64).ravel()]


def as_text(said):
    lines = [f'  "{key}": {json.dumps(value)}' for key, value in said.items() if key not in ("inputs", "expected")]
    for key in ("inputs", "expected"):
        rows = ",\n".join(f"    {json.dumps(row)}" for row in said[key])
        lines.append(f'  "{key}": [\n{rows}\n  ]')
    return "{\n" + ",\n".join(lines) + "\n}\n"
