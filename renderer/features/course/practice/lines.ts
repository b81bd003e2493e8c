import type { ChatCard } from '#shared/documents/people.ts';
import type { AccountId, EntryId } from '#shared/ids.ts';
import type { ChatLine } from '../../../engine/types.ts';
import type { PracticeState } from './state.ts';

/** Nobody's account: what is said here has no author at any relay. */
const NOBODY = '0'.repeat(20) as AccountId;
const INVENTED = '1'.repeat(20) as AccountId;

/** A practice chat's lines in the form that the transcript of a chat shows. */
export const asChatLines = ({ lines }: PracticeState): readonly ChatLine[] =>
  lines.map(({ who, text, atMs }, index) => ({
    entry: {
      id: `${NOBODY}/${String(index).padStart(16, '0')}` as EntryId,
      author: who === 'me' ? NOBODY : INVENTED,
      at: atMs,
      kind: 'message',
      text,
    },
    mine: who === 'me',
    whereabouts: { at: 'arrived' },
  }));

export const cardOf = (name: string): ChatCard => ({
  with: { account: NOBODY, name, type: 'guest' },
  role: 'listener',
  state: 'open',
  topic: null,
  openedAtMs: 0,
  endedAtMs: null,
});
