// What is said of files that are no models, or none that nnc reads.

import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { MAXIMUM_MODEL_BYTES } from "../../src/formats/model-format.ts";
import { FORMATS, readModel, writeModelAs } from "../../src/formats/index.ts";
import { FORMAT_IDS, FORMAT_NAMES } from "../../src/formats/format-names.ts";
import { looksLikeOnnx } from "../../src/formats/onnx/decode.ts";
import { denseNetwork } from "../fixtures.ts";
import { FLOAT_CASES } from "./tflite/float-cases.ts";
import { liteFile } from "./tflite/lite-file.ts";
import { checkpointFile } from "./safetensors/files.ts";
import { thrown, told, type Told } from "../diagnostics/thrown.ts";
import { diagnosticOf, FILE, file } from "./onnx/models.ts";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
/** A zip archive with empty files of these names, as far as it is looked at. */
const zip = (...names: string[]): string => names.map((name) => `PK\x03\x04${"\0".repeat(22)}${String.fromCharCode(name.length)}\0\0\0${name}`).join("");

const ANY = "export the model as ONNX with the tool that trained it";
const MODULE = `in Python (pip install onnx onnxscript), where the classes of the model can be imported; for 4 write how many inputs it has:
import torch
model = torch.load("${FILE}", map_location="cpu", weights_only=False).eval()
torch.onnx.export(model, (torch.zeros(1, 4),), "model.onnx")`;
const PARAMETERS = `it holds parameters alone: in Python (pip install onnx onnxscript), with the class they are of; for 4 write how many inputs it has:
import torch
model = Model()  # as it was trained
model.load_state_dict(torch.load("${FILE}", map_location="cpu"))
torch.onnx.export(model.eval(), (torch.zeros(1, 4),), "model.onnx")`;
const SCRIPT = `in Python (pip install onnx, with PyTorch 2.5 or newer); for 4 write how many inputs it has:
import torch
model = torch.jit.load("${FILE}", map_location="cpu").eval()
torch.onnx.export(model, (torch.zeros(1, 4),), "model.onnx", dynamo=False)`;
const KERAS = `in Python (pip install tf2onnx, with Keras 3.8 or newer):
import keras
model = keras.saving.load_model("${FILE}", compile=False)
model.export("model.onnx", format="onnx")`;
const sklearn = (name: string): string => `in Python (pip install skl2onnx joblib):
import joblib, numpy, skl2onnx, skl2onnx.helpers.onnx_helper as helper
model = joblib.load("${name}")
tells = {"options": {"zipmap": False}} if hasattr(model, "classes_") else {}
made = skl2onnx.to_onnx(model, numpy.zeros((1, model.n_features_in_), "f"), black_op={"LinearClassifier", "LinearRegressor", "Normalizer", "Scaler"}, **tells)
helper.save_onnx_model(helper.select_model_inputs_outputs(made, ["probabilities"]) if tells else made, "model.onnx")`;
const SAVED_MODEL = "convert its folder with tf2onnx: python -m tf2onnx.convert --saved-model FOLDER --output model.onnx";
const NUMPY = 'save all arrays in one file: numpy.savez("model.npz", W1=W1, b1=b1, …)';

const foreign: readonly (readonly [string, string, string])[] = [
  ["is a PyTorch zip", zip("archive/data.pkl", "archive/data/0"), PARAMETERS],
  ["is a PyTorch zip", zip("archive/data.pkl", "archive/extra/a.npy"), PARAMETERS],
  ["is a PyTorch zip", `${zip("archive/data.pkl")}torch.nn.modules.container\nSequential`, MODULE],
  ["is a TorchScript zip", zip("net/data.pkl", "net/code/__torch__.py", "net/constants.pkl"), SCRIPT],
  ["is a Keras zip", zip("metadata.json", "config.json", "model.weights.h5"), KERAS],
  ["is a zip archive with an ONNX file in it", zip("model.onnx"), "unpack it first: unzip"],
  ["is a zip archive", zip("readme.txt"), ANY],
  ["is an empty zip archive", "PK\x05\x06" + "\0".repeat(18), ANY],
  ["is a Keras HDF5 or another HDF5 file", "\x89HDF\r\n\x1a\n\0\0", KERAS],
  ["is a single numpy array (.npy)", "\x93NUMPY\x01\0", NUMPY],
  ["is compressed with gzip", "\x1f\x8b\x08\0", "decompress it first: gunzip"],
  ["is a GGUF model", "GGUF\x03\0\0\0", ANY],
  ["is compressed with zlib", "\x78\x9c\xcb\x48", ANY],
  ["is a Python pickle", "\x80\x04\x95\0\0", "load it in Python and export what it holds as ONNX: with skl2onnx, torch.onnx or the like"],
  ["is a pickled model of scikit-learn", "\x80\x04\x95\0\0\x8c\x1bsklearn.linear_model._base", sklearn(FILE)],
  ["is a pickled model of PyTorch", "\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02", PARAMETERS],
  [
    "holds parameters only (safetensors)",
    "\x02\0\0\0\0\0\0\0{}\0\0\0\0",
    "it holds parameters alone: load them into the model in Python and export that, with torch.onnx.export or what its tool has",
  ],
  ["is a placeholder of Git LFS for a file that was not downloaded", "version https://git-lfs.github.com/spec/v1\n", "download the file itself: git lfs pull"],
  ["is JSON", ' {"format": "layers-model"}', ANY],
  ["is JSON", "[1, 2]", ANY],
  ["is a web page", "<!DOCTYPE html>\n<html>", "the download failed or needs a login; download the model itself"],
  ["is text", "BatchNorm 1 2 3\n", ANY],
  ["is text", `${"\xc3\xa9".repeat(255)}a\xc3\xa9${"z".repeat(600)}`, ANY],
  ["is of no format nnc knows", "\0\x01\x02\x03", ANY],
  ["is of no format nnc knows", "\x0a\x03abc", ANY],
];

