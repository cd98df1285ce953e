// Files of parameters that cannot be read: the whole diagnostic of each. What is missing, strange, ambiguous or damaged.

import { describe, expect, test } from "vitest";
import { MAXIMUM_ENTRIES } from "../../../src/formats/chainer/zip.ts";
import { readModel } from "../../../src/formats/index.ts";
import { parseActivation } from "../../../src/network/activation.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";
import { archive, array, BASE, expectRefusal, FILE, floats, LEAKY, npy, patched, placeOf, shapes } from "./archives.ts";

const DENSE_ONLY = "nnc reads dense layers (chainer.links.Linear): W of outputs x inputs and, where there is one, b of outputs";
const NUMBER_THEM = "save the layers under names whose numbers are their order: l1/W, l1/b, l2/W, …";
const FIT = "W is of outputs x inputs, and a layer has as many inputs as the one before it has outputs";
const UNNAMED = 'save them under names, each W of outputs x inputs: numpy.savez("model.npz", W1=…, b1=…, W2=…, b2=…)';
const KERAS = "they look like model.get_weights() of Keras: matrices of inputs x outputs, each before its bias";
const IN_ARCHIVE = 'file "l1/W.npy" in the archive';

test("the base is read", () => {
  expect(readModel(archive(), FILE, LEAKY).network.values.length).toBe(9);
  expect(readModel(archive(BASE, 6), FILE, LEAKY)).toEqual(readModel(archive(), FILE, LEAKY));
});

describe("activations", () => {
  const usage = (bytes: Uint8Array, activations = false) => thrownDiagnostic(() => readModel(bytes, FILE, activations ? LEAKY : undefined));
  const hint = "write the activation it was trained with, such as --activation leaky_relu:0.2, and --output-activation identity where none follows the last layer";

  test("that are missing: what was found and what to write", () => {
    expect(usage(archive({ ...BASE, "l10/W": array([3, 1]) }))).toEqual({
      category: "usage",
      message: "my.model holds parameters only, not which activation follows its layers",
      place: "--activation",
      note: 'its format is Chainer .npz\nlayer "l1": 1 to 2\nlayer "l2": 2 to 1\nlayer "l10": 1 to 3, without bias',
      hint,
    });
    expect(usage(archive(shapes({ W: [3, 2] })))?.note).toBe("its format is Chainer .npz\none layer: 2 to 3, without bias");
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, number) => [`l${number}/W`, array([1, 1])]));
    expect(usage(archive(many))?.note?.split("\n").slice(11)).toEqual(['layer "l10": 1 to 1, without bias', "… and 9 more"]);
  });

  test("of a damaged file are not asked for", () => {
    expect(usage(archive().slice(0, -1))?.category).toBe("model");
  });

  test("one after the last layer and none: identity leaves no trace", () => {
    const activations = { activation: parseActivation("relu"), outputActivation: parseActivation("identity") };
    const { values } = readModel(archive(), FILE, activations).network;
    expect(values.flatMap((value) => (value.kind === "operation" ? [`${value.op.name} ${value.name}`] : []))).toEqual(["gemm l1", "relu l1.h", "gemm y"]);
  });
});

