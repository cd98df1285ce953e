# Calls an emitted function and the runtime of its model with the same arguments, states carried, and prints as JSON how far apart their outputs are
# and how long a call takes. A task as compared.ts describes it is read from standard input. Exit code 3: there is no runtime.
import ctypes
import json
import re
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit(3)

C_TYPES = {
    "float": np.float32, "int8_t": np.int8, "uint8_t": np.uint8, "int16_t": np.int16, "uint16_t": np.uint16,
    "int32_t": np.int32, "uint32_t": np.uint32, "bool": np.bool_,
}
SAMPLE_RATE = 16000


def session_of(task):
    """A function from the inputs to the outputs, both by their names; and what it is."""
    if task["model"].endswith(".tflite"):
        return lite_session(task)
    try:
        import onnxruntime
    except ImportError:
        sys.exit(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(task["model"], options, providers=["CPUExecutionProvider"])
    types = {"tensor(float)": np.float32, "tensor(int64)": np.int64, "tensor(int32)": np.int32, "tensor(bool)": np.bool_}
    declared = {one.name: one for one in session.get_inputs()}
    constants = {}
    for name, numbers in task["fixed"].items():
        shape = [size if isinstance(size, int) else 1 for size in declared[name].shape]
        kind = types[declared[name].type]
        constants[name] = np.full(shape, numbers[0], kind) if len(numbers) == 1 else np.array(numbers, kind).reshape(shape)
    names = [one.name for one in session.get_outputs()]

    def run(given):
        typed = {name: array.astype(types[declared[name].type]) for name, array in given.items()}
        return dict(zip(names, session.run(None, {**typed, **constants})))

    return run, f"onnxruntime {onnxruntime.__version__}"


def lite_session(task):
    try:
        from ai_edge_litert import __version__ as version
        from ai_edge_litert.interpreter import Interpreter, OpResolverType
    except ImportError:
        sys.exit(3)
    # The reference kernels, whose integers are those of TensorFlow Lite for Microcontrollers.
    interpreter = Interpreter(model_path=task["model"], num_threads=1, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    interpreter.allocate_tensors()
    ins, outs = interpreter.get_input_details(), interpreter.get_output_details()

    def run(given):
        for detail, array in zip(ins, given.values()):
            interpreter.set_tensor(detail["index"], array.reshape(detail["shape"]).astype(detail["dtype"]))
        interpreter.invoke()
        return dict(zip([one["name"] for one in task["outputs"]], [interpreter.get_tensor(one["index"]) for one in outs]))

    return run, f"LiteRT {version}, reference kernels"


def function_of(task):
    """The emitted function, called as its prototype says; the states are its own."""
    library = ctypes.CDLL(task["library"])
    returns, name, parameters = re.fullmatch(r"(\w+) (\w+)\((.*)\);", task["prototype"].strip(), re.S).groups()
    function = getattr(library, name)
    parsed = []
    state = None
    for text in [one.strip() for one in parameters.split(",")]:
        if text.startswith("struct"):
            # Aligned for every type there is.
            state = (ctypes.c_double * (1 + sum(int(np.prod(one["shape"])) for one in task["states"])))()
            continue
        kind, is_array = re.fullmatch(r"(?:const )?(\w+) (?:\w+|\*\w+)(\[\d+\])?", text).groups()
        parsed.append((C_TYPES[kind], is_array is not None))
    pointers = [np.ctypeslib.ndpointer(kind, flags="C") if is_array else np.ctypeslib.as_ctypes_type(kind) for kind, is_array in parsed]
    function.argtypes = ([ctypes.c_void_p] if state is not None else []) + pointers
    function.restype = None if returns == "void" else np.ctypeslib.as_ctypes_type(C_TYPES[returns])
    if state is not None:
        init = getattr(library, name.replace("_step", "_init"))
        init.argtypes = [ctypes.c_void_p]
        init(ctypes.addressof(state))
    count = len(task["inputs"])
    results = [np.zeros(int(np.prod(one["shape"])), kind) for one, (kind, _) in zip(task["outputs"], parsed[count:])]

    def arguments_of(given):
        typed = [np.ascontiguousarray(array.ravel().astype(kind)) if is_array else array.ravel()[0].item() for array, (kind, is_array) in zip(given.values(), parsed)]
        return ([ctypes.addressof(state)] if state is not None else []) + typed + results

    def call(arguments):
        returned = function(*arguments)
        return [np.array([returned])] if returns != "void" else results

    return arguments_of, call, [kind for kind, _ in parsed[:count]]


def signal(shape, kind, call, generator):
    """What is given in a call: in turn silence, tones and noise where it is of floats, any number of its type where not."""
    if kind != np.float32:
        low, high = (0, 2) if kind == np.bool_ else (np.iinfo(kind).min, np.iinfo(kind).max + 1)
        return generator.integers(low, high, shape).astype(kind)
    count = int(np.prod(shape))
    part = call // 20 % 3
    if part == 0:
        return np.zeros(shape, np.float32)
    if part == 1:
        place = (np.arange(count) + call * count) / SAMPLE_RATE
        return (0.3 * np.sin(2 * np.pi * (100 + 10 * call) * place)).astype(np.float32).reshape(shape)
    return (0.2 * generator.standard_normal(shape)).astype(np.float32)


def main():
    task = json.load(sys.stdin)
    run, runtime = session_of(task)
    arguments_of, call, kinds = function_of(task)
    generator = np.random.default_rng(1)
    carried = {one["name"]: np.zeros(one["shape"], np.float32) for one in task["states"]}
    worst = largest = 0.0
    own_seconds, runtime_seconds = [], []
    is_integer = False
    for number in range(task["calls"]):
        given = {one["name"]: signal(one["shape"], kind, number, generator) for one, kind in zip(task["inputs"], kinds)}
        start = time.perf_counter()
        expected = run({**given, **carried})
        runtime_seconds.append(time.perf_counter() - start)
        carried = {one["name"]: expected[one["next"]].reshape(one["shape"]) for one in task["states"]}
        arguments = arguments_of(given)
        start = time.perf_counter()
        results = call(arguments)
        own_seconds.append(time.perf_counter() - start)
        for one, result in zip(task["outputs"], results):
            reference = np.asarray(expected[one["name"]]).ravel()
            is_integer = is_integer or reference.dtype.kind in "iu"
            difference = np.abs(reference.astype(np.float64) - result.ravel().astype(np.float64))
            if not np.all(np.isfinite(difference)):
                raise ValueError(f"call {number} gives what is no number")
            worst, largest = max(worst, float(difference.max())), max(largest, float(np.abs(reference.astype(np.float64)).max()))
    print(json.dumps({
        "runtime": runtime, "worst": worst, "largest": largest, "isInteger": bool(is_integer),
        "microseconds": float(np.median(own_seconds)) * 1e6, "runtimeMicroseconds": float(np.median(runtime_seconds)) * 1e6,
    }))


main()
