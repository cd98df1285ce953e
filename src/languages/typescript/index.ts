// TypeScript, as the registry takes it.

import type { SpokenLanguage } from "../spoken-language.ts";
import { compilers } from "./compilers.ts";
import { driver } from "./driver.ts";
import { typescript as language } from "./language.ts";
import { timer } from "./timer.ts";

export const typescript: SpokenLanguage<"ts"> = { language, driver, timer, compilers };
