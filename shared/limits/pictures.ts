import { DAY_MS, KIB, MINUTE_MS, SECOND_MS } from './units.ts';

/** Pictures of people (F027). What is kept of one is a small square, made on the device of its person. */
export const PICTURE = {
  /** Sides in pixels, the largest first: a smaller one is made only where a browser cannot write small files. */
  sidesPx: [256, 192, 128, 96],
  /** How good a WebP is tried to be, the best first. */
  qualities: [0.9, 0.75, 0.55],
  /** What the relay takes lies between the two. */
  maxSidePx: 256,
  minSidePx: 48,
  maxBytes: 40 * KIB,
  /** ... as it travels: base64. */
  maxBase64Length: 4 * Math.ceil((40 * KIB) / 3),
  /** Parts of a file that are looked at. */
  maxChunks: 64,
  /** What somebody may choose from their device; its size in pixels is read before anything is unpacked. */
  maxFileBytes: 30 * 1_024 * KIB,
  maxFileSidePx: 16_384,
  maxFilePixels: 50_000_000,
  /** How large a chosen one is held while its part is chosen. */
  workSidePx: 1_024,
  maxZoom: 4,
  /** After a picture was taken away by the house, another one waits this long. */
  pauseMs: 7 * DAY_MS,
  /** How often one may set one. */
  setting: { burst: 6, refillMs: 10 * MINUTE_MS },
  /** Names that are asked about at once. */
  maxNamesAsked: 40,
  /** The app asks about a name that it shows again after this long. */
  askAgainMs: 60 * SECOND_MS,
  /** Names that come on screen together are asked about together. */
  gatherMs: 30,
  maxFetchesAtOnce: 4,
  /** What the app keeps on the device, sealed, to show without a network. */
  maxKept: 200,
  /** ... and ready to be shown, of those not on screen. */
  maxReady: 100,
} as const;
