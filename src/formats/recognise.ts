// Says what a file is that no format claims, and what to do about it. Guesses by magic numbers; reads no model.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isUtf8, latin1Text } from "../numeric/bytes.ts";
import {
  fromKeras, fromPytorchModule, fromPytorchParameters, fromScikitLearn, FROM_SAVED_MODEL, fromTorchScript,
} from "./conversion-scripts.ts";
import { FOREIGN_FORMAT_IDS, FORMAT_NAMES } from "./format-names.ts";

/** What is told of a foreign file: the diagnostic without its place. */
export type Recognised = Pick<Diagnostic, "message" | "note" | "hint">;

const FROM_SAFETENSORS = "it holds parameters alone: load them into the model in Python and export that, with torch.onnx.export or what its tool has";
const FROM_NUMPY = "save all arrays in one file: numpy.savez(\"model.npz\", W1=W1, b1=b1, …)";
const FROM_ANYTHING = "export the model as ONNX with the tool that trained it";

/** `ONNX, TensorFlow Lite and Chainer .npz`. */
const READ = FOREIGN_FORMAT_IDS.map((id) => FORMAT_NAMES[id].title).join(", ").replace(/, (?=[^,]*$)/, " and ");

/** How much of either end of an archive is searched for the names in it. */
const SEARCHED_BYTES = 2 ** 16;
/** A file whose beginning is text counts as text. */
const TEXT_BYTES = 512;

/**
 * What the bytes are instead of a model: by the first magic number that fits, else by their being text.
 *
 * @param file what messages call it, for what is to be written to convert it.
 */
export function recognise(bytes: Uint8Array, file: string): Recognised {
  if (bytes.length === 0) return { message: "the file is empty", hint: "train or export the model again" };
  if (isSavedModel(bytes, file)) return foreign("is a SavedModel of TensorFlow", FROM_SAVED_MODEL);
  const kind = KINDS.find(({ magic }) => startsWith(bytes, magic, 0));
  if (kind !== undefined) return typeof kind.is === "function" ? kind.is(bytes, file) : foreign(kind.is, kind.hint ?? FROM_ANYTHING);
  if (isSafetensors(bytes)) return foreign("holds parameters only (safetensors)", FROM_SAFETENSORS);
  if (isText(bytes)) return recogniseText(new TextDecoder().decode(bytes.subarray(0, TEXT_BYTES)));
  return foreign("is of no format nnc knows", FROM_ANYTHING);
}

/** By its name: it begins with its version, 1, and a graph, as an ONNX file of the first version with a name of its tool would. */
export function isSavedModel(bytes: Uint8Array, file: string): boolean {
  return /(^|[/\\])saved_model\.pb$/.test(file) && startsWith(bytes, "\x08\x01\x12", 0);
}

interface Kind {
  /** One character a byte. */
  readonly magic: string;
  readonly is: string | ((bytes: Uint8Array, file: string) => Recognised);
  readonly hint?: string;
}

const KINDS: readonly Kind[] = [
  { magic: "PK\x03\x04", is: recogniseArchive },
  { magic: "PK\x05\x06", is: "is an empty zip archive" },
  { magic: "\x89HDF\r\n\x1a\n", is: (_, file) => foreign("is a Keras HDF5 or another HDF5 file", fromKeras(file)) },
  { magic: "\x93NUMPY", is: "is a single numpy array (.npy)", hint: FROM_NUMPY },
  { magic: "\x1f\x8b", is: (_, file) => compressed("is compressed with gzip", file, "decompress it first: gunzip") },
  ...["\x78\x01", "\x78\x5e", "\x78\x9c", "\x78\xda"].map((magic): Kind => ({ magic, is: (_, file) => compressed("is compressed with zlib", file, FROM_ANYTHING) })),
  { magic: "GGUF", is: "is a GGUF model" },
  ...["\x80\x02", "\x80\x03", "\x80\x04", "\x80\x05"].map((magic) => ({ magic, is: recognisePickle })),
  {
    magic: "version https://git-lfs",
    is: "is a placeholder of Git LFS for a file that was not downloaded",
    hint: "download the file itself: git lfs pull",
  },
];

/** By the modules that it names in its beginning. */
function recognisePickle(bytes: Uint8Array, file: string): Recognised {
  const names = latin1Text(bytes.subarray(0, SEARCHED_BYTES));
  if (names.includes("sklearn")) return foreign("is a pickled model of scikit-learn", fromScikitLearn(file));
  // PyTorch's files of before version 1.6 begin with a number of their own.
  const isOldPytorch = names.startsWith("\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.");
  if (isOldPytorch || names.includes("torch")) return ofPytorch("is a pickled model of PyTorch", names, file);
  return foreign("is a Python pickle", "load it in Python and export what it holds as ONNX: with skl2onnx, torch.onnx or the like");
}

/** A whole module names its classes; a file of parameters none but those of tensors. */
function ofPytorch(what: string, names: string, file: string): Recognised {
  return foreign(what, names.includes("torch.nn.modules") ? fromPytorchModule(file) : fromPytorchParameters(file));
}

/** joblib compresses; its files are told by their names. */
function compressed(what: string, file: string, otherwise: string): Recognised {
  return foreign(what, /\.(joblib|pkl|pickle|sav)(\.gz|\.z)?$/i.test(file) ? fromScikitLearn(file) : otherwise);
}

/** Tools store models as zip archives; the names in the archive tell which tool. */
function recogniseArchive(bytes: Uint8Array, file: string): Recognised {
  const names = latin1Text(bytes.subarray(0, SEARCHED_BYTES)) + latin1Text(bytes.subarray(-SEARCHED_BYTES));
  if (names.includes("constants.pkl")) return foreign("is a TorchScript zip", fromTorchScript(file));
  if (names.includes("data.pkl")) return ofPytorch("is a PyTorch zip", names, file);
  if (names.includes("model.weights.h5")) return foreign("is a Keras zip", fromKeras(file));
  if (names.includes(".onnx")) return foreign("is a zip archive with an ONNX file in it", "unpack it first: unzip");
  return foreign("is a zip archive", FROM_ANYTHING);
}

function recogniseText(text: string): Recognised {
  const start = text.trimStart();
  if (/^[[{]/.test(start)) return foreign("is JSON", FROM_ANYTHING);
  if (/^<(!doctype|html)/i.test(start)) {
    return foreign("is a web page", "the download failed or needs a login; download the model itself");
  }
  return foreign("is text", FROM_ANYTHING);
}

function foreign(what: string, hint: string): Recognised {
  return { message: `the file ${what}`, note: `nnc reads ${READ} models`, hint };
}

/** An eight-byte length, then JSON of that length. */
function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < 10 || bytes[8] !== "{".charCodeAt(0)) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  return length >= 2n && length <= BigInt(bytes.length - 8);
}

function isText(bytes: Uint8Array): boolean {
  // The cut may go through a character of up to four bytes.
  const cuts = bytes.length <= TEXT_BYTES ? [bytes.length] : [0, 1, 2, 3].map((less) => TEXT_BYTES - less);
  const isControl = (byte: number): boolean => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d;
  return cuts.some((cut) => isUtf8(bytes.subarray(0, cut))) && !bytes.subarray(0, TEXT_BYTES).some(isControl);
}

function startsWith(bytes: Uint8Array, magic: string, at: number): boolean {
  return bytes.length >= at + magic.length && latin1Text(bytes.subarray(at, at + magic.length)) === magic;
}
