/* Calls an emitted function of int8 with every record, as often as the number before the first record says. INPUTS and OUTPUTS come from the
 * command line. */
#include <stdint.h>
#include "platform.h"

void network(const int8_t *x, int8_t *y);

int main(void) {
    static uint32_t times;
    static int8_t x[INPUTS];
    static int8_t y[OUTPUTS];

    if (!platform_receive(&times, sizeof times)) {
        return 1;
    }
    while (platform_receive(x, sizeof x)) {
        for (uint32_t turn = 0; turn < times; ++turn) {
            network(x, y);
        }
        platform_send(y, sizeof y);
    }
    platform_end();
    return 0;
}
