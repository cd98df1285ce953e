// What is typed: targets, domains, activations, names of functions and whole command lines.

import { COMMANDS } from "../../../../src/cli/commands/index.ts";
import { readRequest } from "../../../../src/cli/arguments/request.ts";
import { DiagnosticError } from "../../../../src/diagnostics/diagnostic.ts";
import { checkFunctionName, legalName } from "../../../../src/languages/function-name.ts";
import { LANGUAGES } from "../../../../src/languages/index.ts";
import { parseActivation } from "../../../../src/network/activation.ts";
import { readDomainVariable } from "../../../../src/run/settings/domain.ts";
import { settingsFromJson } from "../../../../src/run/settings/settings-json.ts";
import { compileTarget } from "../../../../src/train/target/target.ts";
import type { HostileReader } from "../hostile-reader.ts";
import { NO_FILES, utf8 } from "../hostile-reader.ts";
import { SMUGGLING } from "../smuggled.ts";

const LONG = 200_000;
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function smuggling(around: (text: string) => string): HostileReader["made"] {
  return SMUGGLING.map((one) => ({ name: JSON.stringify(one), bytes: () => utf8(around(one)) }));
}

export const targets: HostileReader = {
  name: "targets",
  seeds: ["exp(x)", "x < 0 ? -x : x^2 + 1e-3*sin(2*pi*x)", "max(0, min(1, sqrt(abs(x)) / 3))"].map(utf8),
  tokens: ["(", ")", "^", "**", "!", "'", "x", "sin(", "? :", "1e999", "i", "import(", "evaluate(", "x.constructor", "[1,2]", "{}", "=", ";", "#"],
  made: [
    ...["(", "-", "[", "{", "sin(", "x^", "x?", "not "].map((one) => ({ name: `${one} many times`, bytes: () => utf8(`${one.repeat(LONG)}x`) })),
    ...["(", "-", "x^", "x?x:", "not ", "x<"].map((one) => ({ name: `${one} as often as may be`, bytes: () => utf8(`${one.repeat(990 / one.length)}x`) })),
    { name: "400 parentheses", bytes: () => utf8(`${"(".repeat(400)}x${")".repeat(400)}`) },
    { name: "50 parentheses", bytes: () => utf8(`${"sin(".repeat(50)}x${")".repeat(50)}`) },
    { name: "a long sum", bytes: () => utf8(`x${"+x".repeat(LONG)}`) },
    ...smuggling((one) => `exp(x)${one}`),
  ],
  async read(bytes) {
    const target = await compileTarget(text(bytes), ["x"]);
    for (const x of [0, 0.5, -1, 1e30, NaN]) target.evaluate([x]);
    return new Map([["target", `/* ${target.expression} */`]]);
  },
};

export const domains: HostileReader = {
  name: "domains",
  seeds: ["x=0:1", "-pi:pi", "rate=1e-3:1e6"].map(utf8),
  tokens: [":", "=", "-", "pi", "e", "inf", "nan", ","],
  made: [{ name: "many digits", bytes: () => utf8(`x=${"9".repeat(LONG)}:1`) }, { name: "many colons", bytes: () => utf8(":".repeat(LONG)) }, ...smuggling((one) => `${one}=0:1`)],
  read(bytes) {
    const domain = readDomainVariable(text(bytes));
    return Promise.resolve("problem" in domain ? NO_FILES : new Map([["domain", `${domain.name};`]]));
  },
};

export const activations: HostileReader = {
  name: "activations",
  seeds: ["leaky_relu:0.2", "relu", "softplus"].map(utf8),
  tokens: [":", ",", "-1", "identity", "__proto__"],
  made: [{ name: "many digits", bytes: () => utf8(`leaky_relu:${"9".repeat(LONG)}`) }, ...smuggling((one) => `relu${one}`), ...smuggling((one) => one)],
  read(bytes) {
    parseActivation(text(bytes));
    return Promise.resolve(NO_FILES);
  },
};

export const names: HostileReader = {
  name: "names",
  seeds: ["pseudo_exp", "a1", "Network"].map(utf8),
  tokens: ["_", "main", "int", "EOF", "init", "strdup", "é", "\ud83d\ude00", "-"],
  made: [{ name: "a long one", bytes: () => utf8("a".repeat(LONG)) }, ...smuggling((one) => one), ...LANGUAGES.flatMap(({ reserved }) => [...reserved].slice(0, 8).map((word) => ({ name: word, bytes: () => utf8(word) })))],
  read(bytes) {
    const legal = legalName(text(bytes));
    checkFunctionName(legal);
    checkFunctionName(text(bytes));
    return Promise.resolve(new Map([["name", `${legal}();`]]));
  },
};

/** Words end in a NUL. */
export const commandLines: HostileReader = {
  name: "command lines",
  seeds: ["train\0--target\0sin(x)\0--domain\0-pi:pi\0-o\0sin.onnx", "emit\0exp.onnx\0--lang=c\0-q", "check\0a.onnx\0--lang\0c,go\0--json"].map(utf8),
  tokens: ["\0", "--", "-", "=", "--target", "--no-force", "-qv", "--__proto__", "--constructor=1", "--help"],
  made: [
    { name: "many words", isLarge: true, bytes: () => utf8(`emit${"\0x".repeat(20_000)}`) },
    { name: "an option many times", isLarge: true, bytes: () => utf8(`train${"\0--domain\0x=0:1".repeat(5000)}`) },
    { name: "a long option", isLarge: true, bytes: () => utf8(`train\0--${"a".repeat(LONG)}`) },
    ...smuggling((one) => `emit\0--${one}\0x`),
    ...smuggling((one) => one.replaceAll("\0", "")),
  ],
  async read(bytes) {
    await readRequest(text(bytes).split("\0"), COMMANDS);
    return NO_FILES;
  },
};

export const settings: HostileReader = {
  name: "settings",
  seeds: ['{"recipe":"article","max-error":"0.5"}', '{"hidden":"16,32","seed":"3","target":["exp(x)"],"domain":["x=0:1"]}'].map(utf8),
  tokens: ["{}", "[]", "null", '"__proto__":{}', "1e999"],
  made: [{ name: "lists within lists", bytes: () => utf8("[".repeat(2_000_000)) }, ...smuggling((one) => JSON.stringify({ recipe: one, target: [one] }))],
  read(bytes) {
    try {
      settingsFromJson(text(bytes));
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
    }
    return Promise.resolve(NO_FILES);
  },
};
