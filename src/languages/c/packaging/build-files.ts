// The files with which CMake, Meson and make build, test and install a package, and that pkg-config finds it by.

import cmake from "../../../../templates/c/package/CMakeLists.txt.hbs";
import make from "../../../../templates/c/package/Makefile.hbs";
import meson from "../../../../templates/c/package/meson.build.hbs";
import pkgConfig from "../../../../templates/c/package/pkg-config.pc.in.hbs";
import selfTest from "../../../../templates/c/package/selftest.c.hbs";
import type { PackageFile } from "../../../codegen/packaging/package-style.ts";
import type { PackageView } from "./package-view.ts";
import type { PackageStandard } from "./standard.ts";

export function buildFiles(shared: PackageView, { cmake: feature, option }: PackageStandard): readonly PackageFile[] {
  const { project, isTested } = shared;
  return [
    { path: "CMakeLists.txt", template: cmake, view: { ...shared, feature } },
    { path: "meson.build", template: meson, view: { ...shared, standard: option } },
    { path: "Makefile", template: make, view: shared },
    { path: `${project}.pc.in`, template: pkgConfig, view: shared },
    ...(isTested ? [{ path: "test/selftest.c", template: selfTest, view: shared }] : []),
  ];
}
