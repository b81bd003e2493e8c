import { afterEach, describe, expect, it } from 'vitest';
import type { PersonView } from '#shared/people/keeping.ts';
import { FIRST_ROLES, powersOf } from '#shared/people/roles.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { Clearance } from '../standing/Clearance.tsx';
import { House } from './House.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const keeper = (...roles: string[]): FakeEngine => {
  const standing = { ...PLAIN_STANDING, ...powersOf(FIRST_ROLES.filter(({ id }) => roles.includes(id))) };
  return createFakeEngine(meOf('calmPear', { type: 'member', standing }));
};
const open = async (part: string, engine: FakeEngine): Promise<void> => {
  mounted = await mount(<House params={{ part }} />, engine);
};
const one = { name: 'warmOak', type: 'listener', rank: 0, self: false } as const;
const BACK = 'Take the clearance back';

describe('F085: who is cleared for chats with teens', () => {
  it('stands under the applications, and it is taken back with a reason; from above alone', async () => {
    const engine = keeper('community-manager');
    engine.house.known.cleared = [one, { ...one, name: 'tallElm', rank: 7 }, { ...one, name: 'calmPear', self: true }];
    await open('applications', engine);
    expect(words()).toContain('Cleared for chats with teenagers');
    expect(words()).toContain('Rule P42-from-above');
    expect(words()).toContain('Rule P43-not-oneself');
    expect(all('button', new RegExp(`^${BACK}: `)).map((button) => button.getAttribute('aria-label'))).toEqual([`${BACK}: warmOak`]);
    await click(the('button', `${BACK}: warmOak`));
    expect(the('button', 'Take it back').hasAttribute('disabled')).toBe(true);
    await type('their check has lapsed', the('textbox', /^Why/));
    engine.house.known.cleared = [];
    await click(the('button', 'Take it back'));
    expect(engine.house.done).toEqual([['endClearance', { name: 'warmOak', reason: 'their check has lapsed' }]]);
    expect(words()).toContain('Nobody is cleared for chats with teenagers.');
  });

  it('is found by the beginning of a name', async () => {
    const engine = keeper('community-manager');
    engine.house.known.cleared = [one, { ...one, name: 'mildPlum' }];
    await open('applications', engine);
    await type('mild', the('textbox', /begins with/));
    expect(words()).toContain('@mildPlum');
    expect(words()).not.toContain('@warmOak');
  });

  it('whoever is looked up by name shows it; who may take it back can, there too, and who may not reads why (P41)', async () => {
    const person: PersonView = {
      name: 'warmOak', type: 'listener', rank: 0, restriction: null, reason: null, because: null, told: null, sinceMs: null, appeal: null, self: false, sharesChat: true, roles: [], cleared: true,
    };
    for (const [role, found] of [['moderator', 0], ['community-manager', 1]] as const) {
      const engine = keeper(role);
      engine.house.known.person = person;
      await open('restrictions', engine);
      await type('warmOak', the('textbox', /exact name/));
      await click(the('button', 'Find'));
      expect(words()).toContain('cleared for chats with teenagers');
      expect(all('button', `${BACK}: warmOak`)).toHaveLength(found);
      expect(/Why can I not take the clearance of @warmOak back\?[^]*Rule P41-needs-role/.test(words())).toBe(found === 0);
      for (const button of all('button', `${BACK}: warmOak`)) {
        await click(button);
        await type('their check has lapsed', the('textbox', /^Why/));
        await click(the('button', 'Take it back'));
      }
      expect(engine.house.done).toEqual(found === 0 ? [] : [['endClearance', { name: 'warmOak', reason: 'their check has lapsed' }]]);
      await mounted?.unmount();
    }
    mounted = null;
  });

  it('its person reads that it was taken back, and why, and may ask again', async () => {
    const engine = createFakeEngine(meOf('warmOak', { type: 'listener' }));
    engine.house.known.clearance = { cleared: false, application: null, takenBack: { atMs: 5, reason: 'your check has lapsed', because: null } };
    mounted = await mount(<Clearance />, engine);
    expect(words()).toMatch(/Your clearance was taken back[^]*your check has lapsed/);
    expect(all('textbox', /background check/)).toHaveLength(1);
  });
});
