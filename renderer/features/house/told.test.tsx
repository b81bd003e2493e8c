import { afterEach, describe, expect, it, vi } from 'vitest';
import { KEEPING } from '#shared/limits.ts';
import { FIRST_ROLES, powersOf } from '#shared/people/roles.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { err } from '#shared/result.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, press, the, type, words } from '../chats/testing/person.ts';
import { HomeStanding } from '../standing/HomeStanding.tsx';
import { OwnStanding } from '../standing/OwnStanding.tsx';
import { House } from './House.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const TOLD = 'You sold things in three chats.';
const moderator = (): FakeEngine =>
  createFakeEngine(meOf('calmPear', { type: 'member', standing: { ...PLAIN_STANDING, ...powersOf(FIRST_ROLES.filter(({ id }) => id === 'moderator')) } }));
const theirs = () => the('textbox', /What they read/);

describe('F103: who bans writes down what they read of why', () => {
  const begin = async (engine: FakeEngine): Promise<void> => {
    mounted = await mount(<House params={{}} />, engine);
    await click(the('button', 'Ban somebody'));
    await type('mildPlum', the('textbox', /Name of the account/));
    await type('three people wrote', the('textbox', /^Why/));
  };

  it('beside the reason for the record, with how much there is room for, and nobody\'s name below', async () => {
    const engine = moderator();
    await begin(engine);
    expect(words()).toContain(`Up to ${KEEPING.maxToldLength} characters`);
    expect(words()).toContain('not who wrote it');
    expect([theirs().getAttribute('maxlength'), theirs().getAttribute('autocomplete')]).toEqual([String(KEEPING.maxToldLength), 'off']);
    await type(`  ${TOLD} `, theirs());
    await click(the('button', 'Ban'));
    expect(engine.house.done).toEqual([['banPerson', { name: 'mildPlum', reason: 'three people wrote', told: TOLD }]]);
  });

  it('or nothing, and then nothing of it is sent, as to a relay of before', async () => {
    const engine = moderator();
    await begin(engine);
    await type('   ', theirs());
    await click(the('button', 'Ban'));
    expect(engine.house.done).toEqual([['banPerson', { name: 'mildPlum', reason: 'three people wrote' }]]);
  });

  it('but nothing that does not show: the field says so, and nobody is banned meanwhile', async () => {
    const engine = moderator();
    await begin(engine);
    await type('You sold\u202e things.', theirs());
    expect(theirs().getAttribute('aria-invalid')).toBe('true');
    expect(words()).toContain('a sign in it that does not show');
    expect(the('button', 'Ban').hasAttribute('disabled')).toBe(true);
    await type(TOLD, theirs());
    expect(the('button', 'Ban').hasAttribute('disabled')).toBe(false);
  });

  it('of somebody banned already it says since when and by which words, keeps what was typed, and says how others take their place', async () => {
    const engine = moderator();
    engine.house.known.person = {
      name: 'mildPlum', type: 'member', rank: 0, restriction: 'banned', reason: 'sold things in chats', because: null, told: TOLD, sinceMs: Date.UTC(2026, 10, 3),
      appeal: null, self: false, sharesChat: false, roles: [], cleared: false,
    };
    engine.house.restrict = () => Promise.resolve(err({ code: 'already-banned', rule: null, retryAfterMs: null }));
    await begin(engine);
    await type('Other words.', theirs());
    await click(the('button', 'Ban'));
    expect(words()).toMatch(/banned already, by the words that were written then\. Nothing was changed\..*take that ban back first/);
    expect(words()).toMatch(/@mildPlum banned .*sold things in chats ?They read: ?You sold things in three chats\./);
    expect((theirs() as HTMLTextAreaElement).value).toBe('Other words.');
    // The next answer is about the next name.
    engine.house.restrict = () => Promise.resolve(err({ code: 'not-found', rule: null, retryAfterMs: null }));
    await click(the('button', 'Ban'));
    expect(words()).not.toContain('sold things in chats');
  });

  it('G3: while the relay is asked neither Escape nor a button closes it, so that what came of the ban is told', async () => {
    const engine = moderator();
    const asked = Promise.withResolvers<Awaited<ReturnType<FakeEngine['house']['restrict']>>>();
    engine.house.restrict = () => asked.promise;
    await begin(engine);
    await click(the('button', 'Ban'));
    await press('Escape');
    expect(all('dialog')).toHaveLength(1);
    expect(['Cancel', 'Close', 'Ban'].map((name) => the('button', name).hasAttribute('disabled'))).toEqual([true, true, true]);
    await mounted!.change(() => asked.resolve(err({ code: 'denied', rule: 'P42-from-above', retryAfterMs: null })));
    expect(words()).toContain('Rule P42-from-above');
    await click(the('button', 'Cancel'));
    await mounted!.settle();
    expect(all('dialog')).toEqual([]);
  });

  it('Escape closes it while nothing was typed; once something was, its buttons alone do, and no word is lost', async () => {
    mounted = await mount(<House params={{}} />, moderator());
    await click(the('button', 'Ban somebody'));
    await press('Escape');
    await mounted.settle();
    expect(all('dialog')).toEqual([]);
    await click(the('button', 'Ban somebody'));
    await type('You sold', theirs());
    await press('Escape');
    await mounted.settle();
    expect((theirs() as HTMLTextAreaElement).value).toBe('You sold');
  });

  it('and those who decide read it with the reason, or that there is none; of a hold neither', async () => {
    const engine = moderator();
    const person = { type: 'member', rank: 0, restriction: 'banned', reason: 'three people wrote', because: null, sinceMs: 5, appeal: null, self: false, sharesChat: false } as const;
    engine.house.known.people = [{ ...person, name: 'mildPlum', told: TOLD }];
    mounted = await mount(<House params={{}} />, engine);
    expect(words()).toMatch(/three people wrote ?They read: ?You sold things in three chats\./);
    await mounted.unmount();
    engine.house.known.people = [{ ...person, name: 'mildPlum', told: null }, { ...person, name: 'oneElm', restriction: 'held', reason: null, told: null }];
    mounted = await mount(<House params={{}} />, engine);
    expect(words().match(/no reason was written down for them/g)).toHaveLength(1);
  });
});

