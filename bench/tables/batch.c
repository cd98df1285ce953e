/* Times the function for many arguments beside calls one by one and beside expf in vectors; prints medians in nanoseconds of a result as JSON,
 * and fails where a bit differs. From the command line: LOW, HIGH, the domain.
 */
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

float table(float x);
void table_n(const float *x, float *y, size_t n);
void vectorised_expf(const float *x, float *y, size_t n);

enum { COUNT = 4096, ROUNDS = 101, TURNS = 20 };

static float inputs[COUNT], results[COUNT], single[COUNT];

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static void one_by_one(const float *x, float *y, size_t n) {
    for (size_t i = 0; i < n; ++i) y[i] = table(x[i]);
}

static double timed(void (*function)(const float *, float *, size_t), float *y) {
    const double start = now();
    for (int turn = 0; turn < TURNS; ++turn) function(inputs, y, COUNT);
    return (now() - start) / TURNS / COUNT;
}

static int by_size(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

int main(void) {
    static double times[3][ROUNDS];
    srand(1);
    for (int i = 0; i < COUNT; ++i) inputs[i] = (float)(LOW + (HIGH - LOW) * (rand() / (double)RAND_MAX));
    for (int round = 0; round < ROUNDS; ++round) {
        times[0][round] = timed(vectorised_expf, single);
        times[1][round] = timed(one_by_one, single);
        times[2][round] = timed(table_n, results);
    }
    if (memcmp(single, results, sizeof single) != 0) return 1;
    for (int which = 0; which < 3; ++which) qsort(times[which], ROUNDS, sizeof times[which][0], by_size);
    printf("{\"expf\": %.4f, \"single\": %.4f, \"batch\": %.4f}\n", times[0][ROUNDS / 2], times[1][ROUNDS / 2], times[2][ROUNDS / 2]);
    return 0;
}
