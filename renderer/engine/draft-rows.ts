import { z } from 'zod';
import { DRAFT } from '#shared/limits.ts';
import type { Kept, Vault } from '../vault/types.ts';

/** An unfinished text, under its place: `chat/<id>`, `goal/new` … */
export const keptDraft = z.strictObject({
  text: z.string(),
  /** What else stands in a form, as its own schema has it. The text then says it in words. */
  form: z.unknown(),
  startedAtMs: z.number(),
  changedAtMs: z.number(),
});
export type KeptDraft = z.infer<typeof keptDraft>;

/** An earlier wording of one, from before much of it was deleted or written over. */
export const draftVersion = z.strictObject({ place: z.string(), text: z.string(), atMs: z.number() });
export type DraftVersion = z.infer<typeof draftVersion>;

export const draftsOf = (vault: Pick<Vault, 'collection'>) => vault.collection('drafts', keptDraft);
export const versionsOf = (vault: Pick<Vault, 'collection'>) => vault.collection('draft-versions', draftVersion);

/** So many letters gone from the fullest wording make an earlier version; a typo mended does not. */
const MUCH = 40;
/** Shorter ones are typed again faster than found. */
const WORTH_KEEPING = 12;

/** Follows a text as it is typed: the fullest wording so far, and what is to be kept because it is going. Pure. */
export function followTyping(fullest: string, now: string): { readonly fullest: string; readonly keep: string | null } {
  const gone = fullest.length - sharedLength(fullest, now);
  const emptied = now.trim() === '' && fullest.trim() !== '';
  if (emptied || gone >= MUCH) return { fullest: now, keep: fullest.trim().length >= WORTH_KEEPING ? fullest : null };
  return { fullest: now.length >= fullest.length ? now : fullest, keep: null };
}

/** How much of one text begins and ends the other as well. */
function sharedLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return start + end;
}

/** The versions that are over their time or their number, the oldest first to go. Pure. */
export function versionsToDrop(all: readonly Kept<DraftVersion>[], nowMs: number): readonly string[] {
  const ofPlace = new Map<string, number>();
  let kept = 0;
  return all
    .toSorted((one, other) => other.value.atMs - one.value.atMs)
    .filter(({ value: { place, atMs } }) => {
      const before = ofPlace.get(place) ?? 0;
      const stays = nowMs - atMs < DRAFT.keepVersionsMs && before < DRAFT.maxVersionsOfPlace && kept < DRAFT.maxVersions;
      if (stays) {
        ofPlace.set(place, before + 1);
        kept += 1;
      }
      return !stays;
    })
    .map(({ id }) => id);
}
