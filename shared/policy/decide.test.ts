import { describe, expect, it } from 'vitest';
import { answer, CALLERS, CHATS, ME, QUESTIONS } from '../testing/decide-cells.ts';
import type { Actor, Caller } from './actor.ts';
import { GOLDEN } from './decide.golden.ts';
import type { HouseQuestion } from './house.ts';
import type { PictureQuestion } from './pictures.ts';
import type { ProfileQuestion, PublicQuestion } from './profiles.ts';
import type { Action, PageFacts, Question } from './question.ts';
import type { StartQuestion } from './starts.ts';
import type { TherapistQuestion } from './therapists.ts';
import { RULES, type RuleId } from './verdict.ts';

type Denial<Asked extends Action> = readonly [
  RuleId,
  (actor: Actor, question: Extract<Question, { action: Asked }>) => boolean,
];

const banned = ['P2-not-banned', (actor: Actor) => actor.banned] as const;
const noConsent = ['P3-consent', (actor: Actor) => actor.consent !== 'given' || actor.ageGroup === null] as const;
const notParty = ['P12-parties-only', (_: Actor, { chat }: { chat: (typeof CHATS)[number] }) => chat.seeker !== ME && chat.listener !== ME] as const;
const gone = ['P19-chat-gone', (_: Actor, { chat }: { chat: (typeof CHATS)[number] }) => chat.state === 'expired'] as const;
const closed = ['P13-chat-closed', (_: Actor, { chat }: { chat: (typeof CHATS)[number] }) => chat.state !== 'open'] as const;
const parted = ['P20-ages-parted', (_: Actor, { chat }: { chat: (typeof CHATS)[number] }) => !chat.agesMeet] as const;
const notListener = ['P7-listeners-take', (actor: Actor) => actor.type !== 'listener'] as const;
const wrongAge = (actor: Actor, ageGroup: string): boolean =>
  actor.ageGroup !== ageGroup && !(ageGroup === 'teen' && actor.clearedForTeens);
const notReader = [
  'P21-page-readers',
  (actor: Actor, { page: { readers, editors } }: { page: PageFacts }) => {
    if (editors.includes(ME) || readers === 'everyone') return false;
    return readers === 'listeners' ? actor.type !== 'listener' : !readers.includes(ME);
  },
] as const;
const always = () => true;

/** Questions and rules with a file of their own, and all their cells in the test beside it. */
type Elsewhere = (PublicQuestion | ProfileQuestion | PictureQuestion | HouseQuestion | StartQuestion | TherapistQuestion)['action'];
const RULES_ELSEWHERE: readonly RuleId[] = [
  'P30-own-age-group', 'P31-no-guest-profiles', 'P32-listeners-own', 'P33-experienced-start', 'P34-not-open-to-this', 'P35-on-a-break',
  'P36-listeners-hear', 'P37-not-free', 'P38-messages-wait', 'P39-invited-once',
  'P40-held', 'P41-needs-role', 'P42-from-above', 'P43-not-oneself', 'P44-own-capabilities', 'P45-one-appeal', 'P46-adult-listeners',
  'P47-one-application', 'P48-fixed-role', 'P49-no-guest-roles', 'P50-nothing-to-appeal', 'P51-account-of-its-own', 'P52-entries-for-therapists', 'P53-entry-runs',
  'P56-age-said', 'P57-age-as-noted', 'P58-track-in-use', 'P59-impartial',
  'P62-guests-show-letters', 'P63-picture-taken-away', 'P64-asked-often', 'P65-adult-by-own-wish', 'P66-after-a-no', 'P67-course-first',
  'P68-old-enough',
];

/**
 * POLICY.md as a table, written apart from the code: for each action what denies it, the first that applies speaks.
 * What is not denied here is allowed, and nothing else is.
 */