describe('F103: somebody banned reads why', () => {
  const banned = (told: string | null, answer?: string | null): FakeEngine => {
    const engine = createFakeEngine(meOf('calmPear', { type: 'member', banned: true }));
    const appeal = answer === undefined ? null : { text: 'It was not me.', atMs: 1, answer, answeredAtMs: answer === null ? null : 2 };
    engine.house.restriction.set({ restriction: 'banned', told, appeal });
    return engine;
  };

  it('as it was written, at Home and where they stand, before they say their side', async () => {
    for (const Part of [HomeStanding, OwnStanding]) {
      mounted = await mount(<Part />, banned('You sold things.\nPlease do not.'));
      expect(words()).toMatch(/Why, as it was written for you:? ?You sold things\. Please do not\./);
      expect(words()).not.toContain('No reason was written down');
      await mounted.unmount();
    }
    mounted = null;
  });

  it('or plainly that none was written down for them, and that they may say their side all the same', async () => {
    for (const Part of [HomeStanding, OwnStanding]) {
      mounted = await mount(<Part />, banned(null));
      expect(words()).toContain('No reason was written down for you. You can say your side all the same, and ask for one.');
      await mounted.unmount();
    }
    mounted = null;
  });

  it('P45: while what they said waits, nobody says that they may say it', async () => {
    mounted = await mount(<OwnStanding />, banned(null, null));
    expect(words()).toContain('No reason was written down for you.');
    expect(words()).not.toContain('all the same');
    await mounted.unmount();
    mounted = await mount(<OwnStanding />, banned(null, 'We looked again.'));
    expect(words()).toContain('You can say your side all the same');
  });

  it('what was written is kept on the device no longer than the ban is in force', async () => {
    const engine = createFakeEngine(meOf('calmPear', { type: 'member', banned: false }));
    engine.house.restriction.set({ restriction: 'banned', told: 'You sold things.', appeal: null });
    const asked = vi.spyOn(engine.house, 'readRestriction');
    mounted = await mount(<HomeStanding />, engine);
    expect(asked).toHaveBeenCalledOnce();
    expect(words()).toBe('');
    await mounted.unmount();
    engine.house.restriction.set({ restriction: null, told: null, appeal: null });
    mounted = await mount(<HomeStanding />, engine);
    expect(asked).toHaveBeenCalledOnce();
  });

  it('nothing is said of it before the relay was asked, nor of a hold', async () => {
    const engine = banned(null);
    engine.house.restriction.set(null);
    mounted = await mount(<HomeStanding />, engine);
    expect(words()).not.toMatch(/No reason|Why, as/);
    await mounted.unmount();
    const held = createFakeEngine(meOf('calmPear', { standing: { ...PLAIN_STANDING, held: true } }));
    held.house.restriction.set({ restriction: 'held', told: null, appeal: null });
    mounted = await mount(<OwnStanding />, held);
    expect(all('textbox')).toHaveLength(1);
    expect(words()).not.toMatch(/No reason|Why, as/);
  });
});
