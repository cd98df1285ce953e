/* What emitted sources take of it: clang knows each as an instruction of WebAssembly. */
float floorf(float x);
float ceilf(float x);
float fabsf(float x);
float sqrtf(float x);
float rintf(float x);
float truncf(float x);
