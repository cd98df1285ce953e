// The function for many arguments of an emitted TypeScript source, loaded into this process: with its types taken off, as Node does it.

import { transform } from "esbuild";
import { emitSource, type EmitRequest } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import type { Values } from "../../src/program/scalar.ts";

export type ManyCalls = (...arrays: readonly Values[]) => void;

/** As JavaScript. */
export async function javaScriptOf(request: EmitRequest): Promise<string> {
  const text = [...emitSource(typescript, request).values()].map(wholeText).join("");
  return (await transform(text, { loader: "ts" })).code;
}

let loaded = 0;

/** Loaded anew each time. @param request of the name `tested`. */
export async function loadBatch(request: EmitRequest): Promise<ManyCalls> {
  const code = `${await javaScriptOf(request)}\n// ${loaded++}\n`;
  const module: unknown = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
  if (typeof module !== "object" || module === null || !("testedArray" in module)) throw new Error("the source exports no testedArray");
  const { testedArray } = module;
  if (typeof testedArray !== "function") throw new Error("testedArray is no function");
  return (...arrays) => {
    Reflect.apply(testedArray, undefined, arrays);
  };
}
