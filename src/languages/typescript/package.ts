// What makes a folder of sources an npm package: what package.json says, an entry for several models, a test of each. README.md is readme.ts's.

import index from "../../../templates/ts/package/index.hbs";
import json from "../../../templates/ts/package/package.json.hbs";
import test from "../../../templates/ts/package/test.js.hbs";
import { emitWithHeader } from "../../codegen/package.ts";
import type { PackageFacts, PackageFile, PackageMember, PackageStyle } from "../../codegen/packaging/package-style.ts";
import { javascript } from "./language.ts";
import { entriesOf, npmName, reexports } from "./package-names.ts";
import { testView } from "./package-test.ts";
import { readmeFile } from "./readme.ts";

/** JavaScript with its types, and the TypeScript that it is. */
export const packageStyle: PackageStyle = {
  place: (file) => (/\.d\.ts$|\.js$/.test(file) ? file : `src/${file}`),
  moreSources: (request) => emitWithHeader(javascript, request).files,
  files: (facts) => filesOf(facts, ["src"]),
};

/** JavaScript with its types. */
export const variantPackageStyle: PackageStyle = {
  place: (file) => file,
  files: (facts) => filesOf(facts, []),
};

/** @param folders of sources. */
function filesOf(facts: PackageFacts, folders: readonly string[]): readonly PackageFile[] {
  return [packageJson(facts, folders), ...indexFiles(facts), ...facts.members.flatMap((member) => testFile(facts, member)), readmeFile(facts)];
}

function packageJson(facts: PackageFacts, folders: readonly string[]): PackageFile {
  const { version, summary, members } = facts;
  const pictures = members.some(({ picture }) => picture !== undefined) ? ["*.svg"] : [];
  const view = {
    name: quoted(npmName(facts.name)),
    version: quoted(version),
    description: quoted(summary),
    entries: entriesOf(facts).map(({ path, file }) => ({ path: quoted(path), types: quoted(`./${file}.d.ts`), module: quoted(`./${file}.js`) })),
    files: ["*.js", "*.d.ts", ...pictures, ...folders].map(quoted).join(", "),
  };
  return { path: "package.json", template: json, view };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** None where there is one model, whose file is the entry. */
function indexFiles(facts: PackageFacts): readonly PackageFile[] {
  if (facts.members.length === 1) return [];
  const [{ file }] = entriesOf(facts);
  const exports = reexports(facts.members).map(({ name, names }) => {
    return `export { ${names.map(({ own, exported }) => (own === exported ? own : `${own} as ${exported}`)).join(", ")} } from "./${name}.js";`;
  });
  return ["js", "d.ts"].map((extension) => ({ path: `${file}.${extension}`, template: index, view: { generator: facts.generator, exports } }));
}

/** None where nothing can be tested: results are the platform's. */
function testFile({ generator }: PackageFacts, member: PackageMember): readonly PackageFile[] {
  const view = testView(member);
  return view === undefined ? [] : [{ path: `test/${member.name}.test.js`, template: test, view: { generator, ...view } }];
}
