import type { Channel } from './meeting.ts';

/**
 * In how many of the 361 ordered pairs of actors a channel lets the one reach the other: in all, and between a teen and an adult
 * listener who is cleared for teens (F085). Between other teens and adults it is none (RELIABILITY D2). Whoever opens or closes a
 * door changes a number here, in review.
 */
export const MEETING_CELLS: Readonly<Record<Channel, { readonly open: number; readonly cleared: number }>> = {
  // Among them six of a listener to another (F036), one of a teen to a cleared adult.
  request: { open: 40, cleared: 3 },
  'listener-chat': { open: 20, cleared: 1 },
  room: { open: 0, cleared: 0 },
  presence: { open: 197, cleared: 6 },
  mention: { open: 0, cleared: 0 },
  feed: { open: 0, cleared: 0 },
};
