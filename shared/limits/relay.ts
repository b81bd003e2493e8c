import { DAY_MS, KIB, MINUTE_MS, SECOND_MS } from './units.ts';

/* The relay's own house. */

/** The machine's clock, and how far it is believed (RELIABILITY A6). */
export const CLOCK = {
  /** A step further than this, either way, is doubted. */
  maxStepMs: DAY_MS,
  /** ... until it has held for so long while the relay ran, or the operator says that it is right. */
  believeAfterMs: DAY_MS,
  /** How often the relay notes how late it is, for its next start. */
  saveEveryMs: MINUTE_MS,
} as const;

/** How those who run the community are reached, as the operator put it. In UTF-16 units. */
export const CONTACT = { maxLength: 200 } as const;

/** The relay's own housekeeping. */
export const RELAY_LIMITS = {
  /** Half of the memory in which V8 makes new objects. What a relay makes is short-lived; by itself V8 takes four times as much. */
  maxNurseryMib: 8,
  maxBodyBytes: 64 * KIB,
  /** Connections of any kind, sockets included (RELIABILITY C5, C6). */
  maxConnections: 4_000,
  maxConnectionsPerAddress: 128,
  /** A connection on which nothing moves, neither way, is cut. */
  idleConnectionMs: 15 * SECOND_MS,
  maxRequestsPerConnection: 500,
  /** No honest client sends a request before the one before it was answered, but for a few. */
  maxUnansweredPerConnection: 4,
  maxOpenDocuments: 5_000,
  documentIdleMs: MINUTE_MS,
  /** A document's updates are folded into one snapshot after so many, when together they weigh this share of the last one. */
  foldAfterUpdates: 500,
  foldShare: 0.25,
  /** ... and whatever they weigh after this many times as many: reading them back takes time. */
  foldAtMostTimes: 8,
  /** Asked to end, the relay has ended after this time (RELIABILITY A5). */
  drainTimeoutMs: 5 * SECOND_MS,
  /** Of it this much is for connections to end by themselves; then they are cut, and the rest is for the store. */
  drainGraceMs: 3 * SECOND_MS,
  walCheckpointIntervalMs: 5 * SECOND_MS,
} as const;

/** The store: a disk that is full (RELIABILITY A4), and whatever else may hold it up. */
export const STORE = {
  /** For so long a command waits for another process that writes to the same store; then it is refused for later. */
  busyTimeoutMs: 5 * SECOND_MS,
  /** How often a relay whose disk was full looks whether there is space again. */
  probeIntervalMs: 2 * SECOND_MS,
  /** ... and how much of it there must be: less would be used up at once. */
  probeBytes: 1_024 * KIB,
} as const;