const DENIALS: { readonly [Asked in Exclude<Action, Elsewhere>]: readonly Denial<Asked>[] } = {
  'listener.agree': [banned, notListener],
  'member.become': [banned, ['P16-guests-only', (actor) => actor.type !== 'guest']],
  'account.forget': [['P16-guests-only', (actor) => actor.type !== 'guest']],
  'request.create': [
    banned,
    ['P5-seekers-ask', (actor) => actor.type === 'listener' || actor.type === 'therapist'],
    ['P6-one-request', (_, { waiting }) => waiting >= 1],
    noConsent,
  ],
  'request.withdraw': [
    banned,
    ['P4-own-only', (_, { request }) => request.seeker !== ME],
    ['P9-first-wins', (_, { request }) => request.state !== 'waiting'],
  ],
  'request.accept': [
    banned,
    ['P11-not-oneself', (_, { request }) => request.seeker === ME],
    notListener,
    noConsent,
    ['P8-age-groups-apart', (actor, { request }) => wrongAge(actor, request.ageGroup)],
    ['P24-listener-agreement', (actor) => actor.standing.listenerConsent !== 'given'],
    ['P10-blocked', (_, { request }) => request.blockBetween],
    ['P9-first-wins', (_, { request }) => request.state !== 'waiting'],
    ['P18-enough-chats', (_, { openChats }) => openChats >= 10],
  ],
  'queue.read': [
    banned,
    notListener,
    noConsent,
    ['P8-age-groups-apart', (actor, { ageGroup }) => wrongAge(actor, ageGroup)],
  ],
  'chat.read': [notParty, gone],
  'chat.write': [banned, notParty, gone, noConsent, closed, parted],
  'chat.mark': [banned, notParty, gone, noConsent, closed, parted],
  'chat.delete-own': [banned, notParty, gone],
  'chat.delete-other': [banned, notParty, gone, ['P14-own-words', always]],
  'chat.end': [notParty, gone, closed],
  'chat.block': [banned, notParty, gone, ['P15-listener-blocks', (_, { chat }) => chat.listener !== ME]],
  'chat.refuse': [banned, notParty, gone, ['P4-own-only', (_, { chat }) => chat.seeker !== ME]],
  'inbox.read': [['P4-own-only', (_, { owner }) => owner !== ME]],
  'people.read': [['P4-own-only', (_, { owner }) => owner !== ME]],
  'page.read': [banned, notReader],
  'page.edit': [banned, notReader, ['P22-page-editors', (_, { page }) => !page.editors.includes(ME)], noConsent],
  'relay-document.write': [banned, ['P17-relay-writes', always]],
  'name.change': [banned, ['P60-guests-keep-names', (actor) => actor.type === 'guest']],
  'keys.change': [['P61-needs-password', (actor) => actor.type === 'guest']],
  'account.export': [],
  'account.erase': [['P61-needs-password', (actor) => actor.type === 'guest']],
  'premium-path.walk': [['P23-granted-paths', (_, { granted }) => !granted]],
};

function expected(caller: Caller, question: Question): RuleId | 'allowed' {
  if (caller === null) return 'P1-signed-in';
  const denials = DENIALS[question.action as Exclude<Action, Elsewhere>] as readonly Denial<Action>[];
  return denials.find(([, applies]) => applies(caller, question))?.[0] ?? 'allowed';
}

describe('the rule book, every cell (D1)', () => {
  it.each(Object.keys(DENIALS) as Exclude<Action, Elsewhere>[])('%s: every caller, every state, every relation', (action) => {
    const cells = QUESTIONS.filter((question) => question.action === action);
    expect(cells).not.toEqual([]);
    const differences = cells.flatMap((question) =>
      CALLERS.filter((caller) => answer(caller, question) !== expected(caller, question)).map((caller) => ({
        caller,
        question,
        is: answer(caller, question),
        ought: expected(caller, question),
      })),
    );
    expect(differences).toEqual([]);
  });

  it('what is allowed, and which rule denies how often, changes in the golden file alone', () => {
    const counts: Record<string, Record<string, number>> = {};
    for (const question of QUESTIONS) {
      for (const caller of CALLERS) {
        const row = (counts[question.action] ??= {});
        const cell = answer(caller, question);
        row[cell] = (row[cell] ?? 0) + 1;
      }
    }
    expect(counts).toEqual(GOLDEN);
  });

  it('every rule speaks somewhere', () => {
    const spoken = new Set(QUESTIONS.flatMap((question) => CALLERS.map((caller) => answer(caller, question))));
    expect([...spoken].filter((rule) => rule !== 'allowed').toSorted()).toEqual(RULES.filter((rule) => !RULES_ELSEWHERE.includes(rule)).toSorted());
  });
});
