// TypeScript, as the registry takes it, and JavaScript as a variant of it.

import type { SpokenLanguage, VariantLanguage } from "../spoken-language.ts";
import { compilers } from "./compilers.ts";
import { driver } from "./driver.ts";
import { javascript as variant, typescript as language } from "./language.ts";
import { packageStyle, variantPackageStyle } from "./package.ts";
import { timer } from "./timer.ts";

export const typescript: SpokenLanguage<"ts"> = { language, packageStyle, driver, timer, compilers };

export const javascript: VariantLanguage<"js", "ts"> = { language: variant, packageStyle: variantPackageStyle, of: "ts" };
