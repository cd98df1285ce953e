// Reads a safetensors file, as strictly as the format is described: every byte after the header belongs to one tensor.
// Knows nothing of what the tensors mean.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { quoted } from "../refuse.ts";
import { readHeader } from "./header.ts";
import type { DescribedTensor } from "./header.ts";
import type { ElementType, Safetensors, Tensor } from "./tensor.ts";
import { ELEMENT_TYPES, LENGTH_BYTES, MAXIMUM_HEADER_BYTES } from "./tensor.ts";

const DAMAGED = "the file is damaged or was cut off";

/**
 * Copies: the result does not depend on `bytes`. Nothing is allocated for a tensor before the file was found to hold it.
 *
 * @param file what messages call it.
 * @throws DiagnosticError of category model, and nothing else, whatever the bytes are.
 */
export function readSafetensors(bytes: Uint8Array, file: string): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = LENGTH_BYTES + headerLength(view, file);
  const header = readHeader(bytes.subarray(LENGTH_BYTES, start));
  if ("problem" in header) {
    throw header.tensor === undefined
      ? refused(file, "the header of the safetensors file cannot be read", header.problem)
      : refused(`${file}: tensor ${quoted(header.tensor)}`, "the tensor cannot be read", header.problem);
  }
  let covered = 0;
  const placed = header.tensors.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
  for (const tensor of placed) {
    const problem = misplaced(tensor, covered, bytes.length - start);
    if (problem !== undefined) throw refused(`${file}: tensor ${quoted(tensor.name)}`, "the tensor cannot be read", problem);
    covered = tensor.end;
  }
  if (covered !== bytes.length - start) {
    throw refused(file, "the tensors do not fill the safetensors file", `they end ${bytes.length - start - covered} bytes before it does`);
  }
  const tensors = header.tensors.map((tensor): [string, Tensor] => [tensor.name, elementsOf(tensor, view, start, file)]);
  return { metadata: header.metadata, tensors: new Map(tensors) };
}

function headerLength(view: DataView, file: string): number {
  if (view.byteLength < LENGTH_BYTES) throw refused(file, "the file is too short for a safetensors file", `it has ${view.byteLength} bytes`);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(MAXIMUM_HEADER_BYTES)) {
    throw refused(file, "the header of the safetensors file is too large", `it would have ${length} bytes; ${MAXIMUM_HEADER_BYTES} are allowed`);
  }
  if (length > BigInt(view.byteLength - LENGTH_BYTES)) {
    throw refused(file, "the safetensors file ends within its header", `the header has ${length} bytes, the file ${view.byteLength}`);
  }
  return Number(length);
}

/** Each tensor begins where the one before ends, lies within the file and has the size its shape asks for. */
function misplaced({ dtype, shape, begin, end }: DescribedTensor, covered: number, available: number): string | undefined {
  if (end < begin) return `it ends at byte ${end}, before it begins at ${begin}`;
  if (begin < covered) return `it begins at byte ${begin}, within the tensor before it, which ends at ${covered}`;
  if (begin > covered) return `it begins at byte ${begin}, but the tensor before it ends at ${covered}`;
  if (end > available) return `it ends at byte ${end}, after the file, which has ${available} bytes of tensors`;
  const type = typeNamed(dtype);
  if (type === undefined) return `its elements are of type ${quoted(dtype)}; nnc reads ${ELEMENT_TYPES.map(({ name }) => name).join(", ")}`;
  const size = shape.reduce((product, extent) => product * extent, type.bytes);
  if (size === end - begin) return undefined;
  // BigInt: the product of absurd extents is exact.
  const exact = shape.reduce((product, extent) => product * BigInt(extent), BigInt(type.bytes));
  return exact === BigInt(end - begin) ? undefined : `its shape asks for ${exact} bytes, but it has ${end - begin}`;
}

function elementsOf({ dtype, shape, begin, end }: DescribedTensor, view: DataView, start: number, file: string): Tensor {
  const type = typeNamed(dtype);
  if (type === undefined) throw refused(file, "the tensor cannot be read", `its elements are of type ${quoted(dtype)}`);
  return { shape, data: type.read(view, start + begin, (end - begin) / type.bytes) };
}

function typeNamed(dtype: string): ElementType | undefined {
  return ELEMENT_TYPES.find(({ name }) => name === dtype);
}

function refused(place: string, message: string, note: string): DiagnosticError {
  return new DiagnosticError({ id: "safetensors-damaged", message, place, note, hint: DAMAGED });
}
