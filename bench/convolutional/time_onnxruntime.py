# Times model.onnx in onnxruntime with one thread: ROUNDS samples of CALLS calls with the float32 input on standard input. Writes nanoseconds of
# processor time a call, one of a round a line.
import sys
import time

import numpy
import onnxruntime

rounds, calls = int(sys.argv[1]), int(sys.argv[2])
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession("model.onnx", options, providers=["CPUExecutionProvider"])
(taken,) = session.get_inputs()
shape = [size if isinstance(size, int) else 1 for size in taken.shape]
feed = {taken.name: numpy.frombuffer(sys.stdin.buffer.read(), numpy.float32).reshape(shape)}
session.run(None, feed)
for _ in range(rounds):
    start = time.process_time_ns()
    for _ in range(calls):
        session.run(None, feed)
    print((time.process_time_ns() - start) / calls)
