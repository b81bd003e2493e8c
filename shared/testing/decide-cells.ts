import { newId, type AccountId } from '../ids.ts';
import { CHAT } from '../limits.ts';
import type { Actor, Caller } from '../policy/actor.ts';
import { decide } from '../policy/decide.ts';
import type { Question } from '../policy/question.ts';
import { PLAIN_STANDING } from '../policy/standing.ts';
import type { RuleId } from '../policy/verdict.ts';
import { ACCOUNT_TYPES, AGE_GROUPS, CHAT_STATES, REQUEST_STATES } from '../words.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom(1);
export const ME = newId<AccountId>(random);
export const OTHER = newId<AccountId>(random);
const THIRD = newId<AccountId>(random);

export const AGREED = { ...PLAIN_STANDING, listenerConsent: 'given' } as const;

/** Every caller that differs in a fact that a rule could use. */
export const CALLERS: readonly Caller[] = [
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

export const CHATS = CHAT_STATES.flatMap((state) =>
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
export const FULL = CHAT.maxOpenChatsPerListener;

/** Every question that differs in a fact that a rule could use. */
export const QUESTIONS: readonly Question[] = [
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

/** The rule that speaks. */
export const answer = (caller: Caller, question: Question): RuleId | 'allowed' => {
  const verdict = decide(caller, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};
