/* Prints the network's function beside the one it approximates: x, pseudo_exp(x), exp(x), difference. */

#include <math.h>
#include <stdio.h>

/* In pseudo_exp.c, which nnc emits. */
float pseudo_exp(float x);

int main(void) {
    puts("  x  pseudo_exp(x)    exp(x)  difference");
    for (int i = 0; i <= 10; ++i) {
        const float x = (float)i / 10.0f;
        const double approximate = (double)pseudo_exp(x);
        const double exact = exp((double)x);
        printf("%.1f  %13.6f  %8.6f  %+10.6f\n", (double)x, approximate, exact, approximate - exact);
    }
    return 0;
}
