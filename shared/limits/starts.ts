import { DAY_MS, HOUR_MS, MINUTE_MS } from './units.ts';

/** How two people come to a chat apart from the queue (F030, F154–F158). Lengths are in UTF-16 units. */
export const START = {
  /** A message that waits, or the first words of an invitation. */
  maxTextLength: 2_000,
  /** A personal request that is not answered lapses after this time. */
  askLapseMs: 10 * MINUTE_MS,
  /** So many wait for one listener at once, so that nobody waits in a line that they cannot see. */
  maxAsksPerListener: 3,
  /** ... of which so many are for members, and so many at most from one network address (in the relay's memory alone). */
  asksKeptForMembers: 1,
  maxAsksOfAddress: 2,
  /** The same person asks the same listener, or leaves them a message, so often in this time, however it ended. */
  maxAsksOfPair: 3,
  asksOfPairMs: HOUR_MS,
  /** ... and all listeners together, or one person could ring at each in turn, or hold the few places of many. */
  maxAsksOfAccount: 6,
  maxMessagesOfPair: 3,
  messagesOfPairMs: DAY_MS,
  /** Of one person so many messages wait at once, one for each listener ... */
  maxMessagesPerAccount: 5,
  /** ... and so many for one listener. */
  maxMessagesPerListener: 30,
  /** ... of which so many are for members, and so many at most from one network address. */
  messagesKeptForMembers: 10,
  maxMessagesOfAddress: 10,
  /** Of so much that waits the relay remembers the address at once. */
  maxAddressesKept: 20_000,
  messageKeptMs: 30 * DAY_MS,
  /** A listener invites one member once in this time, whatever came of it ... */
  invitedAgainMs: 30 * DAY_MS,
  /** ... and so many members in a day. */
  maxInvitationsPerDay: 10,
  /** So many invitations wait for one member. */
  maxInvitationsPerMember: 10,
  invitationKeptMs: 14 * DAY_MS,
  /** That it was, without a word of it, is kept this long after it was settled: for the note in the inbox. Not less than `invitedAgainMs`. */
  settledKeptMs: 30 * DAY_MS,
} as const;
