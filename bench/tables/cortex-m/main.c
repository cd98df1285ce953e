/* Calls CALLED so many times (CALLS) with numbers of [0, 1]. */
#include <math.h>

float table(float x);
float nothing(float x);

static volatile float inputs[8] = {0.01f, 0.2f, 0.35f, 0.5f, 0.61f, 0.77f, 0.93f, 1.0f};
static volatile float output;

int main(void) {
    for (int i = 0; i < CALLS; ++i) output = CALLED(inputs[i & 7]);
    return 0;
}
