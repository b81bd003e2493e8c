import { GATE, WIRE } from '#shared/limits.ts';

/** Bounds of the gate; all from shared/limits.ts. Tests make them small. */
export type GateLimits = Readonly<Record<keyof typeof GATE | 'maxUpdateBytes' | 'maxSyncBytes', number>>;

export const GATE_LIMITS: GateLimits = {
  ...GATE,
  maxUpdateBytes: WIRE.maxUpdateBytes,
  maxSyncBytes: WIRE.maxSyncBytes,
};

/** Yjs draws client ids of 32 bits; other Yjs implementations keep clocks in as many, signed or not (G6). */
export const MAX_CLIENT_ID = 0xffff_ffff;
export const MAX_CLOCK = 0x7fff_ffff;
