import type { InboxNotice } from '#shared/documents/inbox.ts';
import { foldName } from '#shared/people/names.ts';
import { hearsOthers } from '#shared/policy/listening.ts';
import type { WaitingStart } from '../../engine/starts.ts';
import type { Identity } from '../../engine/types.ts';

/** That nothing came of what one asked or wrote. */
export type StartOver = Extract<InboxNotice, { kind: 'start-over' }>;

export const theirs = (waiting: readonly WaitingStart[]): readonly WaitingStart[] => waiting.filter(({ side }) => side === 'theirs');
export const mine = (waiting: readonly WaitingStart[]): readonly WaitingStart[] => waiting.filter(({ side }) => side === 'mine');

/** One's own ask that waits for a listener's yes; a person waits once at a time (P6). */
export const ownAsk = (waiting: readonly WaitingStart[]): WaitingStart | null =>
  waiting.find(({ side, kind }) => side === 'mine' && kind === 'ask') ?? null;

/** The screen on which one sees what one has asked and left: whoever listens has their own. */
export const waitingPlace = (identity: Identity): '/listen' | '/talk' =>
  identity.at === 'account' && hearsOthers(identity.actor.type) ? '/listen' : '/talk';

/** What waits between oneself and somebody of this name, either way. */
export function waitingWith(waiting: readonly WaitingStart[], name: string): readonly WaitingStart[] {
  const folded = foldName(name);
  return waiting.filter((one) => foldName(one.with.name) === folded);
}

const OUTCOMES: ReadonlySet<InboxNotice['kind']> = new Set(['chat-opened', 'request-lapsed', 'start-over']);

/** The last thing that became of what one asked or wrote, where nothing came of it and nobody has put the news away. Pure. */
export function newsOf(notices: readonly InboxNotice[], putAway: string | null): StartOver | null {
  const newest = notices.filter(({ kind }) => OUTCOMES.has(kind))
    .reduce<InboxNotice | null>((best, one) => (best === null || one.at >= best.at ? one : best), null);
  return newest?.kind === 'start-over' && newest.start !== putAway ? newest : null;
}

/** Those in `now` that were not there `before`; nobody at the first look. */
export const cameSince = (before: ReadonlySet<string> | null, now: readonly WaitingStart[]): readonly WaitingStart[] =>
  before === null ? [] : now.filter(({ start }) => !before.has(start));
