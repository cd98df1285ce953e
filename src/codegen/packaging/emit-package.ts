// Emits a package: the sources of one or more models, and the files with which the language's own tools build and test them. Writes no files.

import type { Package } from "../package.ts";
import type { PackageFacts, PackageStyle } from "./package-style.ts";
import { render } from "../render-template.ts";
import type { MadeMember } from "./member.ts";
import { MANIFEST_NAME, manifestOf } from "./manifest.ts";

/** @param made at least one, their names different. @returns the files by their paths from the folder on, with `/` between folders. */
export function emitPackage({ place, files }: PackageStyle, made: readonly MadeMember[], about: Omit<PackageFacts, "members">): Package {
  const facts: PackageFacts = { ...about, members: made.map(({ member }) => member) };
  const sources = made.flatMap((one) => [...one.sources].map(([name, text]) => [place(name), text] as const));
  const pictures = facts.members.flatMap(({ picture }) => (picture === undefined ? [] : [[picture.path, picture.text] as const]));
  const others = files(facts).map(({ path, template, view }) => [path, render(template, view)] as const);
  const all = new Map([...sources, ...others, ...pictures]);
  return new Map([...all, [MANIFEST_NAME, manifestOf(facts, all)]]);
}