describe("arrays that are no dense layers", () => {
  test.each([
    ["nothing at all", {}, { message: "the file is an empty zip archive", note: "nnc reads ONNX, TensorFlow Lite and Chainer .npz models", hint: "export the model as ONNX with the tool that trained it" }],
    ["counters alone", shapes({ epoch: [], t: [] }), { message: "the file holds no dense layers", note: DENSE_ONLY, hint: 'save the network itself: chainer.serializers.save_npz("my.model", model)' }],
    [
      "a normalisation",
      { ...BASE, ...shapes({ "bn/gamma": [2], "bn/beta": [2], "bn/N": [] }) },
      { message: "2 arrays belong to no dense layer", note: `"bn/gamma" [2]\n"bn/beta" [2]\n${DENSE_ONLY}`, hint: "leave out what the network does not compute with; a network with other layers is read from ONNX" },
    ],
    [
      "numpy without names",
      shapes({ arr_0: [2, 1] }),
      { message: "the array has no name that says what it is", note: '"arr_0" [2, 1]\nnumpy numbers arrays that are saved without names', hint: UNNAMED },
    ],
    [
      "numpy without names, in an order that is not Keras's",
      shapes({ arr_10: [2], arr_2: [2, 3] }),
      { message: "the arrays have no names that say what they are", note: '"arr_2" [2, 3]\n"arr_10" [2]\nnumpy numbers arrays that are saved without names', hint: UNNAMED },
    ],
    [
      "weights of Keras without names",
      shapes({ arr_0: [3, 4], arr_1: [4], arr_2: [4, 2], arr_3: [2] }),
      {
        message: "the arrays have no names that say what they are",
        note: `"arr_0" [3, 4]\n"arr_1" [4]\n"arr_2" [4, 2]\n"arr_3" [2]\n${KERAS}`,
        hint: 'name and transpose them: w = model.get_weights(); numpy.savez("model.npz", W1=w[0].T, b1=w[1], W2=w[2].T, b2=w[3])',
      },
    ],
    [
      "many weights of Keras without names",
      shapes(Object.fromEntries([0, 1, 2, 3].flatMap((layer) => [[`arr_${2 * layer}`, [2, 2]], [`arr_${2 * layer + 1}`, [2]]]))),
      {
        message: "the arrays have no names that say what they are",
        note: `${[0, 1, 2, 3].map((layer) => `"arr_${2 * layer}" [2, 2]\n"arr_${2 * layer + 1}" [2]`).join("\n")}\n${KERAS}`,
        hint: 'name and transpose them: w = model.get_weights(); numpy.savez("model.npz", W1=w[0].T, b1=w[1], W2=w[2].T, b2=w[3], W3=w[4].T, b3=w[5], …)',
      },
    ],
    [
      "numpy without names beside a layer",
      { ...BASE, ...shapes({ arr_0: [2, 1] }) },
      { message: "an array belongs to no dense layer", note: `"arr_0" [2, 1]\n${DENSE_ONLY}`, hint: "leave out what the network does not compute with; a network with other layers is read from ONNX" },
    ],
    [
      "a convolution",
      shapes({ "conv1/W": [4, 3, 5, 5], "conv1/b": [4] }),
      { place: 'array "conv1/W"', message: "the weights are of shape [4, 3, 5, 5], no matrix", note: DENSE_ONLY, hint: "export a network with other layers as ONNX" },
    ],
    ["a bias alone", shapes({ "l1/b": [2] }), { place: 'array "l1/b"', message: "there is a bias without weights", note: 'no W belongs to "l1/b" [2]', hint: "save the whole network again" }],
    ["an empty matrix", shapes({ "l1/W": [0, 3] }), { place: 'array "l1/W"', message: "the weights are of shape [0, 3]: there is nothing in them" }],
    [
      "a bias of another size",
      shapes({ "l1/W": [2, 1], "l1/b": [3] }),
      { place: 'array "l1/b"', message: "the bias is of shape [3]", note: 'its layer has 2 outputs: "l1/W" [2, 1] is of outputs x inputs' },
    ],
    [
      "weights of inputs x outputs",
      shapes({ W1: [1, 16], b1: [16] }),
      { place: 'array "b1"', message: "the bias is of shape [16]", note: 'its layer has 1 outputs: "W1" [1, 16] is of outputs x inputs', hint: "save the transpose of the weights: W.T" },
    ],
    ["one layer twice", shapes({ "l1/W2": [1, 1], "l1/2/W": [1, 1] }), { message: 'two arrays are the W of one layer: "l1/W2" and "l1/2/W"' }],
  ])("%s", (_, arrays, expected) => {
    expectRefusal(archive(arrays), expected);
  });

  test("two models in a snapshot", () => {
    expectRefusal(archive(shapes({ "updater/model:gen/l1/W": [1, 1], "updater/model:dis/l1/W": [1, 1] })), {
      message: "the snapshot holds 2 models",
      note: '"updater/model:gen/"\n"updater/model:dis/"',
      hint: 'save the one you want alone: chainer.serializers.save_npz("my.model", model)',
    });
  });
});

describe("layers without a clear order", () => {
  test.each([
    [{ "a/W": [2, 1], "b/W": [4, 3] }, "the layers do not fit one another: none is the next one's input", '"a/W" [2, 1]: 1 to 2\n"b/W" [4, 3]: 3 to 4', FIT],
    [{ "l1/W": [1, 2], "l2/W": [2, 3] }, "the layers do not fit one another in the order of their numbers", '"l1/W" [1, 2]: 2 to 1\n"l2/W" [2, 3]: 3 to 2', FIT],
    [{ "in/W": [4, 1], "out/W": [1, 4] }, "the order of the layers is not clear: several fit", '"in/W" [4, 1]: 1 to 4\n"out/W" [1, 4]: 4 to 1', NUMBER_THEM],
  ])("%o", (of, message, note, hint) => {
    expectRefusal(archive(shapes(of)), { message, note, hint });
  });
});

