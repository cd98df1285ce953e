/* Starts a program on a Cortex-M: memory, the floating-point unit where there is one, main, the end. */
#include "platform.h"

#include <stdint.h>

extern uint32_t data_load, data_start, data_end, bss_start, bss_end, stack_top;

int main(void);

void reset(void);

void reset(void) {
    const uint32_t *from = &data_load;
    uint32_t *to;
    for (to = &data_start; to < &data_end; ++to) {
        *to = *from++;
    }
    for (to = &bss_start; to < &bss_end; ++to) {
        *to = 0;
    }
#if defined(__ARM_FP)
    *(volatile uint32_t *)0xE000ED88 |= 0xfu << 20;
    __asm__ volatile("dsb\nisb");
#endif
    main();
    platform_end();
}

__attribute__((section(".vectors"), used)) static const uintptr_t vectors[2] = {(uintptr_t)&stack_top, (uintptr_t)reset};
