// Engines that run one script and print: the emitted TypeScript without its types, inputs and results as the words of their bits.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import typescript from "typescript";
import { render } from "../../src/codegen/render-template.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { recordsOf } from "../../src/verify/typed-records.ts";
import scriptTemplate from "../harness/script.js.hbs";
import { runProgram } from "../run-program.ts";
import { sourceOf, viewOf, type Subject } from "../subjects/subject.ts";
import type { Build } from "../target.ts";
import { resultsOf } from "./records.ts";

/** Of the language, as TypeScript calls it. */
type Version = "es5" | "es2015";

/**
 * @param print what writes a line there.
 * @param command to which the script's path is added.
 * @param target what the engine has all of.
 */
export function scriptBuild(name: string, print: string, command: readonly string[], target: Version = "es2015"): Build {
  return {
    name,
    run: (subject, folder) => {
      const script = join(folder, "script.js");
      writeFileSync(script, scriptOf(subject, print, target));
      const printed = runProgram([...command, script], { folder }).toString().trim();
      const words = Uint32Array.from(printed.split(/\s+/), Number);
      return { kind: "ran", results: resultsOf(subject, new Uint8Array(words.buffer), "little"), figures: {} };
    },
  };
}

function scriptOf(subject: Subject, print: string, target: Version): string {
  const { options: compilerOptions } = typescript.convertCompilerOptionsFromJson({ target, module: "commonjs" }, "");
  const source = typescript.transpileModule(sourceOf(subject, "ts"), { compilerOptions }).outputText;
  const bytes = recordsOf(subject.requests.ts.program, subject.points).slice();
  return wholeText(render(scriptTemplate, { ...viewOf(subject, "ts"), source, words: new Uint32Array(bytes.buffer).join(","), print }));
}
