import type { Kysely } from 'kysely';
import type { DocumentAddress } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import { segmentStanding, type SegmentStanding } from '#shared/documents/segments.ts';
import type { DocumentFacts } from '#shared/policy/rights.ts';
import { unreachable } from '#shared/result.ts';
import type { ChatState } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import { accountExists } from '../projections/inbox-rows.ts';
import { readChat } from './chats.ts';

/**
 * A segment has the facts of its chat. One that retention has erased is to its former readers what an expired chat is:
 * gone, forget the copy (W22); one that has not begun is not there.
 */
function stateOfSegment(state: ChatState, segment: SegmentStanding): ChatState | null {
  switch (segment) {
    case 'open':
    case 'closed':
      return state;
    case 'erased':
      return 'expired';
    case 'not-there':
      return null;
    default:
      return unreachable(segment);
  }
}

/**
 * What the rule book needs to know of a document; null when there is no such thing, and for a `reader` just so, after the
 * same work, when it is other people's (RELIABILITY D5).
 */
export async function documentFacts(
  db: Kysely<Tables>,
  address: DocumentAddress,
  reader?: AccountId,
): Promise<DocumentFacts | null> {
  switch (address.kind) {
    case 'chat': {
      const row = await readChat(db, address.chat, reader);
      if (row === undefined) return null;
      const { seeker, listener, agesMeet, segments } = row;
      const state = stateOfSegment(row.state, segmentStanding(address.segment, segments));
      return state === null ? null : { kind: 'chat', chat: { seeker, listener, state, agesMeet } };
    }
    case 'queue':
      return address;
    case 'inbox':
    case 'people':
      if (reader !== undefined && reader !== address.account) return null;
      return (await accountExists(db, address.account)) ? address : null;
    case 'page': // pages come with the community; until then there is none
      return null;
    default:
      return unreachable(address);
  }
}
