/* Records and results byte by byte through general-purpose registers, which the simulator watches (simulate-avr.c). */
#include "platform.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>

int platform_receive(void *bytes, unsigned size) {
    unsigned char *to = (unsigned char *)bytes;
    while (size-- > 0) {
        if (GPIOR2 == 0) {
            return 0;
        }
        *to++ = GPIOR0;
    }
    return 1;
}

void platform_send(const void *bytes, unsigned size) {
    const unsigned char *from = (const unsigned char *)bytes;
    while (size-- > 0) {
        GPIOR1 = *from++;
    }
}

void platform_end(void) {
    cli();
    sleep_enable();
    sleep_cpu();
}
