/* The clock and the median, for programs that time functions. Needs _POSIX_C_SOURCE to be 200809L before the first header. */
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

/* Nanoseconds. */
static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static int by_size(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Sorts the times. */
static double median(double *times, size_t count) {
    qsort(times, count, sizeof *times, by_size);
    return times[count / 2];
}
