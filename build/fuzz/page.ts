import { runPageFuzz } from '../../sync-server/gate/testing/page-fuzz.ts';
import { hostileUpdates } from './gate.ts';

/** Hostile updates against the gate of a page alone, in this process (GATE, Pages). */
export const fuzzPage = hostileUpdates(runPageFuzz);
