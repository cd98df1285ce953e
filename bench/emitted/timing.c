/*
 * Times the contenders of contenders.h, a list CONTENDER(name) ..., one after the other in every round, and writes what they
 * compute. INPUTS, OUTPUTS and SCALAR come from the command line, as does SGEMV where OpenBLAS is linked.
 *
 * timing time ROUNDS  inputs on standard input (float32); a line a contender: name, bytes of all outputs, ns of a call in each
 *                     round and, of one number, ns of calls that each wait for the one before
 * timing count NAME CALLS  just that many calls, for a program that counts instructions
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "contender.h"

#define CONTENDER(name) function name;
#include "contenders.h"
#undef CONTENDER

static const struct {
    const char *name;
    function *call;
} contenders[] = {
#define CONTENDER(name) { #name, name },
#include "contenders.h"
#undef CONTENDER
};

enum { COUNT = sizeof contenders / sizeof *contenders, MOST_ROUNDS = 1000, MOST_INPUTS = 64, SAMPLE_NANOSECONDS = 1000000 };

static float x[MOST_INPUTS * INPUTS];
static float y[OUTPUTS];
static double alone[COUNT][MOST_ROUNDS];
static double chained[COUNT][MOST_ROUNDS];

/* Of the processor: what else the machine does meanwhile does not count. */
static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static void once(function *call, const float *input) {
#if SCALAR
    y[0] = call(input[0]);
#else
    call(input, y);
#endif
}

static double time_alone(function *call, int calls) {
    const double start = now();
    for (int i = 0; i < calls; ++i) {
        once(call, x);
    }
    return (now() - start) / calls;
}

static double time_chained(function *call, int calls) {
#if SCALAR
    /* The input stays the same number; that it depends on the result is nothing a compiler or processor can know. */
    static volatile float zero;
    const float nothing = zero;
    float value = x[0];
    const double start = now();
    for (int i = 0; i < calls; ++i) {
        value = x[0] + nothing * call(value);
    }
    const double time = (now() - start) / calls;
    y[0] = value;
    return time;
#else
    (void)call;
    (void)calls;
    return 0.0;
#endif
}

static void print(const char *name, const double *times, int rounds) {
    printf(" \"%s\": [", name);
    for (int round = 0; round < rounds; ++round) {
        printf("%s%.3f", round == 0 ? "" : ", ", times[round]);
    }
    printf("]");
}

static void time_all(int rounds) {
    const int inputs = (int)(fread(x, sizeof(float) * INPUTS, MOST_INPUTS, stdin));
    int calls[COUNT];
    for (int c = 0; c < COUNT; ++c) {
        int tried = 1;
        double first = time_alone(contenders[c].call, tried);
        while (first * tried < SAMPLE_NANOSECONDS / 10) {
            tried *= 2;
            first = time_alone(contenders[c].call, tried);
        }
        calls[c] = 1 + (int)(SAMPLE_NANOSECONDS / first);
    }
    for (int round = 0; round < rounds; ++round) {
        for (int c = 0; c < COUNT; ++c) {
            alone[c][round] = time_alone(contenders[c].call, calls[c]);
            if (SCALAR) {
                chained[c][round] = time_chained(contenders[c].call, calls[c]);
            }
        }
    }
    for (int c = 0; c < COUNT; ++c) {
        printf("{\"name\": \"%s\", \"outputs\": \"", contenders[c].name);
        for (int i = 0; i < inputs; ++i) {
            once(contenders[c].call, x + i * INPUTS);
            for (size_t byte = 0; byte < sizeof y; ++byte) {
                printf("%02x", ((const unsigned char *)y)[byte]);
            }
        }
        printf("\",");
        print("alone", alone[c], rounds);
        printf(",");
        print("chained", chained[c], SCALAR ? rounds : 0);
        printf("}\n");
    }
}

#ifdef SGEMV
void prepare_sgemv(void);
char *openblas_get_corename(void);
#endif

int main(int count, char **words) {
#ifdef SGEMV
    prepare_sgemv();
    printf("{\"core\": \"%s\"}\n", openblas_get_corename());
#endif
    if (count == 3 && strcmp(words[1], "time") == 0) {
        const int rounds = atoi(words[2]);
        if (rounds > 0 && rounds <= MOST_ROUNDS) {
            time_all(rounds);
            return 0;
        }
    }
    if (count == 4 && strcmp(words[1], "count") == 0) {
        for (int c = 0; c < COUNT; ++c) {
            if (strcmp(words[2], contenders[c].name) == 0) {
                time_alone(contenders[c].call, atoi(words[3]));
                return 0;
            }
        }
    }
    fprintf(stderr, "usage: timing time ROUNDS | timing count NAME CALLS\n");
    return 2;
}
