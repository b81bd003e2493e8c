import { setFlagsFromString } from 'node:v8';
import { RELAY_LIMITS } from '#shared/limits.ts';

/**
 * Bounds the memory in which V8 makes new objects. It doubles it under load, to some 130 MiB, and never gives it back;
 * measured under a flood of hostile frames the relay needs no more than this (RELIABILITY C1). V8 reads the bound
 * each time it would grow, so that it may be set while the process runs.
 */
export const boundNursery = (): void => setFlagsFromString(`--max-semi-space-size=${RELAY_LIMITS.maxNurseryMib}`);
