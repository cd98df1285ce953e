# Reads a safetensors file from standard input by the format's description, with numpy, and writes what it found, or, called
# with "write", writes a file of what standard input describes in JSON. Knows nothing of nnc.
import json
import struct
import sys

import numpy

TYPES = {"F64": "<f8", "I64": "<i8", "F32": "<f4", "I32": "<i4", "U32": "<u4", "U8": "u1"}


def read(file):
    (length,) = struct.unpack("<Q", file[:8])
    header = json.loads(file[8 : 8 + length].decode("utf-8"))
    data = file[8 + length :]
    metadata = header.pop("__metadata__", {})
    tensors, covered = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, end = entry["data_offsets"]
        assert begin == covered
        covered = end
        array = numpy.frombuffer(data[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
        assert (8 + length + begin) % array.itemsize == 0, "aligned"
        tensors[name] = {"dtype": entry["dtype"], "shape": list(array.shape), "bytes": array.tobytes().hex()}
    assert covered == len(data)
    return {"metadata": metadata, "tensors": tensors}


def write(contents):
    header, data = {"__metadata__": contents["metadata"]}, b""
    for name, entry in contents["tensors"].items():
        array = numpy.array(entry["values"], TYPES[entry["dtype"]]).reshape(entry["shape"])
        header[name] = {"dtype": entry["dtype"], "shape": entry["shape"], "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header, ensure_ascii=False).encode("utf-8")
    return struct.pack("<Q", len(text)) + text + data


if sys.argv[1:] == ["write"]:
    sys.stdout.buffer.write(write(json.load(sys.stdin)))
else:
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
