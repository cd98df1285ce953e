// Runs a compiled network over a few calls, in one process of its language.

import { emitDriver } from "../../src/codegen/driver.ts";
import { emitSource, type EmitRequest } from "../../src/codegen/package.ts";
import { SPOKEN, type LanguageName } from "../../src/languages/index.ts";
import type { Network } from "../../src/network/network.ts";
import { callingConvention, type Program } from "../../src/program/program.ts";
import { SCALARS, type Values } from "../../src/program/scalar.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { withWorkDirectory } from "../../src/toolchain/work-directory.ts";
import { runSources } from "../../src/verify/run-emitted.ts";

/**
 * For each call the outputs of the program, in order.
 *
 * @param calls for each one the inputs of the program, in order.
 */
export async function runCompiled(
  network: Network,
  program: Program,
  calls: readonly (readonly Values[])[],
  toolchain: Toolchain<LanguageName>,
): Promise<readonly (readonly Values[])[]> {
  const model = { network, record: undefined };
  const request: EmitRequest = { model, network, program, name: "tests", version: "0", modelSha256: "", command: "" };
  const { language, driver } = SPOKEN[toolchain.language];
  // A program without inputs is called once for every byte it is given.
  const given = Buffer.concat(calls.map((inputs) => (inputs.length === 0 ? Buffer.alloc(1) : Buffer.concat(inputs.map(bytesOf)))));
  const bytes = await withWorkDirectory((folder) =>
    runSources(emitSource(language, request), emitDriver({ language, driver }, request), toolchain, folder, given),
  );
  let at = 0;
  return calls.map(() =>
    callingConvention(program).outputs.map(({ buffer: { scalar, size } }) => {
      const array = SCALARS[scalar].newValues(size);
      const end = at + array.byteLength;
      bytesOf(array).set(bytes.subarray(at, end));
      at = end;
      return array;
    }),
  );
}

/** NaN has no bits that mean anything. */
export function sameBits(a: Values, b: Values): boolean {
  return a.length === b.length && a.every((value, position) => Object.is(value, b[position]));
}

function bytesOf({ buffer, byteOffset, byteLength }: Values): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
