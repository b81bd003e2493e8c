import { existsSync, readFileSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** SQLite's file format, "The WAL file format": the low bit says in which order its checksums take bytes. */
const MAGIC = 0x377f0682;

/**
 * How many commits stand in a write-ahead log behind a place that is damaged. SQLite stops reading there and says nothing.
 * One may be what a power cut left of a commit that nobody was told of, and so may a few that waited for the same flush; more
 * often two or more were durable, and acknowledged, and somebody's words are missing (RELIABILITY A7). 0 for a log that is
 * whole, empty or none.
 */
export function commitsBehindDamage(log: Uint8Array): number {
  if (log.length < HEADER_BYTES + FRAME_HEADER_BYTES) return 0;
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const littleEndian = (view.getUint32(0) & 1) === 0;
  const frameBytes = FRAME_HEADER_BYTES + view.getUint32(8);
  let sum: Sum = checksum(view, 0, 24, [0, 0], littleEndian);
  let isWhole = (view.getUint32(0) & ~1) === MAGIC && sum[0] === view.getUint32(24) && sum[1] === view.getUint32(28);
  // A damaged header hides even the size of a frame: then all that can be said is that there was something.
  if (!isWhole) return 2;
  let commits = 0;
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    // Of an earlier log, which this one has not yet written over.
    const isOurs = view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20);
    if (isWhole) {
      sum = checksum(view, at + FRAME_HEADER_BYTES, frameBytes - FRAME_HEADER_BYTES, checksum(view, at, 8, sum, littleEndian), littleEndian);
      isWhole = isOurs && sum[0] === view.getUint32(at + 16) && sum[1] === view.getUint32(at + 20);
    }
    if (!isWhole && isOurs && view.getUint32(at + 4) !== 0) commits += 1;
  }
  return commits;
}

type Sum = readonly [number, number];

function checksum(view: DataView, from: number, length: number, [first, second]: Sum, littleEndian: boolean): Sum {
  let [a, b] = [first, second];
  for (let at = from; at < from + length; at += 8) {
    a = (a + view.getUint32(at, littleEndian) + b) >>> 0;
    b = (b + view.getUint32(at + 4, littleEndian) + a) >>> 0;
  }
  return [a, b];
}

/** True when commits that may have been durable are lost with the log of this store. To be asked before anybody opens it. */
export function hasLostCommits(store: string): boolean {
  const log = `${store}-wal`;
  return existsSync(log) && commitsBehindDamage(readFileSync(log)) > 1;
}
