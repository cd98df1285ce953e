// The files by which what builds for boards knows a package: Arduino, PlatformIO, ESP-IDF, Zephyr.

import espIdf from "../../../../templates/c/package/idf_component.yml.hbs";
import platformIo from "../../../../templates/c/package/library.json.hbs";
import properties from "../../../../templates/c/package/arduino/library.properties.hbs";
import sketch from "../../../../templates/c/package/arduino/sketch.ino.hbs";
import zephyrCmake from "../../../../templates/c/package/zephyr/CMakeLists.txt.hbs";
import zephyrKconfig from "../../../../templates/c/package/zephyr/Kconfig.hbs";
import zephyrModule from "../../../../templates/c/package/zephyr/module.yml.hbs";
import type { Parameter } from "../../../codegen/language.ts";
import type { PackageFile, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { isFloat } from "../../../program/scalar.ts";
import { exampleLines } from "./example-call.ts";
import { heldDeclarations, heldNames, type PackageView } from "./package-view.ts";
import type { PackageStandard } from "./standard.ts";

export function boardFiles(shared: PackageView, members: readonly PackageMember[], standard: PackageStandard): readonly PackageFile[] {
  const { project, headers } = shared;
  const zephyr = { ...shared, symbol: `NNC_${project.toUpperCase()}` };
  const sketchView = {
    ...shared,
    prints: whatIsPrinted(members),
    held: members.flatMap(heldDeclarations),
    initialised: members.flatMap((member) => (member.state === undefined ? [] : [`${member.state.initialiser}(&${heldNames(member).state ?? ""});`])),
    calls: members.map((member) => printedCall(member, standard)),
  };
  return [
    { path: "library.properties", template: properties, view: { ...shared, includes: headers.join(",") } },
    { path: `examples/${project}/${project}.ino`, template: sketch, view: sketchView },
    { path: "library.json", template: platformIo, view: { ...shared, headerList: headers.map((header) => `"${header}"`).join(", ") } },
    { path: "idf_component.yml", template: espIdf, view: shared },
    { path: "zephyr/module.yml", template: zephyrModule, view: zephyr },
    { path: "zephyr/CMakeLists.txt", template: zephyrCmake, view: zephyr },
    { path: "zephyr/Kconfig", template: zephyrKconfig, view: zephyr },
  ];
}

function whatIsPrinted(members: readonly PackageMember[]): string {
  const computed = members.length === 1 ? `${members[0].function.functionName} computes` : "the functions compute";
  if (members.every(({ state }) => state === undefined)) return `Prints what ${computed} at one place of the domain, every second.`;
  return `Prints what ${computed} of the same arguments, one call after the other, every second.`;
}

interface PrintedCall {
  readonly functionName: string;
  readonly lines: readonly string[];
  readonly printed: readonly string[];
}

function printedCall(member: PackageMember, { dialect }: PackageStandard): PrintedCall {
  const { declarations, statements, call, results } = exampleLines(member, dialect, heldNames(member));
  const lines = [...declarations, ...statements, call].map((line) => line.replace(/^ {4}/, "  "));
  return { functionName: member.function.functionName, lines, printed: results.flatMap(printedResult) };
}

/** With six digits where there may be a fraction. */
function printedResult({ name, scalar, size }: Parameter): readonly string[] {
  const digits = isFloat(scalar) ? ", 6" : "";
  if (size === undefined) return ["Serial.print(' ');", `Serial.print(${name}${digits});`];
  return [`for (int i = 0; i < ${size}; ++i) {`, "  Serial.print(' ');", `  Serial.print(${name}[i]${digits});`, "}"];
}