describe("damaged arrays", () => {
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }\n";
  const FLOAT32 = "nnc computes in float32; it reads parameters of type float32, float64 and float16";
  const CAST = "save the parameters as float32: array.astype(numpy.float32)";
  const DIVERGED = "NaN and infinities in parameters come from a training that diverged or a file that was damaged";
  const data = floats(1, 2);
  const typed = (type: string): Uint8Array => npy(header.replace("'<f4'", type), data);
  test.each([
    ["no array", Uint8Array.of(1, 2, 3), { message: "it is no numpy array (.npy)" }],
    ["a later version", npy(header, data, [4, 0]), { message: "the array is of version 4.0 of numpy's format", note: "nnc reads versions 1.0, 2.0 and 3.0" }],
    ["a long header", npy(header.padEnd(10_001), data), { message: "the header of the array has 10001 bytes", note: "at most 10000 are read, as by numpy" }],
    ["a header that is cut off", npy(header, data).slice(0, 40), { message: "the array ends within its header" }],
    ["a header that is no dictionary", npy("[1, 2]\n", data), { message: "the header of the array is damaged", note: "[1, 2]" }],
    ["a header that calls a function", npy(header.replace("(2, 1)", "exit(1)"), data), { message: "the header of the array is damaged", note: "{'descr': '<f4', 'fortran_order': False, 'shape': exit(1), }" }],
    ["a header without a shape", npy("{'descr': '<f4', 'fortran_order': False}", data), { message: "the header of the array is damaged", note: "{'descr': '<f4', 'fortran_order': False}" }],
    ["a negative extent", npy(header.replace("2, 1", "-2, 1"), data), { message: "the header of the array is damaged", note: "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 1), }" }],
    ["33 axes", npy(header.replace("2, 1", "1,".repeat(33)), data), { message: "the array has 33 axes", note: "at most 32 are read" }],
    ["a huge shape", npy(header.replace("2, 1", "2, 199999999"), data), { message: "the shape [2, 199999999] has more than 268435456 elements" }],
    ["too little data", npy(header, floats(1)), { message: "the data has 4 bytes", note: "its type <f4 and shape [2, 1] ask for 8" }],
    ["too much data", npy(header, floats(1, 2, 3)), { message: "the data has 12 bytes", note: "its type <f4 and shape [2, 1] ask for 8" }],
    ["whole numbers", typed("'<i8'"), { message: "the elements are of type <i8", note: FLOAT32, hint: CAST }],
    ["complex numbers", typed("'<c8'"), { message: "the elements are of type <c8", note: FLOAT32, hint: CAST }],
    ["records", typed("[('x', '<f4', (2,))]"), { message: "the elements are of type record", note: FLOAT32, hint: CAST }],
    [
      "objects",
      typed("'|O'"),
      { message: "the elements are Python objects", note: "Chainer saves a parameter so while its shape is not known: the network has never been called", hint: "call the network once, as training does, and save it again" },
    ],
    ["NaN", npy(header, floats(1, NaN)), { message: "element 1 is NaN", note: DIVERGED, hint: "train or export the model again" }],
    ["an infinity", npy(header, floats(-Infinity, 1)), { message: "element 0 is -Infinity", note: DIVERGED, hint: "train or export the model again" }],
    [
      "a float64 beyond float32",
      npy(header.replace("<f4", "<f8"), new Uint8Array(Float64Array.of(1, 1e39).buffer)),
      { message: "element 1 is 1e+39, which is beyond float32", note: "parameters of type float64 are rounded to float32, whose largest value is about 3.4e38", hint: "scale the model, or train it in float32" },
    ],
  ])("%s", (_, bytes, expected) => {
    expectRefusal(archive({ ...BASE, "l1/W": bytes }), { place: 'array "l1/W"', ...expected });
    expectRefusal(archive({ ...BASE, "l1/W": bytes }, 6), { place: 'array "l1/W"', ...expected });
  });

  test("names are shown on one line", () => {
    expectRefusal(archive(shapes({ "a\nb/W": [1] })), { place: 'array "a\\x0ab/W"', message: "the weights are of shape [1], no matrix", note: DENSE_ONLY, hint: "export a network with other layers as ONNX" });
  });
});

