// The languages nnc speaks. Adding one is a backend, a template folder and a line here.

import type { Backend, LanguageName } from "./backend.ts";
import { c } from "./c.ts";
import { go } from "./go.ts";
import { typescript } from "./typescript.ts";

export const BACKENDS: Readonly<Record<LanguageName, Backend>> = { c, go, ts: typescript };
