import { isId, type AccountId, type Branded, type ChatId, type PageId } from '../ids.ts';
import { SEGMENT } from '../limits.ts';
import { AGE_GROUPS, type AgeGroup } from '../words.ts';

/** `kind/id` or `kind/id/segment`, the name of a document on the wire, in the store and in policy. */
export type DocumentName = Branded<'DocumentName'>;

/** A parsed name. A new kind of document is one more member here and one more file beside this one. */
export type DocumentAddress =
  /** Segment 0 is the chat's own document, `chat/<id>`; later ones are `chat/<id>/<segment>` (segments.ts). */
  | { readonly kind: 'chat'; readonly chat: ChatId; readonly segment: number }
  | { readonly kind: 'queue'; readonly ageGroup: AgeGroup }
  | { readonly kind: 'inbox'; readonly account: AccountId }
  | { readonly kind: 'people'; readonly account: AccountId }
  | { readonly kind: 'page'; readonly page: PageId };

export type DocumentKind = DocumentAddress['kind'];

export const chatDocument = (chat: ChatId, segment = 0): DocumentName =>
  (segment === 0 ? `chat/${chat}` : `chat/${chat}/${segment}`) as DocumentName;
export const queueDocument = (ageGroup: AgeGroup): DocumentName => `queue/${ageGroup}` as DocumentName;
export const inboxDocument = (account: AccountId): DocumentName => `inbox/${account}` as DocumentName;
export const peopleDocument = (account: AccountId): DocumentName => `people/${account}` as DocumentName;
export const pageDocument = (page: PageId): DocumentName => `page/${page}` as DocumentName;

/** Parses a name from the wire or the disk; null when no document can have it. */
export function parseDocumentName(text: string): DocumentAddress | null {
  const slash = text.indexOf('/');
  const kind = text.slice(0, slash);
  const id = text.slice(slash + 1);
  switch (kind) {
    case 'chat':
      return parseChat(id);
    case 'queue': {
      const ageGroup = AGE_GROUPS.find((group) => group === id);
      return ageGroup === undefined ? null : { kind, ageGroup };
    }
    case 'inbox':
    case 'people':
      return isId(id) ? { kind, account: id as AccountId } : null;
    case 'page':
      return isId(id) ? { kind, page: id as PageId } : null;
    default:
      return null;
  }
}

/** One spelling each, so that nothing can be asked for by two names. */
const SEGMENT_NUMBER = /^[1-9][0-9]{0,3}$/;

function parseChat(text: string): DocumentAddress | null {
  const slash = text.indexOf('/');
  const id = slash < 0 ? text : text.slice(0, slash);
  if (!isId(id)) return null;
  if (slash < 0) return { kind: 'chat', chat: id as ChatId, segment: 0 };
  const number = text.slice(slash + 1);
  const segment = SEGMENT_NUMBER.test(number) ? Number(number) : 0;
  return segment >= 1 && segment <= SEGMENT.maxSegments ? { kind: 'chat', chat: id as ChatId, segment } : null;
}

export function documentName(address: DocumentAddress): DocumentName {
  switch (address.kind) {
    case 'chat':
      return chatDocument(address.chat, address.segment);
    case 'queue':
      return queueDocument(address.ageGroup);
    case 'inbox':
      return inboxDocument(address.account);
    case 'people':
      return peopleDocument(address.account);
    case 'page':
      return pageDocument(address.page);
  }
}
