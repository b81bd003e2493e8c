import { isId, type AccountId, type Branded, type ChatId } from '../ids.ts';
import { AGE_GROUPS, type AgeGroup } from '../words.ts';

/** `kind/id`, the name of a document on the wire, in the store and in policy. */
export type DocumentName = Branded<'DocumentName'>;

/** A parsed name. A new kind of document is one more member here and one more file beside this one. */
export type DocumentAddress =
  | { readonly kind: 'chat'; readonly chat: ChatId }
  | { readonly kind: 'queue'; readonly ageGroup: AgeGroup }
  | { readonly kind: 'inbox'; readonly account: AccountId }
  | { readonly kind: 'people'; readonly account: AccountId };

export type DocumentKind = DocumentAddress['kind'];

export const chatDocument = (chat: ChatId): DocumentName => `chat/${chat}` as DocumentName;
export const queueDocument = (ageGroup: AgeGroup): DocumentName => `queue/${ageGroup}` as DocumentName;
export const inboxDocument = (account: AccountId): DocumentName => `inbox/${account}` as DocumentName;
export const peopleDocument = (account: AccountId): DocumentName => `people/${account}` as DocumentName;

/** Parses a name from the wire or the disk; null when no document can have it. */
export function parseDocumentName(text: string): DocumentAddress | null {
  const slash = text.indexOf('/');
  const kind = text.slice(0, slash);
  const id = text.slice(slash + 1);
  switch (kind) {
    case 'chat':
      return isId(id) ? { kind, chat: id as ChatId } : null;
    case 'queue': {
      const ageGroup = AGE_GROUPS.find((group) => group === id);
      return ageGroup === undefined ? null : { kind, ageGroup };
    }
    case 'inbox':
    case 'people':
      return isId(id) ? { kind, account: id as AccountId } : null;
    default:
      return null;
  }
}

export function documentName(address: DocumentAddress): DocumentName {
  switch (address.kind) {
    case 'chat':
      return chatDocument(address.chat);
    case 'queue':
      return queueDocument(address.ageGroup);
    case 'inbox':
      return inboxDocument(address.account);
    case 'people':
      return peopleDocument(address.account);
  }
}
