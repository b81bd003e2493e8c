import { z } from 'zod';
import { KEEPING, TEXT } from '../limits.ts';
import { ACCOUNT_TYPES } from '../words.ts';
import { againFromMs, earlierNo, sharesChat } from './age-wishes.ts';
import { because } from './reasons.ts';
import { inBothLanguages, role, roleKey, track } from './roles.ts';
import { HIDDEN } from './shown-text.ts';
import { verdictOrShown } from './verdict-shape.ts';

/** Why somebody used a power they hold. Kept in the record of acts, so it names no words of a chat. */
export const reason = z.string().trim().min(KEEPING.minReasonLength).max(KEEPING.maxReasonLength);

/**
 * What somebody banned reads of why: theirs, and in no record (F103). Lines may be broken; else there is nothing in it that does not show.
 * What is too long is refused before it is brought into one form, which takes time (RELIABILITY C10).
 */
export const toldText = z
  .string()
  .max(KEEPING.maxToldLength, { abort: true })
  .normalize('NFC')
  .trim()
  .min(1)
  .refine((text) => text.isWellFormed() && !HIDDEN.test(text.replaceAll('\n', '')), 'not text');

/** The same where it is read; null: nothing was written down for them. An older relay says nothing of it. */
const told = z.string().nullable().default(null);

/** What somebody reads who appealed. */
export const answerText = z.string().trim().min(1).max(KEEPING.maxAnswerLength);

/** A name as it is typed, with or without its sign. */
export const typedName = z.string().trim().min(1).max(TEXT.maxNameLength + 1);

const texts = inBothLanguages(200);
const accountType = z.enum(ACCOUNT_TYPES);

/**
 * F210: who holds what, as everybody sees it. A ladder goes from the lowest rank upwards (F209). And how those who run the place are
 * reached, in the operator's words: null where they named nobody, absent where no relay has said it yet.
 */
export const teamView = z.object({
  contact: z.string().nullable().optional(),
  tracks: z.array(
    z.object({
      id: roleKey,
      names: texts,
      roles: z.array(
        z.object({
          id: roleKey,
          rank: z.int(),
          names: texts,
          purposes: texts,
          holders: z.array(z.object({ name: z.string(), type: accountType, title: texts })),
        }),
      ),
    }),
  ),
});
export type TeamView = z.infer<typeof teamView>;

/** The same for those who appoint and edit. */
export const rolesView = z.object({
  tracks: z.array(track),
  roles: z.array(role.extend({ holders: z.array(z.object({ name: z.string(), type: accountType, rank: z.int(), self: z.boolean() })) })),
});
export type RolesView = z.infer<typeof rolesView>;

/** What stands against somebody. */
export const RESTRICTIONS = ['banned', 'held'] as const;
export type Restriction = (typeof RESTRICTIONS)[number];

export const appealView = z.object({
  text: z.string(),
  atMs: z.int(),
  /** Null until somebody has answered. */
  answer: z.string().nullable(),
  answeredAtMs: z.int().nullable(),
});
export type AppealView = z.infer<typeof appealView>;

/** What stands against oneself, and what one said to it. */
export const ownRestriction = z.object({ restriction: z.enum(RESTRICTIONS).nullable(), told, appeal: appealView.nullable() });
export type OwnRestriction = z.infer<typeof ownRestriction>;

export const restrictedPerson = z.object({
  name: z.string(),
  type: accountType,
  rank: z.int(),
  restriction: z.enum(RESTRICTIONS),
  /** Why, as the record of acts has it; null for one that the relay itself held, or of before there was a record. */
  reason: z.string().nullable(),
  because,
  told,
  sinceMs: z.int().nullable(),
  appeal: appealView.nullable(),
  self: z.boolean(),
  sharesChat,
});
export type RestrictedPerson = z.infer<typeof restrictedPerson>;

/**
 * Where the next page of them begins, without anybody's name or id: behind an appeal; or behind an account, by its moment and a hash,
 * with the last appeal that was shown before all of those.
 */
