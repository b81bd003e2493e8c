import { CHAT, START } from '#shared/limits.ts';
import { DAY_MS } from '#shared/limits/units.ts';
import type { AccountId } from '#shared/ids.ts';
import type { ConsentState } from '#shared/people/consent.ts';
import { presenceShown } from '#shared/people/presence-shown.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { agesMeet } from '#shared/policy/ages.ts';
import { decide } from '#shared/policy/decide.ts';
import { listenerAgreed } from '#shared/policy/listening.ts';
import { reachesMember, type ReachFacts, type StartFacts } from '#shared/policy/profiles.ts';
import type { Question } from '#shared/policy/question.ts';
import type { HearerFacts } from '#shared/policy/starts.ts';
import type { StartKind } from '#shared/words.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import type { StartRow } from '../database/tables.ts';
import { hasBlocked, hasRefused, isBlockBetween } from '../matching/blocks.ts';
import { countOpenChats, countWaiting } from '../matching/request-store.ts';
import { findPerson, isSeen, presenceFacts, type PersonRow } from '../people/profile-rows.ts';
import { runningEntry } from '../people/therapist-rows.ts';
import type { Shares } from './shares.ts';
import { countStarts, placesTaken } from './start-store.ts';

/** What it takes to look: the store, the time, and who is here. */
export interface Looking {
  readonly db: Sql;
  readonly nowMs: number;
  readonly isHere: (account: AccountId) => boolean;
  /** F154: as the operator set it. */
  readonly neededChats: number;
  /** Who shares an address with whom (see `Shares`), and that of whoever asks; null: nobody's. */
  readonly shares: Pick<Shares, 'countOf'>;
  readonly address: string | null;
}

/** What somebody asks of the rule book who would start something with `other`. The same work for whomever (RELIABILITY D5). */
export async function questionOf(look: Looking, kind: StartKind, actor: Actor, other: PersonRow): Promise<Question> {
  switch (kind) {
    case 'ask':
      return { action: 'chat.ask', listener: await hearerFacts(look, kind, actor, other), waiting: await countWaiting(look.db, actor.account) };
    case 'message': {
      const mine = { kind, writer: actor.account, waiting: true } as const;
      const toThis = (await countStarts(look.db, { ...mine, recipient: other.id })) > 0;
      return { action: 'message.leave', listener: await hearerFacts(look, kind, actor, other), waiting: await countStarts(look.db, mine), toThis };
    }
    case 'invitation':
      return { action: 'chat.start', member: await memberFacts(look, actor, other) };
  }
}

const BOUNDS = {
  ask: {
    perListener: START.maxAsksPerListener, forMembers: START.asksKeptForMembers, perAddress: START.maxAsksOfAddress,
    ofPair: START.maxAsksOfPair, ofPairMs: START.asksOfPairMs,
  },
  message: {
    perListener: START.maxMessagesPerListener, forMembers: START.messagesKeptForMembers, perAddress: START.maxMessagesOfAddress,
    ofPair: START.maxMessagesOfPair, ofPairMs: START.messagesOfPairMs,
  },
} as const;

async function hearerFacts(look: Looking, kind: 'ask' | 'message', actor: Actor, other: PersonRow): Promise<HearerFacts> {
  const { db, nowMs, shares, address } = look;
  const { perListener, forMembers, perAddress, ofPair, ofPairMs } = BOUNDS[kind];
  const all = await placesTaken(db, kind, other.id);
  const there = all.filter(({ reaches }) => reaches);
  const ofOthers = there.filter(({ ofMember }) => !ofMember).length;
  // Guests are made in a moment, and listeners have each other in more ways: some places they leave to members, and one address
  // leaves some to others. Of its share everything is counted that waits, or three accounts of one person could tell by it which of them is blocked (F102).
  const isPlace = there.length < perListener && (actor.type === 'member' || ofOthers < perListener - forMembers) &&
    shares.countOf(address, all.map(({ id }) => id)) < perAddress;
  const lately = await countStarts(db, { kind, writer: actor.account, recipient: other.id, sinceMs: nowMs - ofPairMs });
  const standing = await standingFacts(look, kind, actor, other);
  const ofAll = kind === 'ask' ? await countStarts(db, { kind, writer: actor.account, sinceMs: nowMs - ofPairMs }) : 0;
  const askedOften = lately >= ofPair || ofAll >= START.maxAsksOfAccount;
  return { ...standing, hasRoom: standing.hasRoom && isPlace, askedOften };
}

/**
 * What of it holds or ends by itself, whoever else waits. Words wait for room: how many chats a listener has is counted for asks
 * alone, or it would be read off here who is at work while "offline" (F160). `answers`: they do, and have agreed as far as they say.
 */
async function standingFacts(
  { db, nowMs, isHere }: Looking, kind: 'ask' | 'message', actor: Actor, other: PersonRow, answers = false,
): Promise<HearerFacts> {
  const shown = isSeen(other) ? presenceShown(presenceFacts(other, isHere(other.id)), nowMs) : null;
  const row = await findAccount(db, other.id);
  const hearer = row === null ? null : toActor(row);
  const agreed = answers || (hearer?.consent === 'given' && listenerAgreed(hearer) === null);
  const chatsFit = kind === 'message' || (await countOpenChats(db, other.id)) < CHAT.maxOpenChatsPerListener;
  return {
    account: other.id,
    type: other.type,
    agesMeet: agesMeet(actor.ageGroup, other),
    listed: (await runningEntry(db, other.id, nowMs)) !== null,
    free: shown?.personalRequests ?? false,
    onBreak: shown === null || shown.onBreak !== null,
    hasRoom: agreed && chatsFit,
  };
}

