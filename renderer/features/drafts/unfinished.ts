import type { DraftVersion, KeptDraft } from '../../engine/draft-rows.ts';
import type { RefusedMessage } from '../../engine/types.ts';
import type { Kept } from '../../vault/types.ts';

/** Words that have not arrived where they were meant to: still being written, or back from the relay. */
export type Unfinished =
  | { readonly kind: 'draft'; readonly id: string; readonly place: string; readonly text: string; readonly atMs: number }
  | {
      readonly kind: 'refused';
      readonly id: string;
      readonly place: string;
      readonly text: string;
      readonly atMs: number;
      readonly message: RefusedMessage;
    };

/** Everything unfinished, the newest first. */
export const unfinished = (drafts: readonly Kept<KeptDraft>[], refused: readonly RefusedMessage[]): readonly Unfinished[] =>
  [
    ...drafts.map(({ id, value }): Unfinished => ({ kind: 'draft', id, place: id, text: value.text, atMs: value.changedAtMs })),
    ...refused.map((message): Unfinished => {
      const { id, chat, text, refusedAtMs } = message;
      return { kind: 'refused', id, place: `chat/${chat}`, text, atMs: refusedAtMs, message };
    }),
  ].toSorted((one, other) => other.atMs - one.atMs);

/** Earlier wordings, the newest first. */
export const earlierWordings = (versions: readonly Kept<DraftVersion>[]): readonly Kept<DraftVersion>[] =>
  versions.toSorted((one, other) => other.value.atMs - one.value.atMs);

/** A place's kind and id; a text of an unknown kind is still shown. */
export function partsOf(place: string): { readonly kind: string; readonly id: string } {
  const at = place.indexOf('/');
  return at < 0 ? { kind: place, id: '' } : { kind: place.slice(0, at), id: place.slice(at + 1) };
}

/** The first words, for a list. */
export const firstLine = (text: string): string => text.trim().split('\n')[0]?.trim() ?? '';
