// A C package built, tested, installed and used as its users would: by CMake, by Meson, by make, and as an ESP-IDF component.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runIn, writePackage } from "../written-package.ts";
import { PROGRAM, SAMPLE } from "./sample.ts";

let folder = "";
let sources = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-packages-"));
  sources = join(folder, "sample");
  writePackage(SAMPLE, sources);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A project of these files beside the package. */
function project(name: string, files: Readonly<Record<string, string>>): string {
  const place = join(folder, name);
  mkdirSync(place);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  return place;
}

describe.each([["gcc", "OFF"], ["clang", "ON"]])("CMake with %s, shared libraries %s", (compiler, isShared) => {
  test("builds, tests and installs; find_package finds it, of its major version alone", () => {
    const [built, installed] = [join(folder, `cmake-${compiler}`), join(folder, `cmake-${compiler}-installed`)];
    runIn(folder, ["cmake", "-S", sources, "-B", built, `-DCMAKE_C_COMPILER=${compiler}`, `-DBUILD_SHARED_LIBS=${isShared}`, "-DCMAKE_BUILD_TYPE=Release"]);
    runIn(folder, ["cmake", "--build", built]);
    expect(runIn(folder, ["ctest", "--test-dir", built])).toContain("100% tests passed, 0 tests failed out of 1");
    runIn(folder, ["cmake", "--install", built, "--prefix", installed]);
    const list = (version: string): string =>
      `cmake_minimum_required(VERSION 3.14)\nproject(user C CXX)\nfind_package(sample ${version} CONFIG REQUIRED)\n` +
      "add_executable(user user.c)\nadd_executable(user_cpp user.cpp)\n" +
      "target_link_libraries(user PRIVATE sample::sample)\ntarget_link_libraries(user_cpp PRIVATE sample::sample)\n";
    const user = project(`cmake-${compiler}-user`, { "CMakeLists.txt": list("1.2"), "user.c": PROGRAM, "user.cpp": PROGRAM });
    runIn(user, ["cmake", "-B", "build", `-DCMAKE_PREFIX_PATH=${installed}`]);
    runIn(user, ["cmake", "--build", "build"]);
    for (const program of ["user", "user_cpp"]) runIn(user, [`./build/${program}`]);
    const later = project(`cmake-${compiler}-later`, { "CMakeLists.txt": list("2.0") });
    expect(() => runIn(later, ["cmake", "-B", "build", `-DCMAKE_PREFIX_PATH=${installed}`])).toThrow(/compatible\s+with requested version "2\.0"/);
    expect(runIn(folder, ["pkg-config", "--libs", "sample"], { PKG_CONFIG_PATH: built })).toContain("-lsample");
  });
});

test("CMake as a part of another project, whose tests are its own", () => {
  const list = "cmake_minimum_required(VERSION 3.14)\nproject(whole C)\ninclude(CTest)\nadd_subdirectory(../sample sample)\n" +
    "add_executable(user user.c)\ntarget_link_libraries(user PRIVATE sample::sample)\nadd_test(NAME user COMMAND user)\n";
  const whole = project("whole", { "CMakeLists.txt": list, "user.c": PROGRAM });
  runIn(whole, ["cmake", "-B", "build"]);
  runIn(whole, ["cmake", "--build", "build"]);
  const said = runIn(whole, ["ctest", "--test-dir", "build"]);
  expect(said).toContain("100% tests passed, 0 tests failed out of 1");
  expect(said).not.toContain("selftest");
});

test("CMake without tests where BUILD_TESTING says so", () => {
  const built = join(folder, "untested");
  runIn(folder, ["cmake", "-S", sources, "-B", built, "-DBUILD_TESTING=OFF"]);
  expect(runIn(folder, ["cmake", "--build", built, "--target", "help"])).not.toContain("selftest");
});

test("ESP-IDF gets its sources and the folder of its headers, and reads no further", () => {
  const script = project("esp", {
    "component.cmake": 'set(ESP_PLATFORM 1)\nfunction(idf_component_register)\n  message(STATUS "registered ${ARGV}")\nendfunction()\ninclude(../sample/CMakeLists.txt)\n',
  });
  expect(runIn(script, ["cmake", "-P", "component.cmake"])).toBe("-- registered SRCS;src/pseudo_exp.c;src/three_to_two.c;INCLUDE_DIRS;src\n");
});

test("Zephyr gets a library where its symbol is set, and nothing where it is not", () => {
  const stubs = ["zephyr_library_named", "zephyr_library_sources", "zephyr_include_directories"]
    .map((name) => `function(${name})\n  message(STATUS "${name} \${ARGV}")\nendfunction()\n`).join("");
  const script = project("zephyr", { "on.cmake": `set(CONFIG_NNC_SAMPLE y)\n${stubs}include(../sample/zephyr/CMakeLists.txt)\n`, "off.cmake": `${stubs}include(../sample/zephyr/CMakeLists.txt)\n` });
  expect(runIn(script, ["cmake", "-P", "on.cmake"]).split("\n")).toEqual([
    "-- zephyr_library_named sample", "-- zephyr_library_sources ../src/pseudo_exp.c;../src/three_to_two.c", "-- zephyr_include_directories ../src", "",
  ]);
  expect(runIn(script, ["cmake", "-P", "off.cmake"])).toBe("");
});

describe.each(["gcc", "clang"])("Meson with %s", (compiler) => {
  const chosen = { CC: compiler };

  test("builds, tests and installs; pkg-config finds it", () => {
    const [built, installed] = [join(folder, `meson-${compiler}`), join(folder, `meson-${compiler}-installed`)];
    runIn(folder, ["meson", "setup", built, sources, "--prefix", installed, "--libdir", "lib"], chosen);
    expect(runIn(folder, ["meson", "test", "-C", built])).toMatch(/Ok: +1 +\n/);
    runIn(folder, ["meson", "install", "-C", built]);
    usedThroughPkgConfig(compiler, join(installed, "lib"));
  });

  test("as a subproject", () => {
    const user = project(`meson-${compiler}-user`, { "meson.build": "project('user', 'c')\ntest('user', executable('user', 'user.c', dependencies: dependency('sample', fallback: 'sample')))\n", "user.c": PROGRAM });
    writePackage(SAMPLE, join(user, "subprojects", "sample"));
    runIn(user, ["meson", "setup", "build"], chosen);
    expect(runIn(user, ["meson", "test", "-C", "build"])).toMatch(/Ok: +1 +\n/);
  });
});

test.each(["gcc", "clang"])("make with %s installs; pkg-config finds it", (compiler) => {
  const installed = join(folder, `make-${compiler}`);
  runIn(sources, ["make", "clean", "check", "install", `CC=${compiler}`, `PREFIX=${installed}`]);
  usedThroughPkgConfig(compiler, join(installed, "lib"));
});

function usedThroughPkgConfig(compiler: string, libraries: string): void {
  const environment = { PKG_CONFIG_PATH: join(libraries, "pkgconfig") };
  expect(runIn(folder, ["pkg-config", "--modversion", "sample"], environment)).toBe("1.2.3\n");
  const options = runIn(folder, ["pkg-config", "--cflags", "--libs", "sample"], environment).trim().split(" ");
  writeFileSync(join(folder, "linked.c"), PROGRAM);
  runIn(folder, [compiler, "linked.c", ...options, `-Wl,-rpath,${libraries}`, "-o", "linked"]);
  runIn(folder, ["./linked"]);
}
