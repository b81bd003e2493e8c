import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { CHAT } from '../limits.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { ACCOUNT_TYPES, AGE_GROUPS, CHAT_STATES, REQUEST_STATES } from '../words.ts';
import type { Actor, Caller } from './actor.ts';
import { decide } from './decide.ts';
import { GOLDEN } from './decide.golden.ts';
import type { HouseQuestion } from './house.ts';
import type { PictureQuestion } from './pictures.ts';
import type { ProfileQuestion, PublicQuestion } from './profiles.ts';
import type { Action, PageFacts, Question } from './question.ts';
import type { StartQuestion } from './starts.ts';
import type { TherapistQuestion } from './therapists.ts';
import { RULES, type RuleId } from './verdict.ts';
import { PLAIN_STANDING } from './standing.ts';

const random = seededRandom(1);
const ME = newId<AccountId>(random);
const OTHER = newId<AccountId>(random);
const THIRD = newId<AccountId>(random);

const AGREED = { ...PLAIN_STANDING, listenerConsent: 'given' } as const;

/** Every caller that differs in a fact that a rule could use. */
const CALLERS: readonly Caller[] = [
  null,
  ...ACCOUNT_TYPES.flatMap((type) =>
    [null, ...AGE_GROUPS].flatMap((ageGroup) =>
      (['missing', 'outdated', 'given'] as const).flatMap((consent) =>
        [false, true].flatMap((clearedForTeens) =>
          [false, true].flatMap((banned) =>
            [false, true].map(
              (admin): Actor => ({ account: ME, type, ageGroup, consent, clearedForTeens, banned, admin, standing: AGREED }),
            ),
          ),
        ),
      ),
    ),
  ),
  // Of those who listen, two more: who never agreed to the listener agreement, and who agreed to an older one.
  ...(['missing', 'outdated'] as const).map((listenerConsent): Actor => ({
    account: ME, type: 'listener', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false,
    standing: { ...PLAIN_STANDING, listenerConsent },
  })),
];

const CHATS = CHAT_STATES.flatMap((state) =>
  [true, false].flatMap((meet) => [
    { seeker: ME, listener: OTHER, state, agesMeet: meet },
    { seeker: OTHER, listener: ME, state, agesMeet: meet },
    { seeker: OTHER, listener: THIRD, state, agesMeet: meet },
  ]),
);

const REQUESTS = [ME, OTHER].flatMap((seeker) =>
  AGE_GROUPS.flatMap((ageGroup) =>
    REQUEST_STATES.flatMap((state) =>
      [false, true].map((blockBetween) => ({ seeker, ageGroup, state, blockBetween })),
    ),
  ),
);

const CHAT_ACTIONS = [
  'chat.read', 'chat.write', 'chat.mark', 'chat.delete-own', 'chat.delete-other', 'chat.end', 'chat.block', 'chat.refuse',
] as const;
const PAGES = (['everyone', 'listeners', [ME, OTHER], [OTHER]] as const).flatMap((readers) =>
  [[ME], [OTHER, ME], [OTHER], []].map((editors) => ({ readers, editors })),
);
const FULL = CHAT.maxOpenChatsPerListener;

