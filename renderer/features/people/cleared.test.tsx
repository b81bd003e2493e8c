import { afterEach, describe, expect, it } from 'vitest';
import type { ListenerCard } from '#shared/people/profile.ts';
import { AGE_GROUPS, type AgeGroup } from '#shared/words.ts';
import { ChatHeader } from '../chats/ChatHeader.tsx';
import { chatIdOf, cardOf, meOf, person } from '../chats/testing/people.ts';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { words } from '../chats/testing/person.ts';
import { AskSheet } from '../starts/AskSheet.tsx';
import { here, page } from '../starts/testing/pages.ts';
import { AskForm } from '../talk/AskForm.tsx';
import { TherapistRow } from '../therapists/TherapistRow.tsx';
import { isClearedForMe } from './cleared.ts';
import { ListenerRow } from './ListenerRow.tsx';
import { ProfileScreen } from './ProfileScreen.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const CLEARED = 'An adult, cleared to talk with teenagers';
const teen = () => createFakeEngine(meOf('calmPear', { type: 'member', ageGroup: 'teen' }));
const adult = () => createFakeEngine(meOf('calmPear', { type: 'member' }));
const both: readonly AgeGroup[] = ['teen', 'adult'];

it('F085: it is an adult who hears both groups, and a teen who looks; whoever has said no age is told nothing', () => {
  for (const ageGroup of [null, ...AGE_GROUPS]) {
    for (const hears of [[], ['teen'], ['adult'], both] as const) {
      expect([ageGroup, hears, isClearedForMe(hears, { ageGroup })]).toEqual([ageGroup, hears, ageGroup === 'teen' && hears.length === 2]);
    }
  }
  expect(isClearedForMe(both, null)).toBe(false);
});

describe('F085: a teen reads of a listener that they are a cleared adult', () => {
  it.each([['a teen', teen, true], ['an adult', adult, false]] as const)('in the lists and on the page: %s', async (_, engineOf, told) => {
    const row: ListenerCard = { name: 'warmOak', topics: [], languages: ['en'], over35: false, hears: [...both], presence: here };
    mounted = await mount(<ListenerRow card={row} stale={false} />, engineOf());
    expect(words().includes(CLEARED)).toBe(told);
    expect(words().includes('for adults')).toBe(!told);
    await mounted.unmount();
    const licence = { legalName: 'Anna Miller', country: 'DE', region: '', listed: true };
    const therapist = { name: 'anna', topics: [], languages: [], hears: [...both], presence: here, ...licence };
    mounted = await mount(<TherapistRow card={therapist} stale={false} />, engineOf());
    expect(words().includes(CLEARED)).toBe(told);
    await mounted.unmount();
    const engine = engineOf();
    engine.profiles.profiles.push(page({ listener: { over35: false, hears: [...both], presence: here } }));
    mounted = await mount(<ProfileScreen params={{ name: 'warmOak' }} />, engine, { path: '/@warmOak' });
    expect(words().includes(CLEARED)).toBe(told);
  });

  it('and nothing of the sort of a teen who listens', async () => {
    const row: ListenerCard = { name: 'warmOak', topics: [], languages: ['en'], over35: false, hears: ['teen'], presence: here };
    mounted = await mount(<ListenerRow card={row} stale={false} />, teen());
    expect(words()).toContain('for teenagers, 13 to 17');
    expect(words()).not.toContain(CLEARED);
  });
});

it('F085: before they ask, a teen reads who sees it, and what an adult who is cleared reads in the chat', async () => {
  mounted = await mount(<AskForm />, teen());
  expect(words()).toContain('listeners of your age group, and adults who are cleared to talk with teenagers, see your name @calmPear');
  await mounted.unmount();
  mounted = await mount(<AskSheet to="warmOak" leaveMessage={() => undefined} close={() => undefined} />, teen());
  expect(words()).toContain('also reads in the chat that you are a teenager');
  await mounted.unmount();
  mounted = await mount(<AskSheet to="warmOak" leaveMessage={() => undefined} close={() => undefined} />, adult());
  expect(words()).not.toContain('teenager');
});

describe('F085: in a chat of a teen with a cleared adult both read it at the head, and in no other', () => {
  const head = async (more: Parameters<typeof cardOf>[1], type: 'member' | 'listener'): Promise<string> => {
    const engine = createFakeEngine(meOf('calmPear', { type }));
    const other = type === 'member' ? person('warmOak', 'listener') : person('mildPlum', 'member');
    const chat = engine.addChat('it', cardOf(other, more));
    mounted = await mount(<ChatHeader handle={engine.openChat(chatIdOf('it'))} view={chat.view.getSnapshot()} back={false} />, engine);
    const said = words();
    await mounted.unmount();
    mounted = null;
    return said;
  };

  it('the teen, the adult, and those of one age group', async () => {
    expect(await head({ role: 'seeker', acrossAges: true }, 'member')).toContain('An adult, cleared to talk with teenagers');
    expect(await head({ role: 'listener', acrossAges: true }, 'listener')).toContain('A teenager, 13 to 17. You are cleared for this.');
    for (const role of ['seeker', 'listener'] as const) expect(await head({ role }, role === 'seeker' ? 'member' : 'listener')).not.toMatch(/adult|teen/i);
  });
});