async function memberFacts({ db, nowMs, neededChats }: Looking, actor: Actor, other: PersonRow): Promise<StartFacts> {
  const mine = { kind: 'invitation', writer: actor.account } as const;
  const lately = { ...mine, recipient: other.id, sinceMs: nowMs - START.invitedAgainMs };
  return {
    account: other.id,
    type: other.type,
    blocked: await hasBlocked(db, actor.account, other.id),
    heardBefore: await hasHeard(db, actor.account, other.id),
    neededChats,
    invitedLately: (await countStarts(db, lately)) > 0,
    invitedToday: await countStarts(db, { ...mine, sinceMs: nowMs - DAY_MS }),
  };
}

/** Whether it may come before the eyes of whom it is for; whoever begins it is not told (F084, F102, F155). */
export async function mayReach(db: Sql, kind: StartKind, actor: Actor, other: PersonRow): Promise<boolean> {
  if (kind !== 'invitation') return !(await isBlockBetween(db, actor.account, other.id));
  const waiting = await countStarts(db, { kind, recipient: other.id, waiting: true, reaching: true });
  return reachesMember({ ...(await reachFacts(db, actor, other)), hasRoom: waiting < START.maxInvitationsPerMember });
}

const reachFacts = async (db: Sql, actor: Actor, other: PersonRow): Promise<ReachFacts> => ({
  acceptsListenerChats: other.profile.acceptsListenerChats,
  agesMeet: agesMeet(other.ageGroup, actor),
  blockBetween: await isBlockBetween(db, actor.account, other.id),
  wantsNoMore: await hasRefused(db, other.id, actor.account),
  hasRoom: true,
});

/** F237: a chat of the two that came to its end, with the one as its listener and words of the other; it opens writing first once. */
async function hasHeard(db: Sql, listener: AccountId, seeker: AccountId): Promise<boolean> {
  const row = await db
    .selectFrom('chats')
    .select('id')
    .where('listener', '=', listener)
    .where('seeker', '=', seeker)
    .where('state', 'in', ['ended', 'expired'])
    .where('heard', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** `over`: it may not be said any more, and ends for both. `unreached`: it waits on for its writer alone, as if nothing were. */
export type Standing = 'stands' | 'unreached' | 'over';

/**
 * What becomes of what waits, as things stand now (RELIABILITY D3): the same rules, without the bounds that count it itself.
 * It ends by what its writer did or may know; a block, a wish, or the age of a member takes it out of sight alone, or it
 * would be read off the moment of its end. `here`: who is just acting is here, whatever their sockets do, and is told by the
 * rule book what they have to agree to first (P24, P3).
 */
export async function standingOf(look: Looking, start: StartRow, here: AccountId | null = null): Promise<Standing> {
  const row = await findAccount(look.db, start.writer);
  const other = await findPerson(look.db, start.recipient);
  if (row === null || other === null) return 'over';
  const actor = start.kind === 'ask' ? toActor(row) : asWhenWritten(toActor(row));
  const seen: Looking = { ...look, isHere: (account) => account === here || look.isHere(account) };
  const answers = here === start.recipient;
  if (!decide(actor, await standingQuestion(seen, start.kind, actor, other, answers)).allowed) return 'over';
  if (start.reaches === 0) return 'unreached';
  const reaches = start.kind === 'invitation' ? reachesMember(await reachFacts(look.db, actor, other)) : await mayReach(look.db, start.kind, actor, other);
  return reaches ? 'stands' : 'unreached';
}

/**
 * Whoever wrote words had agreed by then. A newer text asks them again before they write more (F089); what they have written
 * does not go before they had a chance to read it.
 */
const asWhenWritten = (actor: Actor): Actor => ({
  ...actor,
  consent: agreedOnce(actor.consent),
  standing: { ...actor.standing, listenerConsent: agreedOnce(actor.standing.listenerConsent) },
});
const agreedOnce = (state: ConsentState): ConsentState => (state === 'outdated' ? 'given' : state);

async function standingQuestion(look: Looking, kind: StartKind, actor: Actor, other: PersonRow, answers: boolean): Promise<Question> {
  switch (kind) {
    case 'ask':
      return { action: 'chat.ask', listener: await standingFacts(look, kind, actor, other, answers), waiting: 0 };
    case 'message': {
      // It waits for as long as it takes. On a hidden break or banned its listener is unknown, and nobody can tell which (F164).
      const listener = { ...(await standingFacts(look, kind, actor, other)), onBreak: false, hasRoom: true };
      return { action: 'message.leave', listener, waiting: 0, toThis: false };
    }
    case 'invitation': {
      const member = { ...(await memberFacts(look, actor, other)), heardBefore: true, invitedLately: false, invitedToday: 0 };
      return { action: 'chat.start', member };
    }
  }
}
