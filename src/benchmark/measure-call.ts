// Measures what one emitted function takes: bytes of its object file and, where valgrind counts them, instructions of a call. Times nothing.

import type { EmitRequest } from "../codegen/package.ts";
import type { DomainVariable } from "../network/model.ts";
import { callingConvention } from "../program/program.ts";
import { withWorkDirectory } from "../toolchain/work-directory.ts";
import { compiledEntry, type TimedToolchain } from "./built-entry.ts";
import { emittedEntry } from "./contenders/emitted.ts";
import { instructionsOfACall } from "./instructions.ts";
import type { ObjectSizes } from "./object-file.ts";
import { asked } from "./protocol.ts";
import { drawnArguments } from "./subject.ts";

export interface MeasuredCall extends Pick<ObjectSizes, "code" | "data"> {
  /** Of a call, with the loop around it; undefined where they are not counted or cannot be. */
  readonly instructions: number | undefined;
}

const TURNS = 2;

/**
 * @param request under the name `TIMED`.
 * @param domain where arguments are drawn, empty where nobody knows it; undefined where no instructions are to be counted.
 * @throws DiagnosticError of category toolchain where it does not compile.
 */
export async function measureCall(request: EmitRequest, toolchain: TimedToolchain, domain: readonly DomainVariable[] | undefined): Promise<MeasuredCall> {
  return withWorkDirectory(async (folder) => {
    const { sizes: { code, data }, link } = await compiledEntry(emittedEntry(request, toolchain.language), toolchain, folder);
    if (domain === undefined || !takesFloat32(request)) return { code, data, instructions: undefined };
    const drawn = drawnArguments(domain, request.program);
    const input = asked(request.program, drawn, { rounds: 0, turns: TURNS });
    return { code, data, instructions: await instructionsOfACall(await link([]), input, TURNS * drawn.count) };
  });
}

/** What can be drawn from a domain, and nothing else. */
function takesFloat32({ program }: EmitRequest): boolean {
  const { inputs, outputs } = callingConvention(program);
  return inputs.length > 0 && [...inputs, ...outputs].every(({ buffer: { scalar } }) => scalar === "f32");
}
