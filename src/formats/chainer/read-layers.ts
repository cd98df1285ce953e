// Reads the dense layers of a Chainer file: which arrays there are, what they are, and in which order layers are applied.

import { latin1Text } from "../../numeric/bytes.ts";
import { elementCount, showShape } from "../../network/shape.ts";
import type { Shape } from "../../network/shape.ts";
import type { LayerParameter } from "../../network/dense-layers.ts";
import type { FileLayer } from "../file-layers.ts";
import { listed } from "../file-layers.ts";
import type { Fail } from "../refuse.ts";
import { quoted, refused, shown } from "../refuse.ts";
import type { ArrayEntry } from "./find-arrays.ts";
import { findArrays } from "./find-arrays.ts";
import type { NpyHeader } from "./npy.ts";
import { readNpyHeader, readNpyNumbers } from "./npy.ts";
import { orderLayers } from "./order-layers.ts";
import { areUnnamed, unnamedArrays } from "./unnamed-arrays.ts";
import { readDirectory, ZipReader } from "./zip.ts";

/** Deeper networks are not trained without connections that dense layers do not have. */
const MAXIMUM_LAYERS = 256;
const NUMBER_THEM = "save the layers under names whose numbers are their order: l1/W, l1/b, l2/W, …";
const DENSE_ONLY = "nnc reads dense layers (chainer.links.Linear): W of outputs x inputs and, where there is one, b of outputs";

/** @throws DiagnosticError of category model, and nothing else, whatever the bytes are. */
export function readLayers(bytes: Uint8Array, file: string): readonly FileLayer[] {
  const { layers, others } = findArrays(readDirectory(bytes, file), file);
  const reader = new ZipReader(bytes, file);
  const look = (array: ArrayEntry): SeenArray => {
    const contents = reader.read(array.entry);
    const place = `array ${quoted(array.key)}`;
    const fail: Fail = (refusal) => refused(file, { place, ...refusal });
    return { key: array.key, place, contents, header: readNpyHeader(contents, fail), fail };
  };
  refuseOthers(others.map(look), layers.size, file);
  if (layers.size === 0) {
    throw refused(file, {
      kind: "unsupported",
      message: "the file holds no dense layers",
      note: DENSE_ONLY,
      hint: "save the network itself: chainer.serializers.save_npz(\"my.model\", model)",
    });
  }
  if (layers.size > MAXIMUM_LAYERS) {
    throw refused(file, {
      kind: "unsupported",
      message: `the file holds ${layers.size} layers`,
      note: `at most ${MAXIMUM_LAYERS} are read`,
    });
  }
  const seen = [...layers].map(([name, { W, b }]) => seenLayer(name, W && look(W), b && look(b)));
  return ordered(seen, file).map((layer) => denseLayer(layer, file));
}

/** An array whose header was read, but not its numbers. */
interface SeenArray {
  readonly key: string;
  readonly place: string;
  readonly contents: Uint8Array;
  readonly header: NpyHeader;
  readonly fail: Fail;
}

interface SeenLayer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly W: SeenArray;
  readonly b: SeenArray | undefined;
}

/** Single numbers are counters or settings. Any other array would be part of what the network computes. */
function refuseOthers(others: readonly SeenArray[], layers: number, file: string): void {
  const foreign = others.filter(({ header }) => header.shape.length > 0);
  if (foreign.length === 0) return;
  const unnamed = foreign.map(({ key, header: { shape } }) => ({ key, shape }));
  if (layers === 0 && areUnnamed(unnamed)) throw unnamedArrays(unnamed, file);
  throw refused(file, {
    kind: "unsupported",
    message: foreign.length === 1 ? "an array belongs to no dense layer" : `${foreign.length} arrays belong to no dense layer`,
    note: listed([...foreign.map(showArray), DENSE_ONLY]),
    hint: "leave out what the network does not compute with; a network with other layers is read from ONNX",
  });
}

function seenLayer(name: string, W: SeenArray | undefined, b: SeenArray | undefined): SeenLayer {
  if (W === undefined) {
    if (b === undefined) throw new RangeError(`the layer ${name} has no arrays`);
    throw b.fail({ message: "there is a bias without weights", note: `no W belongs to ${showArray(b)}`, hint: "save the whole network again" });
  }
  if (isNone(W)) {
    throw W.fail({
      kind: "unsupported",
      message: `${shown(W.key)} is None: its layer has no weights yet`,
      note: "Chainer makes the weights of Linear(None, n) when the layer sees its first batch; this network was saved before that",
      hint: "call the network once on a batch, as training does, and save it again",
    });
  }
  const [outputs, inputs] = W.header.shape;
  if (W.header.shape.length !== 2) {
    throw W.fail({
      kind: "unsupported",
      message: `the weights are of shape ${showShape(W.header.shape)}, no matrix`,
      note: DENSE_ONLY,
      hint: "export a network with other layers as ONNX",
    });
  }
  if (outputs < 1 || inputs < 1) throw W.fail({ message: `the weights are of shape ${showShape(W.header.shape)}: there is nothing in them` });
  const bias = b?.header.shape;
  if (b !== undefined && bias !== undefined && !isVector(bias, outputs)) {
    const isTransposed = isVector(bias, inputs);
    throw b.fail({
      message: `the bias is of shape ${showShape(bias)}`,
      note: `its layer has ${outputs} outputs: ${showArray(W)} is of outputs x inputs`,
      hint: isTransposed ? "save the transpose of the weights: W.T" : undefined,
    });
  }
  return { name, inputs, outputs, W, b };
}

/** Of numpy's pickle of an array with one object: a list, perhaps remembered, to which None is appended. */
const LIST_OF_NONE = /\](?:q.|\x94)?Na/s;

/** Whether an array is the one Python object None. */
function isNone({ header: { type, shape, start }, contents }: SeenArray): boolean {
  return type?.endsWith("O") === true && shape.length === 0 && LIST_OF_NONE.test(latin1Text(contents.subarray(start)));
}

/** `[n]`, or a matrix of one row or one column. */
function isVector(shape: Shape, size: number): boolean {
  return elementCount(shape) === size && (shape.length === 1 || (shape.length === 2 && shape.includes(1)));
}

function ordered(layers: readonly SeenLayer[], file: string): readonly SeenLayer[] {
  const result = orderLayers(layers);
  if ("order" in result) return result.order;
  const messages = {
    none: "the layers do not fit one another: none is the next one's input",
    "against-numbers": "the layers do not fit one another in the order of their numbers",
    several: "the order of the layers is not clear: several fit",
  };
  throw refused(file, {
    kind: "unsupported",
    message: messages[result.problem],
    note: listed(layers.map(({ W, inputs, outputs }) => `${showArray(W)}: ${inputs} to ${outputs}`)),
    hint: result.problem === "several" ? NUMBER_THEM : "W is of outputs x inputs, and a layer has as many inputs as the one before it has outputs",
  });
}

function denseLayer({ name, W, b, outputs }: SeenLayer, file: string): FileLayer {
  const parameter = ({ key, place, contents, header, fail }: SeenArray, shape: Shape): LayerParameter => {
    return { name: key, shape, data: readNpyNumbers(contents, header, fail), origin: { file, place } };
  };
  return { name, weights: parameter(W, W.header.shape), bias: b && parameter(b, [outputs]) };
}

/** `"l1/W" [16, 1]`. */
function showArray({ key, header }: SeenArray): string {
  return `${quoted(key)} ${showShape(header.shape)}`;
}
