// What a template sees: strings that are spelled already. A path that does not exist is an error, never an empty string.

import type { BannerSubject } from "./banner.ts";
import { bannerLines, summary } from "./banner.ts";
import type { SpelledProgram } from "./spell.ts";

export interface SourceView {
  readonly version: string;
  readonly summary: string;
  readonly banner: readonly string[];
  readonly packageName: string;
  readonly functionName: string;
  readonly tables: SpelledProgram["tables"];
  readonly fileScratch: readonly string[];
  readonly signature: string;
  readonly body: readonly string[];
}

export function sourceView(subject: BannerSubject, spelled: SpelledProgram): SourceView {
  return {
    version: subject.version,
    summary: summary(subject),
    banner: bannerLines(subject),
    packageName: spelled.functionName.toLowerCase(),
    functionName: spelled.functionName,
    tables: spelled.tables,
    fileScratch: spelled.fileScratch,
    signature: spelled.signature,
    body: spelled.body,
  };
}
