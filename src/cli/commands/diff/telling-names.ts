// What two models are called in a picture, which has no room for long paths. Opens no file.

import type { Both } from "../../../compare/compared-parameters.ts";

/** As many of the last parts of both paths as tell them apart: `exp.onnx` and `sin.onnx`, `old/exp.onnx` and `new/exp.onnx`. */
export function tellingNames([one, other]: Both<string>): Both<string> {
  const [parts, others] = [one.split(/[\\/]/), other.split(/[\\/]/)];
  for (let count = 1; count < Math.max(parts.length, others.length); count++) {
    const [name, otherName] = [parts.slice(-count).join("/"), others.slice(-count).join("/")];
    if (name !== otherName) return [name, otherName];
  }
  return [one, other];
}
