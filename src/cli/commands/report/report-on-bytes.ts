// Makes the page on a model of its bytes. Writes no file.

import { loadBytes } from "../../../pipeline/load-model.ts";
import { reportOn } from "./model-report.ts";

/**
 * The page, as UTF-8.
 *
 * @param bytes of the model file that is or will be at `path`.
 * @param notes what is worth knowing besides.
 */
export async function reportOnBytes(bytes: Uint8Array, path: string, notes: readonly string[]): Promise<Uint8Array> {
  return new TextEncoder().encode(await reportOn(loadBytes(bytes, { path }), undefined, {}, notes));
}
