// Go, as the registry takes it.

import type { SpokenLanguage } from "../spoken-language.ts";
import { compilers } from "./compilers.ts";
import { driver } from "./driver.ts";
import { go as language } from "./language.ts";
import { timer } from "./timer.ts";

export const go: SpokenLanguage<"go"> = { language, driver, timer, compilers };
