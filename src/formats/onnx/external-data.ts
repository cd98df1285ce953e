// Puts the arrays that a model keeps in files beside it into the model. Opens no file: whoever reads the model gives the bytes of those
// files. Checks names, places and sizes; what the bytes are is for tensor.ts.

import type { Siblings } from "../model-format.ts";
import type { Fail } from "../refuse.ts";
import { quoted, refused } from "../refuse.ts";
import { neededBy } from "./needed-nodes.ts";
import type { Graph, Tensor } from "./onnx-messages.ts";
import { placeOfNode } from "./place-of-node.ts";

/** TensorProto.DataLocation of the ONNX standard. */
const EXTERNAL = 1;
const SAVE_IN_ONE_FILE = "load the model with onnx.load and save it with onnx.save, which puts the data into the model";
const SAVE_BESIDE = "keep the file beside the model, in its folder or one below it";

/**
 * The graph with all arrays in it that its outputs need.
 *
 * @param siblings undefined where nothing beside the model may be read.
 * @throws DiagnosticError of category model where a file is named that is not below the model's folder or that cannot be read, or is
 * shorter than the model says.
 */
export function withExternalData(graph: Graph, siblings: Siblings | undefined, file: string): Graph {
  const load = (tensor: Tensor, place: string): Tensor => {
    return isExternal(tensor) ? loaded(tensor, siblings, (refusal) => refused(file, { place, ...refusal })) : tensor;
  };
  const needed = neededBy(graph, file);
  return {
    ...graph,
    initializer: graph.initializer.map((tensor) => {
      return needed.names.has(tensor.name ?? "") ? load(tensor, `parameter ${quoted(tensor.name ?? "")}`) : tensor;
    }),
    node: graph.node.map((node, position) => {
      if (!needed.nodes.has(position) || !node.attribute.some(({ t }) => t !== undefined && isExternal(t))) return node;
      const place = placeOfNode(node, position);
      return { ...node, attribute: node.attribute.map((one) => (one.t === undefined ? one : { ...one, t: load(one.t, place) })) };
    }),
  };
}

function isExternal({ dataLocation, externalData }: Tensor): boolean {
  return dataLocation === EXTERNAL || externalData.length > 0;
}

function loaded(tensor: Tensor, siblings: Siblings | undefined, fail: Fail): Tensor {
  const { location, offset, length } = readLocation(tensor, fail);
  const name = plainName(location, fail);
  const bytes = siblings?.(name) ?? { problem: "only the model itself was given", hint: SAVE_IN_ONE_FILE };
  if (!(bytes instanceof Uint8Array)) {
    throw fail({
      kind: "unsupported",
      message: "the data of a parameter is kept in another file, which cannot be read",
      note: `${quoted(name)}: ${bytes.problem}`,
      hint: bytes.hint ?? SAVE_IN_ONE_FILE,
    });
  }
  const end = length === undefined ? bytes.length : offset + length;
  if (offset > bytes.length || end > bytes.length) {
    throw fail({
      message: "the data of a parameter ends beyond the file it is kept in",
      note: `${quoted(name)} has ${bytes.length} bytes, the data is bytes ${offset} to ${end}`,
      hint: "the file is of another model or was cut off: copy both files again, or export the model again",
    });
  }
  return { ...tensor, rawData: aligned(bytes.subarray(offset, end)), dataLocation: undefined, externalData: [] };
}

/** Where the numbers of an array lie in a file, in bytes; without a length they reach to its end. */
interface Location {
  readonly location: string;
  readonly offset: number;
  readonly length: number | undefined;
}

function readLocation({ externalData }: Tensor, fail: Fail): Location {
  const entries = new Map(externalData.map(({ key = "", value = "" }) => [key, value]));
  const location = entries.get("location");
  if (location === undefined || location === "") throw fail({ message: "the data of a parameter is kept in another file, which is not named" });
  const sizeOf = (key: "offset" | "length"): number | undefined => {
    const text = entries.get(key);
    if (text === undefined) return undefined;
    const size = /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
    if (size === undefined) throw fail({ message: `the ${key} of a parameter in another file is ${quoted(text)}, no number of bytes` });
    return size;
  };
  return { location, offset: sizeOf("offset") ?? 0, length: sizeOf("length") };
}

/** The name below the model's folder, with `/` between its parts. */
function plainName(location: string, fail: Fail): string {
  const parts = location.split("/").filter((part) => part !== ".");
  const problem = problemOf(location, parts);
  if (problem === undefined) return parts.join("/");
  throw fail({
    kind: "unsupported",
    message: `the data of a parameter is kept in a file that is not read: ${quoted(location)}`,
    note: `${problem}; nnc reads files in the model's own folder and below it`,
    hint: SAVE_BESIDE,
  });
}

function problemOf(location: string, parts: readonly string[]): string | undefined {
  if (location.startsWith("/") || /^[a-z]:/i.test(location)) return "the name is that of a place on one machine";
  if (parts.includes("..")) return "the name leads out of the model's folder";
  if (location.includes("\\")) return "the name has a backslash, which means something else on each system";
  if (/[\u0000-\u001f\u007f]/.test(location)) return "the name has control characters";
  if (parts.length === 0 || parts.includes("")) return "the name is that of a folder";
  return undefined;
}

/** Arrays of float32 are used where they lie, and moved there where they are not aligned: that would write over others. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? bytes : Uint8Array.from(bytes);
}
