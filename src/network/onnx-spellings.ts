// The spellings of an op in ONNX as a list. Reads no file.

import type { OnnxSpelling, Op } from "./op.ts";

/** The newest first; none of ops that only occur while training. */
export function spellingsOf({ onnx }: Op): readonly OnnxSpelling[] {
  if (onnx === undefined) return [];
  return isList(onnx) ? onnx : [onnx];
}

function isList(onnx: OnnxSpelling | readonly OnnxSpelling[]): onnx is readonly OnnxSpelling[] {
  return Array.isArray(onnx);
}
