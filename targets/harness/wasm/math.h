/* What emitted sources take of it: clang has an instruction of WebAssembly for each, with -fno-math-errno. */
#define floorf __builtin_floorf
#define ceilf __builtin_ceilf
#define fabsf __builtin_fabsf
#define sqrtf __builtin_sqrtf
#define rintf __builtin_rintf
#define truncf __builtin_truncf
