/* The largest error of `table` in SOURCE, the emitted file, at every float32 of [LOW, HIGH], against EXACT, an expression of x in double; with
 * how many numbers were tried. PART of PARTS: which of the numbers.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include SOURCE

/* Ordered as the numbers are. */
static int64_t place_of(float value) {
    int32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits < 0 ? -(int64_t)(bits & 0x7fffffff) : bits;
}

static float at_place(int64_t place) {
    const uint32_t bits = place < 0 ? 0x80000000u | (uint32_t)-place : (uint32_t)place;
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

int main(int count, char **words) {
    int part = 0, parts = 1;
    if (count == 3) {
        sscanf(words[1], "%d", &part);
        sscanf(words[2], "%d", &parts);
    }
    const int64_t first = place_of((float)LOW), last = place_of((float)HIGH);
    double worst = 0;
    float at = 0;
    uint64_t tried = 0;
    for (int64_t place = first + part; place <= last; place += parts) {
        const float number = at_place(place);
        const double x = number;
        const float result = table(number);
        const double error = fabs((double)result - (EXACT));
        if (error > worst) {
            worst = error;
            at = number;
        }
        ++tried;
    }
    printf("{\"error\": %.6e, \"at\": %.9g, \"tried\": %llu}\n", worst, (double)at, (unsigned long long)tried);
    return 0;
}
