"""Records what LiteRT computes of the models that write-cases.ts wrote, by its reference kernels where it has them.

python run_cases.py FOLDER recorded.json   (versions: requirements.txt)
"""

import importlib.metadata
import json
import pathlib
import sys

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType



def interpreter_of(path):
    try:
        return Interpreter(path, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    except ValueError:
        return Interpreter(path, experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES)


folder, recorded = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
cases = {}
for number in range(len(list(folder.glob("*.tflite")))):
    case = json.loads((folder / f"{number}.json").read_text())
    interpreter = interpreter_of(str(folder / f"{number}.tflite"))
    interpreter.allocate_tensors()
    for details, elements in zip(interpreter.get_input_details(), case["inputs"], strict=True):
        interpreter.set_tensor(details["index"], np.array(elements).astype(details["dtype"]).reshape(details["shape"]))
    interpreter.invoke()
    outputs = [interpreter.get_tensor(details["index"]) for details in interpreter.get_output_details()]
    cases[case["name"]] = {"inputs": case["inputs"], "outputs": [[float(element) for element in array.astype(np.float64).ravel()] for array in outputs]}
lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(case)}" for name, case in cases.items())
recorded.write_text(f'{{"tool": "LiteRT {importlib.metadata.version("ai-edge-litert")}", "cases": {{\n{lines}\n}}}}\n')
