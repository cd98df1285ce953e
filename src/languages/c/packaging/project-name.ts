// What build systems know a package by: its own name, unless one of them or the linker has that for itself.

/** Targets of CMake (policy CMP0037), Meson and make, and libraries of systems: `-lm` would find the package's. */
const TAKEN = new Set(
  ("all benchmark build clean coverage dist distcheck edit_cache help install package package_source phony PHONY preinstall rebuild_cache " +
    "reconfigure test uninstall ALL_BUILD INSTALL PACKAGE RUN_TESTS ZERO_CHECK c dl gcc m pthread rt stdc util").split(" "),
);

export function projectName(packageName: string): string {
  return TAKEN.has(packageName) ? `${packageName}_model` : packageName;
}
