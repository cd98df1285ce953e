// Names that mean something to the go command. Decides nothing.

/** Packages of Go's library without a slash in their names, of Go 1.18 to 1.26, and names the go command keeps for itself. */
export const OWN_PACKAGES: ReadonlySet<string> = new Set(
  ("all archive arena bufio builtin bytes cmd cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html " +
    "image index internal io iter log main maps math mime net os path plugin reflect regexp runtime simd slices sort std strconv strings structs sync syscall " +
    "testing text time unicode unique unsafe vendor weak").split(" "),
);

/** Ends of file names after an underscore that choose a system or a processor, known or kept for the future (go/build, syslist.go), or a test. */
export const CONSTRAINING: ReadonlySet<string> = new Set(
  ("test aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos " +
    "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x " +
    "sparc sparc64 wasm").split(" "),
);

/** Devices of Windows, with anything after a point, and the short names of its older file systems. */
export const RESERVED_ELEMENTS = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|~\d+(?:\.|$)/i;
