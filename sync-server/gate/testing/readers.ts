import { isDeepStrictEqual } from 'node:util';
import { GATE_LIMITS } from '../limits.ts';
import { LOG_CONTENTS, scanUpdate } from '../scan.ts';
import { MAX_ITEMS, readSimpleUpdate, Scratch } from '../simple-update.ts';
import { decodeUpdate } from '../yjs-internals.ts';

const scratch = new Scratch();

/**
 * What is wrong when the short way reads something else than Yjs does, or reads what the scan would have refused; null
 * when all is well. Were they to differ, the gate would judge one thing and Yjs apply another. Test support.
 */
export function readersDisagree(update: Uint8Array): string | null {
  const simple = readSimpleUpdate(update, GATE_LIMITS.maxJsonDepth, scratch);
  if (simple === null) return null;
  const scan = scanUpdate(update, {
    contents: LOG_CONTENTS,
    maxStructs: MAX_ITEMS,
    maxClients: 1,
    maxDeleteRanges: 1,
    maxJsonDepth: GATE_LIMITS.maxJsonDepth,
  });
  if (!scan.ok) return `the short way reads what the scan refuses: ${scan.fault.detail}`;
  if (scan.end !== update.length) return 'the short way passes over trailing bytes';
  return isDeepStrictEqual(plain(simple), plain(decodeUpdate(update))) ? null : 'the short way reads something else than Yjs';
}

/** Yjs's delete ranges are of a class of its own. */
const plain = (decoded: ReturnType<typeof decodeUpdate>): unknown =>
  decoded && {
    structs: decoded.structs,
    deletes: [...decoded.deletes].map(([client, ranges]) => [client, ranges.map(({ clock, len }) => [clock, len])]),
  };
