// The list of a package's files with a digest of each: it tells which files of a folder nnc wrote, and which of them were changed since.

import * as z from "zod/mini";
import { startSha256 } from "#sha256";
import type { Package } from "../package.ts";
import type { PackageFacts } from "./package-style.ts";
import type { Text } from "../text.ts";

/** In the package's folder. */
export const MANIFEST_NAME = "nnc-package.json";

/** What the list says; the digests are SHA-256, hexadecimal, by paths with `/` between folders. */
export interface Manifest {
  readonly generator: string;
  readonly command: string;
  readonly files: Readonly<Record<string, string>>;
}

const SCHEMA = z.object({
  generator: z.string(),
  command: z.string(),
  files: z.record(z.string(), z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});

/** The list of all other files. */
export function manifestOf({ generator, command }: Pick<PackageFacts, "generator" | "command">, files: Package): Text {
  const digests = [...files].map(([path, text]) => [path, digestOf(text)] as const).sort(([one], [other]) => (one < other ? -1 : 1));
  const manifest: Manifest = { generator, command, files: Object.fromEntries(digests) };
  return [`${JSON.stringify(manifest, null, 2)}\n`];
}

/** Undefined where the text is no such list. */
export function readManifest(text: string): Manifest | undefined {
  try {
    const read = SCHEMA.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Of a text's UTF-8. */
function digestOf(text: Text): string {
  const digest = startSha256();
  const encoder = new TextEncoder();
  for (const piece of text) digest.update(typeof piece === "string" ? encoder.encode(piece) : piece);
  return digest.hex();
}
