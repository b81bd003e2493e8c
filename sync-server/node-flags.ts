import { RELAY_LIMITS } from '#shared/limits.ts';

/**
 * With what Node is to run the relay. V8 doubles the memory in which it makes new objects under load, to some 100 MiB, and
 * does not give it back; measured under a flood of hostile frames the relay needs no more than this, and grows by 6 MiB
 * instead of 110 (RELIABILITY C1). V8 reads the bound only as it starts: setting it in the running process changes nothing.
 */
export const RELAY_NODE_FLAGS: readonly string[] = [`--max-semi-space-size=${RELAY_LIMITS.maxNurseryMib}`];
