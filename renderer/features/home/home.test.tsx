import { afterEach, expect, it } from 'vitest';
import { ACCOUNT_TYPES } from '#shared/words.ts';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { words } from '../chats/testing/person.ts';
import { PersonName } from '../../ui/PersonName.tsx';
import { Page } from '../../ui/Page.tsx';
import { Home } from './Home.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

it.each(ACCOUNT_TYPES)('F076: the welcome, which says that no name is needed, is for those who came without one: %s', async (type) => {
  mounted = await mount(<Home />, createFakeEngine(meOf('calmPear', { type })));
  expect(words().includes('You need no name')).toBe(type === 'guest');
});

it('F222: a name as a heading keeps its sign in front where the page runs from right to left', async () => {
  mounted = await mount(<Page title="Profile" heading={<PersonName name="warmOak" />}>{null}</Page>, createFakeEngine(meOf('calmPear')));
  const heading = document.querySelector('h1');
  expect([heading?.textContent, heading?.querySelector('bdi')?.dir]).toEqual(['@warmOak', 'ltr']);
  // Nobody's name stands where others see the windows.
  expect(document.title).toBe('Profile · Samovar');
});
