// Reads the header of a safetensors file: JSON without what JSON readers disagree about. Looks at no tensor's elements.

import * as z from "zod/mini";
import type { Shape } from "../../network/shape.ts";
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

const size = z.int().check(z.nonnegative());
const description = z.strictObject({ dtype: z.string(), shape: z.array(size), data_offsets: z.tuple([size, size]) });
const object = z.custom<object>((value) => typeof value === "object" && value !== null && !Array.isArray(value));

/** Strings, the marks of JSON, and whatever else stands between them. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;
const WHOLE = /^(?:0|[1-9]\d*)$/;

/** @param bytes from its `{` to its `}`, with the spaces that may follow. */
export function readHeader(bytes: Uint8Array): Header | HeaderProblem {
  let json: unknown;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    json = JSON.parse(text);
  } catch {
    return { problem: "it is no JSON in UTF-8" };
  }
  const disputed = findDisputed(text);
  if (disputed !== undefined) return { problem: disputed };
  const entries = object.safeParse(json);
  if (!/^\{.*\} *$/s.test(text) || !entries.success) return { problem: "it is no JSON object from its first byte to its last, padded with spaces" };
  const metadata = new Map<string, string>();
  const tensors: DescribedTensor[] = [];
  for (const [name, value] of Object.entries(entries.data)) {
    if (name === METADATA_KEY) {
      const problem = readMetadata(value, metadata);
      if (problem !== undefined) return { problem };
      continue;
    }
    const described = description.safeParse(value);
    if (!described.success) return { problem: "it is not described by a dtype, a shape and two data_offsets", tensor: name };
    const { dtype, shape, data_offsets: [begin, end] } = described.data;
    tensors.push({ name, dtype, shape, begin, end });
  }
  return { metadata, tensors };
}

function readMetadata(value: unknown, into: Map<string, string>): string | undefined {
  const entries = object.safeParse(value);
  if (!entries.success) return `${METADATA_KEY} is no object`;
  for (const [key, text] of Object.entries(entries.data)) {
    if (typeof text !== "string") return `${METADATA_KEY} has an entry that is no text`;
    into.set(key, text);
  }
  return undefined;
}

/** Keys that are there twice, and numbers that are not written as whole ones: readers would make different things of them. */
function findDisputed(text: string): string | undefined {
  const keys: (Set<string> | undefined)[] = [];
  let before = "";
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === "{") keys.push(new Set());
    else if (token === "[") keys.push(undefined);
    else if (token === "}" || token === "]") keys.pop();
    else if (token === ":") {
      const key = String(JSON.parse(before));
      if (keys.at(-1)?.has(key) === true) return `the key ${JSON.stringify(key.slice(0, 80))} is there twice`;
      keys.at(-1)?.add(key);
    } else if (/^[-\d]/.test(token) && !WHOLE.test(token)) return `${token.slice(0, 80)} is not written as a whole number`;
    before = token;
  }
  return undefined;
}
