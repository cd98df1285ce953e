"""Runs ONNX's own checker, with shape inference, over files, and prints what it finds in them as JSON."""

import json
import sys

import onnx
from onnx import numpy_helper



def attribute_value(attribute):
    value = onnx.helper.get_attribute_value(attribute)
    if isinstance(value, list):
        return [one.decode() if isinstance(one, bytes) else one for one in value]
    return value.decode() if isinstance(value, bytes) else value


found = []
for path in sys.argv[1:]:
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    onnx.shape_inference.infer_shapes(model, strict_mode=True)
    shape = lambda info: [one.dim_param or one.dim_value for one in info.type.tensor_type.shape.dim]
    found.append(
        {
            "producer": [model.producer_name, model.producer_version],
            "ir": model.ir_version,
            "opsets": [[one.domain, one.version] for one in model.opset_import],
            "metadata": {one.key: one.value for one in model.metadata_props},
            "nodes": [[one.name, one.op_type, {a.name: attribute_value(a) for a in one.attribute}] for one in model.graph.node],
            "parameters": {one.name: [list(one.dims), numpy_helper.to_array(one).flatten().tolist()] for one in model.graph.initializer},
            "inputs": {one.name: shape(one) for one in model.graph.input},
            "outputs": {one.name: shape(one) for one in model.graph.output},
        }
    )
print(json.dumps(found))
