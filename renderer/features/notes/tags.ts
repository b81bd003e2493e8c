import { NOTE } from '#shared/limits.ts';
import type { Note } from '../../vault/types.ts';

/** A tag as it is kept: the person's own words, on one line, without the sign that some write before it. */
export const tidyTag = (written: string): string => written.replace(/\s+/gu, ' ').trim().replace(/^#+\s*/u, '').trim();

/** Whether two tags are the same to a person: case aside. */
export const sameTag = (one: string, other: string): boolean => likeness(one) === likeness(other);

const likeness = (tag: string): string => tag.normalize('NFC').toLocaleLowerCase();

export type TagFault = 'too-many' | 'too-long' | 'there-already';

/** The tags with one more, or why not. Nothing written is no fault and changes nothing. */
export function withTag(tags: readonly string[], written: string): { readonly tags: readonly string[] } | { readonly fault: TagFault } {
  const tag = tidyTag(written);
  if (tag === '') return { tags };
  if (tag.length > NOTE.maxTagLength) return { fault: 'too-long' };
  if (tags.some((one) => sameTag(one, tag))) return { fault: 'there-already' };
  if (tags.length >= NOTE.maxTags) return { fault: 'too-many' };
  return { tags: [...tags, tag] };
}

export interface KnownTag {
  /** As it was written in the newest note that has it. */
  readonly tag: string;
  readonly count: number;
}

/** Every tag of these notes, by the alphabet of the reader's language. */
export function knownTags(notes: readonly Note[], locale: string): readonly KnownTag[] {
  const known = new Map<string, { tag: string; count: number; atMs: number }>();
  for (const { tags, updatedAtMs } of notes) {
    for (const tag of tags) {
      const before = known.get(likeness(tag));
      const newer = before === undefined || updatedAtMs > before.atMs;
      known.set(likeness(tag), {
        tag: newer ? tag : before.tag,
        count: (before?.count ?? 0) + 1,
        atMs: newer ? updatedAtMs : before.atMs,
      });
    }
  }
  const order = new Intl.Collator(locale).compare;
  return [...known.values()].map(({ tag, count }) => ({ tag, count })).toSorted((a, b) => order(a.tag, b.tag));
}

export const hasTag = (note: Pick<Note, 'tags'>, tag: string): boolean => note.tags.some((one) => sameTag(one, tag));
