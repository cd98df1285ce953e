// Reads the files of the page of --live, which scripts/build.mjs bundles into dist/live. Serves nothing.

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PageFile } from "./server.ts";

const FILES = [
  { path: "/", file: "page.html", type: "text/html; charset=utf-8" },
  { path: "/page.js", file: "page.js", type: "text/javascript; charset=utf-8" },
  { path: "/page.css", file: "page.css", type: "text/css; charset=utf-8" },
  { path: "/icon.svg", file: "icon.svg", type: "image/svg+xml" },
  ...["latin", "latin-ext", "greek", "cyrillic"].flatMap((script) =>
    [400, 600].map((weight) => {
      const file = `source-sans-3-${script}-${weight}-normal.woff2`;
      return { path: `/${file}`, file, type: "font/woff2" };
    }),
  ),
];

/** Throws where nnc was not built. */
export function readPageFiles(): readonly PageFile[] {
  const folder = builtFolder();
  return FILES.map(({ path, file, type }) => ({ path, type, bytes: readFileSync(join(folder, file)) }));
}

/** `dist` is beside `src` in a checkout. */
function builtFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!/^(src|dist)$/.test(basename(folder)) && folder !== dirname(folder)) folder = dirname(folder);
  return join(dirname(folder), "dist", "live");
}