/** Every question that differs in a fact that a rule could use. */
const QUESTIONS: readonly Question[] = [
  { action: 'member.become' },
  { action: 'listener.agree' },
  { action: 'account.forget' },
  ...[0, 1, 2].map((waiting) => ({ action: 'request.create', waiting }) as const),
  ...REQUESTS.map((request) => ({ action: 'request.withdraw', request }) as const),
  ...REQUESTS.flatMap((request) =>
    [0, FULL - 1, FULL, FULL + 1].map((openChats) => ({ action: 'request.accept', request, openChats }) as const),
  ),
  ...AGE_GROUPS.map((ageGroup) => ({ action: 'queue.read', ageGroup }) as const),
  ...CHAT_ACTIONS.flatMap((action) => CHATS.map((chat) => ({ action, chat }))),
  ...[ME, OTHER].flatMap((owner) => [
    { action: 'inbox.read', owner } as const,
    { action: 'people.read', owner } as const,
  ]),
  ...PAGES.flatMap((page) => [{ action: 'page.read', page } as const, { action: 'page.edit', page } as const]),
  { action: 'relay-document.write' },
  ...(['name.change', 'keys.change', 'account.export', 'account.erase'] as const).map((action) => ({ action })),
  ...[true, false].map((granted) => ({ action: 'premium-path.walk', granted }) as const),
];

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
  'P47-one-application', 'P48-fixed-role', 'P49-no-guest-roles', 'P50-nothing-to-appeal', 'P51-account-of-its-own', 'P52-entries-for-therapists',
  'P56-age-said', 'P57-age-as-noted', 'P58-track-in-use',
  'P62-guests-show-letters', 'P63-picture-taken-away', 'P64-asked-often', 'P65-adult-by-own-wish', 'P66-after-a-no',
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

const answer = (caller: Caller, question: Question): RuleId | 'allowed' => {
  const verdict = decide(caller, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};

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

  it('an admin may do nothing here that others may not: the admin command is a door of its own', () => {
    const differences = CALLERS.filter((caller) => caller !== null).flatMap((caller) =>
      QUESTIONS.filter((question) => answer({ ...caller, admin: !caller.admin }, question) !== answer(caller, question)),
    );
    expect(differences).toEqual([]);
  });

  it('F085: a clearance opens the teens\' queue to consenting adult listeners, and nothing else to anybody', () => {
    for (const caller of CALLERS) {
      if (caller === null || caller.clearedForTeens) continue;
      for (const question of QUESTIONS) {
        const [before, after] = [answer(caller, question), answer({ ...caller, clearedForTeens: true }, question)];
        if (before === after) continue;
        const ageGroup = question.action === 'queue.read' ? question.ageGroup : 'request' in question && question.request.ageGroup;
        expect([before, caller.type, caller.ageGroup, ageGroup]).toEqual(['P8-age-groups-apart', 'listener', 'adult', 'teen']);
      }
    }
  });

  it('D2, F084: of all seekers and listeners, only cleared adults and teens cross the line', () => {
    const listeners = CALLERS.filter((caller): caller is Actor => caller?.type === 'listener');
    for (const listener of listeners) {
      for (const ageGroup of AGE_GROUPS) {
        const request = { seeker: OTHER, ageGroup, state: 'waiting', blockBetween: false } as const;
        const verdict = decide(listener, { action: 'request.accept', request, openChats: 0 });
        if (!verdict.allowed || listener.ageGroup === ageGroup) continue;
        expect([listener.clearedForTeens, listener.ageGroup, ageGroup]).toEqual([true, 'adult', 'teen']);
      }
    }
  });
});

describe('what would change the answer', () => {
  const adult: Actor = {
    account: ME, type: 'listener', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: AGREED,
  };
  const request = { seeker: OTHER, ageGroup: 'adult', state: 'waiting', blockBetween: false } as const;
  it.each([
    ['P1: signing in', null, { action: 'queue.read', ageGroup: 'adult' }, 'sign-in'],
    ['P3: answering the gate', { ...adult, consent: 'outdated' }, { action: 'queue.read', ageGroup: 'adult' }, 'consent'],
    ['P24: agreeing', { ...adult, standing: PLAIN_STANDING }, { action: 'request.accept', request, openChats: 0 }, 'agree'],
    ['P18: ending a chat', adult, { action: 'request.accept', request, openChats: FULL }, 'end-a-chat'],
    ['P6: leaving the queue', { ...adult, type: 'member' }, { action: 'request.create', waiting: 1 }, 'withdraw-first'],
    ['P10: nothing', adult, { action: 'request.accept', request: { ...request, blockBetween: true }, openChats: 0 }, 'none'],
  ] as const)('%s', (_, caller, question, remedy) => {
    expect(decide(caller, question)).toMatchObject({ allowed: false, remedy });
  });
});
