/* Times an emitted kernel beside the platform's function of float: OWN and LIBRARY, functions of OPERANDS numbers between FROM and TO.
 * Prints nanoseconds a call, least of all rounds: of independent calls, then of calls that wait for one another, own first.
 */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define COUNT 4096
#define ROUNDS 300

#if OPERANDS == 1
typedef float function(float x);
#define CALL(f, x) f(x)
#else
typedef float function(float x, float y);
#define CALL(f, x) f(x, 1.7f)
#endif

function OWN;

/* Compilers know nothing of what is called: they would leave out calls of functions they know whose results are not used. */
static function *volatile const own_function = OWN;
static function *volatile const library_function = LIBRARY;

static float inputs[COUNT], results[COUNT];

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* The next argument, which is known only once the result before it is. */
static float after(float argument, float result, uint32_t nothing) {
    uint32_t bits, before;
    memcpy(&bits, &argument, sizeof bits);
    memcpy(&before, &result, sizeof before);
    bits |= before & nothing;
    memcpy(&argument, &bits, sizeof argument);
    return argument;
}

static double independent(function *called) {
    const double start = now();
    for (int i = 0; i < COUNT; ++i) {
        results[i] = CALL(called, inputs[i]);
    }
    return (now() - start) / COUNT;
}

static double chained(function *called, uint32_t nothing) {
    const double start = now();
    float result = 0.0f;
    for (int i = 0; i < COUNT; ++i) {
        result = CALL(called, after(inputs[i], result, nothing));
    }
    results[0] = result;
    return (now() - start) / COUNT;
}

int main(void) {
    volatile uint32_t nothing = 0;
    double least[4] = {INFINITY, INFINITY, INFINITY, INFINITY};
    for (int i = 0; i < COUNT; ++i) {
        /* In no order: a processor learns what is repeated. */
        inputs[i] = (float)(FROM + (TO - FROM) * (double)((i * 1597L) % COUNT) / COUNT);
    }
    for (int round = 0; round < ROUNDS; ++round) {
        const double times[4] = {
            independent(own_function),
            independent(library_function),
            chained(own_function, nothing),
            chained(library_function, nothing),
        };
        for (int i = 0; i < 4; ++i) {
            least[i] = fmin(least[i], times[i]);
        }
    }
    printf("%.17g %.17g %.17g %.17g\n", least[0], least[1], least[2], least[3]);
    return 0;
}
