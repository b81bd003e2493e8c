import { appendFault, mayAppend } from './appends.ts';
import { fault, type Fault } from './fault.ts';
import { findIncoming } from './incoming.ts';
import type { Case } from './log-case.ts';
import { markFault } from './marks.ts';
import { placeOf } from './placement.ts';
import { behind, chargeWork } from './work.ts';
import { contentOf, isItem, type Struct } from './yjs-internals.ts';

/** Judges one struct of an update for a log, after all that it refers to. */
export function structFault(subject: Case, struct: Struct): Fault | null {
  if (!isItem(struct)) return mayAppend(subject, struct.id) ?? tombstoneFault(subject, struct);
  // Neither an append nor the setting of a key has one: it means "before something".
  if (struct.rightOrigin !== null) return fault('G9', 'not-append', 'has a right origin', struct.id);
  const place = placeOf(subject, struct);
  if (!place.ok) return place.error;
  subject.places.set(struct, place.value);
  if (contentOf(struct).kind === 'tombstone') {
    const found = tombstoneFault(subject, struct);
    if (found !== null) return found;
  }
  if (place.value.root === 'nowhere') return mayAppend(subject, struct.id);
  if (place.value.root === 'marks') subject.marks += 1;
  const inUpdate = struct.origin !== null && findIncoming(subject.incoming, struct.origin) !== null;
  const live = inUpdate ? null : behind(subject, place.value, struct.origin);
  const found =
    place.value.root === 'entries' ? appendFault(subject, struct, live) : markFault(subject, struct, place.value.key);
  return found ?? chargeWork(subject, struct, place.value, live);
}

/** Tombstones carry nothing but a length, which burns the clock space when it is believed (G6). */
function tombstoneFault(subject: Case, struct: Struct): Fault | null {
  subject.tombstoneLength += struct.length;
  return subject.tombstoneLength > subject.log.limits.maxTombstoneLength
    ? fault('G6', 'too-large', 'tombstones too long', struct.id)
    : null;
}
