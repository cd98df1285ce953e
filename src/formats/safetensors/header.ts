// Reads the header of a safetensors file: JSON without what JSON readers disagree about. Looks at no tensor's elements.

import type { Shape } from "../../network/shape.ts";
import { scanHeader } from "./scan-header.ts";
import { METADATA_KEY } from "./tensor.ts";

/** A tensor as the header describes it. */
export interface DescribedTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: Shape;
  /** In bytes after the header, the end not included. */
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: readonly DescribedTensor[];
}

/** What is wrong with a header. */
export interface HeaderProblem {
  readonly problem: string;
  /** The tensor in which it is. */
  readonly tensor?: string;
}

const SPACE = " ";

/** @param bytes from its `{` to its `}`, with the spaces that may follow. */
export function readHeader(bytes: Uint8Array): Header | HeaderProblem {
  const text = textOf(bytes);
  if (text === undefined) return { problem: "it is no JSON in UTF-8" };
  // Before anything is made of it: what is nested ever more deeply takes many times its own size.
  const { excess, disputed } = scanHeader(text);
  if (excess !== undefined) return { problem: excess };
  const json = parsed(text);
  if (json === undefined) return { problem: "it is no JSON in UTF-8" };
  if (disputed !== undefined) return { problem: disputed };
  if (!isObject(json) || !isPaddedObject(text)) return { problem: "it is no JSON object from its first byte to its last, padded with spaces" };
  const metadata = new Map<string, string>();
  const tensors: DescribedTensor[] = [];
  for (const [name, value] of Object.entries(json)) {
    if (name === METADATA_KEY) {
      const problem = readMetadata(value, metadata);
      if (problem !== undefined) return { problem };
      continue;
    }
    const tensor = described(name, value);
    if (tensor === undefined) return { problem: "it is not described by a dtype, a shape and two data_offsets", tensor: name };
    tensors.push(tensor);
  }
  return { metadata, tensors };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPaddedObject(text: string): boolean {
  let end = text.length;
  while (text[end - 1] === SPACE) end--;
  return text.startsWith("{") && text[end - 1] === "}";
}

function readMetadata(value: unknown, into: Map<string, string>): string | undefined {
  if (!isObject(value)) return `${METADATA_KEY} is no object`;
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== "string") return `${METADATA_KEY} has an entry that is no text`;
    into.set(key, text);
  }
  return undefined;
}

/** Undefined where the value is no description. A schema would do; of 200,000 tensors it takes a second longer. */
function described(name: string, value: unknown): DescribedTensor | undefined {
  if (!isObject(value) || !("dtype" in value && "shape" in value && "data_offsets" in value) || Object.keys(value).length !== 3) return undefined;
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string" || !areSizes(shape) || !areSizes(offsets) || offsets.length !== 2) return undefined;
  const [begin, end] = offsets;
  return { name, dtype, shape, begin, end };
}

function areSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
