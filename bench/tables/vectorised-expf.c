/* expf of many numbers, as gcc makes it of a loop with -ffast-math: by the vectors of glibc. */
#include <math.h>
#include <stddef.h>

void vectorised_expf(const float *x, float *y, size_t n);

void vectorised_expf(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = expf(x[i]);
}
