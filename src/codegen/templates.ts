// The templates of every language. Adding a language is a line here; what they are filled with is view.ts.

import cDriver from "../../templates/c/driver.hbs";
import cHeader from "../../templates/c/header.h.hbs";
import cSource from "../../templates/c/source.c.hbs";
import goDriver from "../../templates/go/driver.hbs";
import goSource from "../../templates/go/source.go.hbs";
import tsDriver from "../../templates/ts/driver.hbs";
import tsSource from "../../templates/ts/source.ts.hbs";
import type { LanguageName } from "./backend.ts";
import type { Template } from "./render.ts";

interface LanguageTemplates {
  /** Filled with a SourceView. */
  readonly source: Template;
  /** Filled with a DriverView. */
  readonly driver: Template;
  /** Filled with a HeaderView; absent where the language has no headers. */
  readonly header?: Template;
}

export const TEMPLATES: Readonly<Record<LanguageName, LanguageTemplates>> = {
  c: { source: cSource, driver: cDriver, header: cHeader },
  go: { source: goSource, driver: goDriver },
  ts: { source: tsSource, driver: tsDriver },
};