export const restrictedPlace = z.string().regex(/^(w\d{1,15}|r\d{1,15}-[0-9a-f]{16}-\d{1,15})$/);

/** Some of them at a time; `next` is null on the last page. */
export const restrictedPage = z.object({ people: z.array(restrictedPerson), next: restrictedPlace.nullable() });
export type RestrictedPage = z.infer<typeof restrictedPage>;

/** Somebody looked up by their exact name (F024). Of their age nothing: it can be corrected here and not be read. */
export const personView = restrictedPerson.extend({
  /** Null: nothing stands against them. */
  restriction: z.enum(RESTRICTIONS).nullable(),
  roles: z.array(texts),
  /** For chats with teens, as their page says to everybody (F085). An older relay says nothing of it. */
  cleared: z.boolean().default(false),
});
export type PersonView = z.infer<typeof personView>;

export const APPLICATION_STATES = ['waiting', 'granted', 'declined'] as const;

export const ownClearance = z.object({
  cleared: z.boolean(),
  application: z.object({ text: z.string(), atMs: z.int(), state: z.enum(APPLICATION_STATES), answer: z.string().nullable(), againFromMs }).nullable(),
  /** Why it was taken back, where nothing was asked for since. An older relay says nothing of it. */
  takenBack: z.object({ atMs: z.int(), reason: z.string(), because }).nullable().default(null),
});
export type OwnClearance = z.infer<typeof ownClearance>;

/** Somebody who is cleared for chats with teens now, for those who may take it back. */
export const clearedPerson = z.object({ name: z.string(), type: accountType, rank: z.int(), self: z.boolean() });
export type ClearedPerson = z.infer<typeof clearedPerson>;

/** For what somebody applies: to be cleared for teens (F085), or to be a therapist here (F042). */
export const APPLICATION_KINDS = ['clearance', 'therapist'] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

export const applicationView = z.object({
  kind: z.enum(APPLICATION_KINDS).default('clearance'),
  name: z.string(),
  text: z.string(),
  atMs: z.int(),
  /** Whether the reader may grant it or decline it now, by the same questions that the relay asks then (P42, P43, P46, P51, P59). */
  mayGrant: verdictOrShown,
  mayDecline: verdictOrShown,
  /** For apps of before, which ask these two by themselves. */
  self: z.boolean(),
  sharesChat,
  /** Of a therapist's: for the eyes of those who decide. */
  licence: z.object({ legalName: z.string(), country: z.string(), region: z.string(), number: z.string() }).nullable().default(null),
  /** Already a therapist, whose name or licence changed: by which they are known now. */
  known: z.object({ legalName: z.string(), country: z.string(), region: z.string(), number: z.string() }).nullable().default(null),
  earlier: earlierNo.nullable().default(null),
});
export type ApplicationView = z.infer<typeof applicationView>;

/** Every act with power (RELIABILITY G3). A new one is a word here and its text in the translation files. */
export const AUDITED_ACTS = [
  'ban', 'unban', 'hold', 'release', 'answer-appeal', 'correct-age', 'clear', 'unclear', 'decline-clearance',
  'approve-therapist', 'decline-therapist', 'end-therapist',
  'give-role', 'take-role', 'add-role', 'edit-role', 'remove-role', 'make-listener', 'make-admin', 'grant', 'revoke',
  'remove-picture',
  'decline-age', 'add-track', 'edit-track', 'remove-track',
] as const;
export type AuditedAct = (typeof AUDITED_ACTS)[number];

export const auditLine = z.object({
  seq: z.int(),
  atMs: z.int(),
  act: z.enum(AUDITED_ACTS),
  /** Null: whoever runs the relay, at its console; or the relay itself, for a hold. */
  by: z.string().nullable(),
  /** Null where it is about no account. */
  whom: z.string().nullable(),
  reason: z.string(),
  because,
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type AuditLine = z.infer<typeof auditLine>;
export const auditPage = z.object({ lines: z.array(auditLine), next: z.int().nullable() });
export type AuditPage = z.infer<typeof auditPage>;
