"""Records what TensorFlow's runtimes compute of the models that write-cases.ts wrote: of floats LiteRT, by its reference kernels where it has them, of
quantised arrays TensorFlow Lite for Microcontrollers.

python run_cases.py FOLDER recorded.json   (versions: requirements.txt)
"""

import importlib.metadata
import json
import pathlib
import sys

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from tflite_micro.python.tflite_micro import runtime


def calls_of(elements, details):
    """The argument of each call, of those of all calls one after the other."""
    return np.array(elements).astype(details["dtype"]).reshape([-1, *details["shape"]])


def by_litert(path, inputs):
    try:
        interpreter = Interpreter(path, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    except ValueError:
        interpreter = Interpreter(path, experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES)
    interpreter.allocate_tensors()
    details = interpreter.get_input_details()
    for arguments in zip(*map(calls_of, inputs, details), strict=True):
        for one, argument in zip(details, arguments, strict=True):
            interpreter.set_tensor(one["index"], argument)
        interpreter.invoke()
        yield [interpreter.get_tensor(one["index"]) for one in interpreter.get_output_details()]


def by_tflm(path, inputs):
    interpreter = runtime.Interpreter.from_file(path)
    details = [interpreter.get_input_details(position) for position in range(len(inputs))]
    for arguments in zip(*map(calls_of, inputs, details), strict=True):
        for position, argument in enumerate(arguments):
            interpreter.set_input(argument, position)
        interpreter.invoke()
        yield [interpreter.get_output(position) for position in range(len(Interpreter(path).get_output_details()))]


RUNTIMES = {"LiteRT": by_litert, "TFLM": by_tflm}
folder, recorded = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
cases = {}
for number in range(len(list(folder.glob("*.tflite")))):
    case = json.loads((folder / f"{number}.json").read_text())
    outputs = [np.concatenate([array.ravel() for array in calls]) for calls in zip(*RUNTIMES[case["runtime"]](str(folder / f"{number}.tflite"), case["inputs"]))]
    cases[case["name"]] = {"inputs": case["inputs"], "outputs": [[float(element) for element in array.astype(np.float64).ravel()] for array in outputs]}
lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(case)}" for name, case in cases.items())
tools = {name: importlib.metadata.version(name) for name in ("ai-edge-litert", "tflite-micro")}
recorded.write_text(f'{{"tools": {json.dumps(tools)}, "cases": {{\n{lines}\n}}}}\n')