describe("damaged archives", () => {
  const whole = archive();
  const packed = archive(BASE, 6);
  const [local, directory, end] = ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06"].map((signature) => placeOf(whole, signature));
  const contradicts = { place: IN_ARCHIVE, message: "the archive contradicts itself" };
  const damaged = { place: IN_ARCHIVE, message: "a file in the archive is damaged" };
  const packedDirectory = placeOf(packed, "PK\x01\x02");

  test.each([
    ["cut off", whole.slice(0, -1), { message: "the archive is cut off: its directory, which is at the end, is missing" }],
    ["cut off within the data", whole.slice(0, 300), { message: "the archive is cut off: its directory, which is at the end, is missing" }],
    ["a directory beyond the end", patched(whole, end + 16, 0xffff), { message: "the archive is damaged: its directory is not where its end says" }],
    ["a directory elsewhere", patched(whole, end + 16, directory - 1), { message: "the directory of the archive is damaged", note: "at its entry 1 of 4" }],
    ["more entries than there are", patched(whole, end + 10, 5, 2), { message: "the directory of the archive is damaged", note: "at its entry 5 of 5" }],
    ["a great many entries", patched(whole, end + 10, MAXIMUM_ENTRIES + 1, 2), { message: "the archive has 10001 files in it", note: "at most 10000 are read" }],
    ["64-bit numbers that are missing", patched(whole, end + 10, 0xffff, 2), { message: "the archive is damaged: its 64-bit end record is missing" }],
    ["a part of several", patched(whole, end + 4, 1, 2), { message: "the archive is one part of several", hint: "put the parts together first: zip -s 0 PART.zip --out WHOLE.zip" }],
    ["an entry elsewhere", patched(whole, directory + 42, 1), { ...contradicts, note: "its data is not where the directory says" }],
    ["an entry beyond the end", patched(whole, directory + 20, 0x7fffffff), { ...contradicts, note: "its data goes beyond the end" }],
    ["64-bit sizes that are missing", patched(whole, directory + 24, 0xffffffff), { ...contradicts, note: "its 64-bit sizes are missing" }],
    ["another name", patched(whole, local + 30, 0x31327831), { ...contradicts, note: "its data stands under another name" }],
    ["the same data twice", patched(whole, placeOf(whole, "PK\x01\x02", 1) + 20, 300), { ...contradicts, place: 'file "l2/W.npy" in the archive', note: 'its data overlaps that of "l1/b.npy"' }],
    ["an encrypted file", patched(whole, directory + 8, 1, 2), { place: IN_ARCHIVE, message: "the archive is encrypted", hint: "unpack it with its password, and pack it again without one" }],
    [
      "another compression",
      patched(whole, directory + 10, 12, 2),
      { place: IN_ARCHIVE, message: "the archive is compressed by method 12", note: "numpy stores or deflates", hint: "save the model again with numpy or Chainer" },
    ],
    ["a wrong checksum", patched(whole, directory + 16, 1), { ...damaged, note: "its checksum is wrong" }],
    ["a stored file of another size", patched(whole, directory + 24, 137), { ...damaged, note: "it does not expand to the 137 bytes the archive says" }],
    ["a file that expands to more than it says", patched(packed, packedDirectory + 24, 100), { ...damaged, note: "it does not expand to the 100 bytes the archive says" }],
    ["a file that expands to less than it says", patched(packed, packedDirectory + 24, 5000), { ...damaged, note: "it does not expand to the 5000 bytes the archive says" }],
    ["a size no file of its length expands to", patched(packed, packedDirectory + 24, 0x10000000), { ...damaged, note: "it does not expand to the 268435456 bytes the archive says" }],
    [
      "a size beyond all limits",
      patched(packed, packedDirectory + 24, 0x20000001),
      { place: IN_ARCHIVE, message: "the archive expands to more than 512 MiB", hint: "a network of this size cannot be compiled into a source file; use a smaller one" },
    ],
  ])("%s", (_, bytes, expected) => {
    expectRefusal(bytes, expected);
  });

  test("a name twice", () => {
    const twice = Uint8Array.from(Buffer.from(Buffer.from(whole).toString("latin1").replaceAll("l2/W", "l1/W"), "latin1"));
    expectRefusal(twice, { message: 'the archive has "l1/W.npy" twice' });
  });

  test("what a snapshot holds beside its model is not looked at", () => {
    const model = Object.fromEntries(Object.entries(BASE).map(([key, bytes]) => [`updater/model:main/${key}`, bytes]));
    const beside = archive({ "updater/optimizer:main/t": Uint8Array.of(1), ...model });
    expect(readModel(patched(beside, placeOf(beside, "PK\x01\x02") + 16, 1), FILE, LEAKY)).toMatchObject({ record: undefined });
  });

  test("a comment at the end does no harm, nor does zip64's end record", () => {
    const commented = Uint8Array.from([...patched(whole, end + 20, 5, 2), ...Buffer.from("hello")]);
    expect(readModel(commented, FILE, LEAKY)).toEqual(readModel(whole, FILE, LEAKY));
    const wide = new DataView(new ArrayBuffer(56 + 20));
    wide.setUint32(0, 0x06064b50, true);
    wide.setUint32(32, 4, true);
    wide.setUint32(40, end - directory, true);
    wide.setUint32(48, directory, true);
    wide.setUint32(56, 0x07064b50, true);
    wide.setUint32(64, end, true);
    const record = Uint8Array.from([...whole.subarray(0, end), ...new Uint8Array(wide.buffer), ...patched(patched(whole, end + 10, 0xffff, 2), end + 16, 0xffffffff).subarray(end)]);
    expect(readModel(record, FILE, LEAKY)).toEqual(readModel(whole, FILE, LEAKY));
  });
});
