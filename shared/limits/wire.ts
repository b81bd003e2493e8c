import { KIB, MINUTE_MS, SECOND_MS } from './units.ts';

/* What goes over the wire, and what an update may be and cost. */

/** The wire (RELIABILITY C3, C4, C6). */
export const WIRE = {
  maxFrameBytes: 256 * KIB,
  maxUpdateBytes: 64 * KIB,
  /** A sync step 2 repeats the document's whole delete set, so it may be larger than an update. */
  maxSyncBytes: 224 * KIB,
  maxPresenceBytes: KIB,
  /** UTF-16 units of a refusal (W8): five times what a relay says today, so that a newer one may say more. */
  maxRefusalLength: 4 * KIB,
  /** Bytes of one socket that are no whole message: control frames, empty fragments, a message not yet at its end (C3). */
  besideMessages: { burst: 512 * KIB, refillMs: SECOND_MS / (4 * KIB) },
  maxPresencePerSecond: 2,
  maxChannelsPerSocket: 200,
  maxSocketsPerAccount: 8,
  maxSocketsPerAddress: 20,
  maxSockets: 2_000,
  handshakeTimeoutMs: 5 * SECOND_MS,
  /** A reader whose unread queue passes this is disconnected; it catches up when it returns (C7). */
  maxUnreadBytes: 4 * 1_024 * KIB,
  /** ... and so is one that left what was sent to it unread for this long (C7). */
  maxUnreadMs: 30 * SECOND_MS,
  /** How often the relay looks at each of its sockets. */
  beatIntervalMs: SECOND_MS,
  /** The relay asks a socket that said nothing for this long whether it is there ... */
  quietBeforePingMs: 10 * SECOND_MS,
  /** ... and cuts one that gave no sign of life for this long, so that whoever vanished is seen to be gone in 35 s (C8). */
  maxSilenceMs: 30 * SECOND_MS,
  /** The same from the client's side: how often it asks the relay, and when it takes the relay for lost. */
  pingIntervalMs: 20 * SECOND_MS,
  silenceTimeoutMs: 45 * SECOND_MS,
  /** GATE G5: how often the relay asks one connection for what it lacks. */
  resyncIntervalMs: SECOND_MS,
  /** GATE G8: updates that no honest client can write, before the socket is closed. */
  maxStrikes: 3,
  /** Of one socket's refused updates at most one line is logged in this time, with their count. */
  refusalLogIntervalMs: SECOND_MS,
} as const;

/** What an update may be and cost (GATE G6, G9, G10; RELIABILITY C2). */
export const GATE = {
  maxStructsPerUpdate: 4_000,
  maxClientsPerUpdate: 64,
  maxTombstoneLength: 100_000,
  maxDeleteRanges: 2_000,
  maxJsonDepth: 8,
  /** How many entries may stand behind a late append before it is refused as `stale`. */
  maxEntriesBehindTail: 200,
  /** Upper bound on the steps that Yjs's conflict resolution may need for one update. */
  maxWorkSteps: 50_000,
  maxClientIdsPerAccount: 64,
  /** An entry may be dated this far ahead of the relay's clock, and no further. */
  maxAheadMs: MINUTE_MS,
  /** ... and this far behind; a later one is dated anew by an honest client and sent again. */
  maxBehindMs: 10 * MINUTE_MS,
  /** What Yjs holds of one log, in structs, before it takes no mark more (G27): a segment is closed one largest update earlier. */
  maxStructsInLog: 24_000,
} as const;

/**
 * Marks that one account sets, each a piece that Yjs may keep for ever; beside RATE, for whoever reads ten chats must not
 * use up what they have for words (RELIABILITY C9). Read and delivered marks come at most four times a second for a chat.
 */
export const MARK = {
  rate: { burst: 240, refillMs: 100 },
  /** What the app takes of it on one device: several of an account mark the same in the same moment. */
  rateOfDevice: { burst: 80, refillMs: 300 },
} as const;

/** Where a long log is cut (GATE G10, RELIABILITY C4: split before 5 MiB). The update that reaches a bound still passes. */
export const SEGMENT = {
  maxEntries: 5_000,
  /** Pieces that Yjs keeps: marks that were overwritten, and what was removed, are among them. A talk has three for each entry. */
  maxStructs: 20_000,
  maxBytes: 4 * 1_024 * KIB,
  /** The last one of a log is never closed. */
  maxSegments: 9_999,
} as const;

/** GATE G12: how much of the relay's time one account may use up at once, and how much of that is forgiven each second. */
export const WORK = {
  burstMs: 250,
  refillMsPerSecond: 100,
  /** What the disk needs, about, for a document that is written anew since somebody took words out of it: they pay for it. */
  storingMsPerMib: 10,
} as const;

/** A page: rich text that its editors change together (GATE, Pages; GATE-RULES G24). Lengths are in UTF-16 units. */
export const PAGE = {
  /** Nodes and runs of text that a page holds. */
  maxNodes: 10_000,
  /** All text of a page, with what its marks hold (the addresses of links). */
  maxTextLength: 200_000,
  /** The text of one run: a paragraph, or a block of code. */
  maxRunLength: 50_000,
  /** Places where formatting begins or ends in one run: who reads pays for their number at every change of it. */
  maxFormatsPerRun: 2_000,
  /** Steps that Yjs may take to tidy up behind one change of formatted text; a million take it some 5 ms. */
  maxTidySteps: 1_000_000,
  /** Nodes within nodes. Each level of a list within a list takes two. */
  maxDepth: 24,
  maxLinkLength: 2_048,
} as const;
