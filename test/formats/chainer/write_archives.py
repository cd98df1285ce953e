# Writes files of parameters as Chainer and numpy do, and strange ones, into the folder that is given; cases.json says what
# each one holds: the layers in order with the bits of their float32 parameters, an input, and the output by numpy.

import io
import json
import os
import struct
import sys
import zipfile

import numpy as np

folder = sys.argv[1]
random = np.random.RandomState(7)
cases = {}


def parameters(widths, bias=True, dtype="<f4"):
    """The layers of a network: pairs of W (outputs x inputs) and b, or None."""
    layers = []
    for inputs, outputs in zip(widths[:-1], widths[1:]):
        weights = random.standard_normal((outputs, inputs)).astype(dtype)
        layers.append((weights, random.standard_normal(outputs).astype(dtype) if bias else None))
    return layers


def keyed(layers, name="l%d", W="/W", b="/b", first=1):
    """Chainer's keys."""
    arrays = {}
    for number, (weights, bias) in enumerate(layers, first):
        arrays[name % number + W] = weights
        if bias is not None:
            arrays[name % number + b] = bias
    return arrays


def expect(name, layers, slope=0.2):
    def bits(array):
        return np.ascontiguousarray(array).astype("<f4").view("<u4").ravel().tolist()

    inputs = random.standard_normal(layers[0][0].shape[1]).astype("<f4")
    value = inputs.astype("<f8")
    for weights, bias in layers:
        value = weights.astype("<f4").astype("<f8") @ value + (0 if bias is None else bias.astype("<f4").astype("<f8").ravel())
        value = np.where(value < 0, value * np.float32(slope), value)
    cases[name] = {
        "layers": [{"shape": list(w.shape), "W": bits(w), "b": None if b is None else bits(b)} for w, b in layers],
        "input": [float(x) for x in inputs],
        "output": [float(y) for y in value],
    }


def path(name):
    return os.path.join(folder, name)


def save(name, layers, arrays, compressed=True):
    """As chainer.serializers.save_npz: into an open file, so that numpy appends nothing to its name."""
    with open(path(name), "wb") as file:
        (np.savez_compressed if compressed else np.savez)(file, **arrays)
    expect(name, layers)


def npy(array, header=None, version=(1, 0)):
    """An array with a header of its own."""
    if header is None:
        stream = io.BytesIO()
        np.lib.format.write_array(stream, array, version=version)
        return stream.getvalue()
    length = struct.pack("<H" if version[0] == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes(version) + length + header + array.tobytes()


def pack(name, layers, files, stream=None, method=zipfile.ZIP_STORED):
    with zipfile.ZipFile(stream or path(name), "w", method) as archive:
        for file, contents in files.items():
            archive.writestr(file, contents)
    expect(name, layers)


def packed(layers, write=npy):
    return {key + ".npy": write(array) for key, array in keyed(layers).items()}


article = parameters([1, 16, 32, 1])
save("my.model", article, keyed(article))
save("stored", article, keyed(article), compressed=False)
save("shuffled", article, dict(reversed(sorted(keyed(article).items(), key=lambda item: item[0][-1] + item[0]))))

one = parameters([3, 2])
save("one_layer", one, {"W": one[0][0], "b": one[0][1]})
save("bias_as_row", one, {"l1/W": one[0][0], "l1/b": one[0][1].reshape(1, -1)})
save("bias_as_column", one, {"l1/W": one[0][0], "l1/b": one[0][1].reshape(-1, 1)})

nobias = parameters([2, 3, 4], bias=False)
save("no_bias", nobias, keyed(nobias))
mixed = [(nobias[0][0], None), (nobias[1][0], random.standard_normal(4).astype("<f4"))]
save("one_bias", mixed, keyed(mixed))

deep = parameters([2] * 13)
save("ten_and_more", deep, keyed(deep))
save("chain_list", deep, keyed(deep, "%d", first=0))
save("numpy_names", article, {f"{role}{number}": array for number, layer in enumerate(article, 1) for role, array in zip("Wb", layer)})
save("in_a_classifier", article, keyed(article, "predictor/l%d"))

named = parameters([1, 16, 16, 16, 2])
save(
    "named_by_role",
    named,
    {
        f"{name}/{role}": array
        for name, layer in zip(["input", "h1", "h10", "output"], named)
        for role, array in zip("Wb", layer)
    },
)
save("counters_beside", one, {**keyed(one), "epoch": np.asarray(3), "iteration": np.asarray(10000), "note": np.asarray("best")})

state = {f"updater/optimizer:main/{key.replace('/W', '/W/m').replace('/b', '/b/m')}": array for key, array in keyed(article).items()}
snapshot = {
    **state,
    "updater/optimizer:main/t": np.asarray(10000),
    "updater/iteration": np.asarray(10000),
    "updater/iterator:main/order": np.arange(100),
    "extensions/LogReport/_log": np.asarray("[]"),
    "_snapshot_elapsed_time": np.asarray(1.5),
    "updater/iterator:main/_previous_epoch_detail": np.asarray(None),
    **{f"updater/model:main/{key}": array for key, array in keyed(article).items()},
}
save("snapshot_iter_10000", article, snapshot)
save("snapshot_of_classifier", article, {f"updater/model:main/predictor/{key}": array for key, array in keyed(article).items()})

for dtype in ["<f2", ">f2", ">f4", "<f8", ">f8"]:
    typed = parameters([2, 3, 1], dtype=dtype)
    save("type_" + dtype.replace("<", "little_").replace(">", "big_"), typed, keyed(typed))
halves = [(np.array([[0.0, -0.0, 6e-8, 6.1e-5, 65504, -1.5]], "<f2"), None)]
save("float16_specials", [(halves[0][0] + np.float16(0), None)], keyed(halves))

fortran = [(np.asfortranarray(w), b) for w, b in article]
save("fortran_order", article, keyed(fortran))

pack("version_2", article, packed(article, lambda array: npy(array, version=(2, 0))))
pack("version_3", article, packed(article, lambda array: npy(array, version=(3, 0))), method=zipfile.ZIP_DEFLATED)


def python2(array):
    """As numpy under Python 2 wrote it: an L after long integers, a header that is padded to 16 bytes."""
    shape = "(%s)" % "".join("%dL, " % extent for extent in array.shape)
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }" % shape
    header += " " * (16 - (len(header) + 11) % 16) + "\n"
    return npy(array, header.encode("latin1"))


pack("python_2", article, packed(article, python2))
pack("other_order", article, packed(article, lambda a: npy(a, ("{\"shape\": (%s), 'descr' : u'<f4',\n'fortran_order':False}\n" % "".join("%d," % n for n in a.shape)).encode())))


class Pipe(io.RawIOBase):
    """A stream that cannot go back: sizes follow the data."""

    def __init__(self, name):
        self.file = open(path(name), "wb")

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)


pack("through_a_pipe", article, packed(article), stream=Pipe("through_a_pipe"))

zipfile.ZIP64_LIMIT = 64
pack("zip64", article, packed(article))

# Chainer saves a layer that has seen no batch so, beside its bias.
with open(path("uninitialised.npz"), "wb") as file:
    np.savez(file, **{"l1/W": np.asarray(None), "l1/b": np.zeros(4, "<f4")})
with open(path("other-object.npz"), "wb") as file:
    np.savez(file, **{"l1/W": np.asarray({"a": None}), "l1/b": np.zeros(4, "<f4")})

with open(path("cases.json"), "w") as file:
    json.dump(cases, file)
