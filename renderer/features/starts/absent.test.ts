import { describe, expect, it } from 'vitest';
import type { PresenceShown } from '#shared/people/presence-shown.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { ALLOWED, denied, type Verdict } from '#shared/policy/verdict.ts';
import { ACCOUNT_TYPES } from '#shared/words.ts';
import { actorOf } from '../../engine/types.ts';
import { meOf } from '../chats/testing/people.ts';
import { absentOn } from './absent.ts';
import { offerOn } from './offer.ts';
import { busy, here, memberPage, page } from './testing/pages.ts';

const PRESENCES: Readonly<Record<string, PresenceShown>> = {
  'online': here,
  'busy': busy,
  'offline': { ...busy, status: 'offline' },
  'online without 1-to-1 chats': { ...here, personalRequests: false, noChats: true },
  'on a break': { ...busy, status: 'offline', onBreak: { untilMs: null, note: '' } },
};
/** What the relay says to whoever seeks, beside what is on the page. */
const ANSWERS: Readonly<Record<string, Verdict>> = {
  'yes': ALLOWED,
  'the gate first': denied('P3-consent', 'consent'),
  'not free': denied('P37-not-free', 'wait'),
  'asked often': denied('P64-asked-often', 'wait'),
  'one waits': denied('P6-one-request', 'withdraw-first'),
  'ages apart': denied('P8-age-groups-apart'),
};
const VIEWERS = [null, ...ACCOUNT_TYPES] as const;
const actor = (type: (typeof VIEWERS)[number]) => (type === null ? null : actorOf(meOf('somebody', { type })));
const seeks = (type: (typeof VIEWERS)[number]): boolean => type === null || type === 'guest' || type === 'member';

const listenerPage = (presence: PresenceShown, more: Partial<ProfileView>): ProfileView => page({ listener: { over35: false, hears: ['adult'], presence }, ...more });
const therapistPage = (presence: PresenceShown | null, more: Partial<ProfileView>): ProfileView =>
  page({ type: 'therapist', listener: null, therapist: { legalName: 'Anna Miller', country: 'DE', region: '', listed: presence !== null, hears: ['adult'], presence }, ...more });

/** Each page that somebody can look at, as the relay shows it to this viewer. */
function* pagesFor(viewer: (typeof VIEWERS)[number]): Generator<readonly [string, ProfileView]> {
  const said = (seeks(viewer) && viewer !== null) || viewer === 'listener' ? Object.entries(ANSWERS) : [['nothing', null] as const];
  for (const [mayAskWord, mayAsk] of said) {
    for (const mayMessage of mayAsk === null ? [null] : [ALLOWED, mayAsk]) {
      const answers = { mayAsk, mayMessage };
      const words = `${mayAskWord}, message ${mayMessage?.allowed === true ? 'yes' : 'the same'}`;
      for (const [word, presence] of Object.entries(PRESENCES)) {
        yield [`listener ${word}: ${words}`, listenerPage(presence, answers)];
        yield [`therapist ${word}: ${words}`, therapistPage(presence, answers)];
      }
      yield [`therapist without an entry: ${words}`, therapistPage(null, answers)];
    }
  }
  if (viewer !== 'listener') yield ['member', memberPage({ mayStart: null })];
  else for (const mayStart of [ALLOWED, denied('P33-experienced-start'), denied('P39-invited-once', 'wait')]) yield ['member', memberPage({ mayStart })];
}

describe('promise 4: each page has a button or a rule, and Chat Now that is missing has one, too', () => {
  it.each(VIEWERS)('for a viewer who is %s', (viewer) => {
    let cells = 0;
    for (const [word, view] of pagesFor(viewer)) {
      const offer = offerOn(view, actor(viewer), false);
      const absent = absentOn(view, actor(viewer), offer, false);
      const has = offer === null ? absent?.rule : offer.may ? offer.kind : offer.rule;
      expect([word, has]).toEqual([word, expect.any(String)]);
      // Whatever is offered but Chat Now, where one could look for it: the rule stands beside it.
      const lacksNow = offer?.may === true && offer.kind === 'message';
      const ought = offer === null ? 'any' : lacksNow ? 'now' : 'none';
      expect([word, absent?.which ?? 'none']).toEqual([word, ought]);
      cells += 1;
    }
    expect(cells).toBeGreaterThan(11);
  });

  const any = (view: ProfileView, viewer: (typeof VIEWERS)[number]): string => {
    const offer = offerOn(view, actor(viewer), false);
    return `${absentOn(view, actor(viewer), offer, false)?.which ?? 'none'} ${absentOn(view, actor(viewer), offer, false)?.rule ?? ''}`.trim();
  };
  const away = PRESENCES['on a break'] ?? here;
  it.each([
    ['F163: a member\'s page, to a member', memberPage({ mayStart: null }), 'member', 'any P36-listeners-hear'],
    ['F163: the same to somebody without an account', memberPage({ mayStart: null }), null, 'any P36-listeners-hear'],
    ['F036: a listener\'s page, to a listener', listenerPage(here, {}), 'listener', 'none'],
    ['F036: a busy listener, to a listener', listenerPage(busy, {}), 'listener', 'now P37-not-free'],
    ['P5: a therapist\'s page, to a listener', therapistPage(here, {}), 'listener', 'any P5-seekers-ask'],
    ['P5: a member\'s page, to a therapist', memberPage({ mayStart: null }), 'therapist', 'any P5-seekers-ask'],
    ['F165: a listener on a said break', listenerPage(away, {}), 'guest', 'any P37-not-free'],
    ['F165: a therapist on a said break', therapistPage(away, {}), 'member', 'any P37-not-free'],
    ['F160: busy: a message, and why not now', listenerPage(busy, {}), 'member', 'now P37-not-free'],
    ['F162: no chats at present', listenerPage(PRESENCES['online without 1-to-1 chats'] ?? here, {}), 'guest', 'now P37-not-free'],
    ['P64: asked often', listenerPage(here, { mayAsk: denied('P64-asked-often', 'wait') }), 'member', 'now P64-asked-often'],
    ['nothing is missing where Chat Now stands', listenerPage(here, {}), 'member', 'none'],
  ] as const)('%s', (_, view, viewer, ought) => expect(any(view, viewer)).toBe(ought));

  it('without a network no rule is named for what only the network could do', () => {
    const view = listenerPage(here, {});
    const offer = offerOn(view, actor('member'), true);
    expect([offer, absentOn(view, actor('member'), offer, true)]).toEqual([{ kind: 'message', may: true }, null]);
  });
});
