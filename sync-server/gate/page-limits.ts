import { PAGE } from '#shared/limits.ts';
import { GATE_LIMITS, type GateLimits } from './limits.ts';

/** Bounds of the gate of a page: the gate's own, and those of what a page may become. Tests make them small. */
export type PageLimits = GateLimits & Readonly<Record<keyof typeof PAGE, number>>;

export const PAGE_LIMITS: PageLimits = { ...GATE_LIMITS, ...PAGE };