function refusal(name: string, contents: Uint8Array): Told {
  const diagnostic = thrown(() => readModel(contents, name));
  if (diagnostic === undefined) throw new Error("it was read");
  return told(diagnostic);
}

/** Files of the formats that are only read. */
const SAMPLES: Readonly<Record<string, () => Uint8Array>> = { checkpoint: () => checkpointFile(), tflite: () => liteFile(FLOAT_CASES[0].model) };

describe("readModel", () => {
  test.each(foreign)("a file that %s", (what, contents, hint) => {
    expect(diagnosticOf(bytes(contents))).toEqual({ category: "model", place: FILE, message: `the file ${what}`, note: "nnc reads ONNX, TensorFlow Lite and Chainer .npz models", hint });
  });

  test("a compressed file of joblib, by its name", () => {
    const { note, hint, ...rest } = refusal("regression.joblib", bytes("\x78\x9c\xcb\x48"));
    expect({ hint, note, ...rest }).toMatchObject({ message: "the file is compressed with zlib", hint: sklearn("regression.joblib") });
    expect(refusal("a.pkl.gz", bytes("\x1f\x8b\x08\0")).hint).toBe(sklearn("a.pkl.gz"));
  });

  test("a SavedModel, by its name", () => {
    const message = "the file is a SavedModel of TensorFlow";
    expect(refusal("net/saved_model.pb", bytes("\x08\x01\x12\xff\x01\n\x05"))).toMatchObject({ message, hint: SAVED_MODEL });
  });

  test("an empty file", () => {
    expect(diagnosticOf(new Uint8Array(0))).toEqual({ category: "model", place: FILE, message: "the file is empty", hint: "train or export the model again" });
  });

  test("a file that is too large is not looked into", () => {
    const large = new Uint8Array(MAXIMUM_MODEL_BYTES + 1);
    expect(diagnosticOf(large)).toEqual({
      category: "model",
      place: FILE,
      message: "the model is larger than 512 MiB",
      note: "it has 536870913 bytes",
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  });

  test.each(FORMATS.map((format) => [FORMAT_NAMES[format.id].title, format] as const))("%s files are claimed by their format alone", async (_, format) => {
    const model = { network: denseNetwork([1, 2, 1], 1), record: undefined };
    const written = SAMPLES[format.id]?.() ?? (await writeModelAs(format, model, "1.2.3"));
    expect(FORMATS.filter((one) => one.sniff(written))).toEqual([format]);
    for (const [, contents] of foreign) expect(format.sniff(bytes(contents))).toBe(false);
  });

  test("a checkpoint whose first byte is that of most ONNX files is a checkpoint", () => {
    const files = Array.from({ length: 512 }, (_, length) => checkpointFile({ note: "x".repeat(length) })).filter((one) => one[0] === 0x08);
    expect(files.length).toBeGreaterThan(0);
    for (const one of files) expect(readModel(one, FILE).network.inputs.length).toBe(1);
  });

  test("every format has a name, and an extension of its own", () => {
    expect(FORMATS.map(({ id }) => id).sort()).toEqual(FORMAT_IDS.toSorted());
    const extensions = FORMAT_IDS.flatMap((id) => FORMAT_NAMES[id].extensions);
    expect(new Set(extensions).size).toBe(extensions.length);
  });

  test("the name of the file does not matter", () => {
    expect(readModel(file(), "model.h5").network.values.length).toBe(4);
    expect(() => readModel(bytes("{}"), "model.onnx")).toThrow(DiagnosticError);
  });
});

describe("looksLikeOnnx", () => {
  test("whatever the order of the fields", () => {
    const [version, rest] = [file().subarray(0, 2), file().subarray(2)];
    expect([...version]).toEqual([0x08, 0x08]);
    const reordered = Uint8Array.from([...rest, ...version]);
    expect(looksLikeOnnx(reordered)).toBe(true);
    expect(readModel(reordered, FILE).network).toEqual(readModel(file(), FILE).network);
  });

  test("damaged files count while their beginning is whole", () => {
    const damaged = file().slice();
    damaged.fill(0xff, 40);
    expect(looksLikeOnnx(damaged)).toBe(true);
    expect(looksLikeOnnx(file().subarray(0, 60))).toBe(true);
    expect(looksLikeOnnx(Uint8Array.of(0x08))).toBe(true);
  });

  test("other protobuf files do not", () => {
    // A TensorFlow GraphDef begins with field 1 as a message.
    expect(looksLikeOnnx(Uint8Array.of(0x0a, 0x02, 0x08, 0x01))).toBe(false);
    expect(looksLikeOnnx(new Uint8Array(0))).toBe(false);
  });
});
