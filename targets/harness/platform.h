/* How the program around an emitted function is given its records and hands over results: each platform has a file of its own. */
#ifndef PLATFORM_H
#define PLATFORM_H

/* So many bytes, or 0 where there are no more. */
int platform_receive(void *bytes, unsigned size);

void platform_send(const void *bytes, unsigned size);

/* After the last record. */
void platform_end(void);

#endif
