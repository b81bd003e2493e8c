import { z } from 'zod';
import { ROLE } from '../limits.ts';
import { ACCOUNT_TYPES, AGE_GROUPS } from '../words.ts';
import { because } from './reasons.ts';
import { inBothLanguages } from './roles.ts';

/** After a no: from when one may ask again; null for now (P66). */
export const againFromMs = z.int().nullable();

/** Whether whoever decides has an open chat with them, so that somebody else does (P59). An older relay says nothing of it. */
export const sharesChat = z.boolean().default(false);

const STATES = ['waiting', 'granted', 'declined'] as const;

/**
 * Somebody's wish to be noted in the other age group, because they said the wrong one (F082). Nobody changes it by themselves: a
 * person who may correct ages reads it and decides, so that the wall between teens and adults has no door of its own (F084).
 */
export const ownAge = z.object({
  ageGroup: z.enum(AGE_GROUPS).nullable(),
  /** When somebody with the power corrected it last; null for never. */
  correctedAtMs: z.int().nullable(),
  /** And why, in their words. */
  correctedWhy: z.string().nullable(),
  correctedBecause: because,
  /** What a teen who holds roles may be called beside them, if they say yes to it (F207); null: there is no such title. */
  teenTitle: z.object({ titles: z.array(inBothLanguages(ROLE.maxNameLength)), shown: z.boolean() }).nullable(),
  wish: z.object({ wanted: z.enum(AGE_GROUPS), text: z.string(), atMs: z.int(), state: z.enum(STATES), answer: z.string().nullable(), againFromMs }).nullable(),
});
export type OwnAge = z.infer<typeof ownAge>;

/** What others answered who decided before: how often it was no, and the last time with why. */
export const earlierNo = z.object({ times: z.int(), atMs: z.int(), answer: z.string() });
export type EarlierNo = z.infer<typeof earlierNo>;

/** As those see it who decide. */
export const ageWishView = z.object({
  name: z.string(),
  type: z.enum(ACCOUNT_TYPES),
  rank: z.int(),
  wanted: z.enum(AGE_GROUPS),
  text: z.string(),
  atMs: z.int(),
  self: z.boolean(),
  sharesChat,
  earlier: earlierNo.nullable(),
});
export type AgeWishView = z.infer<typeof ageWishView>;
