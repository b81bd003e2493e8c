import { RATE } from '#shared/limits.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { rightsIn, type DocumentFacts, type DocumentRights } from '#shared/policy/rights.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/codes.ts';
import type { Rate } from './token-buckets.ts';

/** Where one channel stands with one document. */
export type Standing =
  | { readonly at: 'reader'; readonly rights: DocumentRights; readonly messageRate: Rate }
  | { readonly at: 'closed'; readonly code: CloseCode };

/**
 * Judges a channel by what the directory says now. `open`: the channel was open before. To one who never could read
 * it, a document that exists and one that does not are the same (W4, RELIABILITY D5).
 */
export function standingOf(actor: Actor | null, facts: DocumentFacts | null, open: boolean): Standing {
  if (actor === null) return { at: 'closed', code: CLOSE.signedOut };
  if (facts === null) return { at: 'closed', code: CLOSE.notFound };
  const rights = rightsIn(actor, facts);
  if (rights.read.allowed) {
    return { at: 'reader', rights, messageRate: actor.type === 'guest' ? RATE.guestMessage : RATE.message };
  }
  // Only a party of the chat ever gets as far as this rule: it is told to forget its copy.
  if (rights.read.rule === 'P19-chat-gone') return { at: 'closed', code: CLOSE.gone };
  return { at: 'closed', code: open ? CLOSE.forbidden : CLOSE.notFound };
}

/** Whoever may only read does not show up either: presence is for those who take part. */
export const mayBeSeen = ({ append, mark, edit }: DocumentRights): boolean =>
  append.verdict.allowed || mark.allowed || edit.allowed;
