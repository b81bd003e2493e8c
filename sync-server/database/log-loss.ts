import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** SQLite's file format, "The WAL file format": the low bit says in which order its checksums take bytes. */
const MAGIC = 0x377f0682;
/** Of a log of up to 100 MiB so much is in memory at once, at a start that may be on a small machine. */
const PIECE_BYTES = 256 * 1_024;
/** So many say that somebody's words are missing: one may be what a power cut left. */
const ENOUGH = 2;

/** A log, read a little at a time. */
export interface LogFile {
  readonly length: number;
  /** Fills `into` with what stands there; with zeros where it has become shorter. */
  read(at: number, into: Uint8Array): void;
}

/**
 * How many commits stand in a write-ahead log behind a place that is damaged, `ENOUGH` of them at most. SQLite stops reading
 * there and says nothing. One may be what a power cut left of a commit that nobody was told of, and so may a few that waited
 * for the same flush; more often two or more were durable, and acknowledged, and somebody's words are missing (RELIABILITY
 * A7). 0 for a log that is whole, empty or none.
 */
export function commitsBehindDamage(log: LogFile, enough = ENOUGH): number {
  if (log.length < HEADER_BYTES + FRAME_HEADER_BYTES) return 0;
  const head = viewOf(log, 0, HEADER_BYTES);
  const littleEndian = (head.getUint32(0) & 1) === 0;
  let sum: Sum = checksum(head, 0, 24, [0, 0], littleEndian);
  let isWhole = (head.getUint32(0) & ~1) === MAGIC && sum[0] === head.getUint32(24) && sum[1] === head.getUint32(28);
  // A damaged header hides even the size of a frame: then all that can be said is that there was something.
  if (!isWhole) return ENOUGH;
  const frameBytes = FRAME_HEADER_BYTES + head.getUint32(8);
  let commits = 0;
  for (const { view, at } of framesOf(log, frameBytes)) {
    // Of an earlier log, which this one has not yet written over.
    const isOurs = view.getUint32(at + 8) === head.getUint32(16) && view.getUint32(at + 12) === head.getUint32(20);
    if (isWhole) {
      sum = checksum(view, at + FRAME_HEADER_BYTES, frameBytes - FRAME_HEADER_BYTES, checksum(view, at, 8, sum, littleEndian), littleEndian);
      isWhole = isOurs && sum[0] === view.getUint32(at + 16) && sum[1] === view.getUint32(at + 20);
    }
    if (!isWhole && isOurs && view.getUint32(at + 4) !== 0) commits += 1;
    if (commits >= enough) break;
  }
  return commits;
}

/** Every whole frame, in order; the view holds it only until the next one is asked for. */
function* framesOf(log: LogFile, frameBytes: number): Generator<{ readonly view: DataView; readonly at: number }> {
  const perPiece = Math.max(1, Math.floor(PIECE_BYTES / frameBytes));
  const frames = Math.floor((log.length - HEADER_BYTES) / frameBytes);
  for (let first = 0; first < frames; first += perPiece) {
    const count = Math.min(perPiece, frames - first);
    const view = viewOf(log, HEADER_BYTES + first * frameBytes, count * frameBytes);
    for (let frame = 0; frame < count; frame += 1) yield { view, at: frame * frameBytes };
  }
}

function viewOf(log: LogFile, at: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  log.read(at, bytes);
  return new DataView(bytes.buffer);
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

/** A relay that runs begins its log anew now and then, also while somebody looks at it. */
const LOOKS = 3;

/** True when commits that may have been durable are lost with the log of this store. To be asked before anybody opens it. */
export function hasLostCommits(store: string): boolean {
  const file = `${store}-wal`;
  if (!existsSync(file)) return false;
  const descriptor = openSync(file, 'r');
  try {
    const log = logOf(descriptor);
    for (let look = 0; look < LOOKS; look += 1) {
      const head = headOf(log);
      if (commitsBehindDamage(log) < ENOUGH) return false;
      if (head === headOf(log)) return true;
    }
    return false;
  } finally {
    closeSync(descriptor);
  }
}

const logOf = (descriptor: number): LogFile => ({
  get length() {
    return fstatSync(descriptor).size;
  },
  read: (at, into) => {
    for (let done = 0, read = 1; read > 0 && done < into.length; done += read) {
      read = readSync(descriptor, into, done, into.length - done, at + done);
    }
  },
});

/** Another one each time the log begins anew. */
function headOf(log: LogFile): string {
  const head = new Uint8Array(HEADER_BYTES);
  log.read(0, head);
  return Buffer.from(head).toString('hex');
}
