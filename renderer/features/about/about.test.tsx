import { afterEach, expect, it } from 'vitest';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { meOf } from '../chats/testing/people.ts';
import { About } from './About.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const textsOf = (selector: string): string[] => [...document.querySelectorAll(selector)].map((one) => one.textContent);

it('F091: says of everything that others may see who sees it: five readers for each, in words', async () => {
  mounted = await mount(<About />, createFakeEngine(meOf('calmPear')));
  const rows = textsOf('th[scope="row"]');
  for (const thing of [
    'Your name here', 'What you write into a profile', 'A picture of your own', 'Roles you hold', 'A chat', 'A request to talk',
    'Asking one person, a message left, or first words to you',
  ]) expect(rows).toContain(thing);
  const cells = textsOf('td');
  expect(cells).toHaveLength(rows.length * 5);
  expect(cells.filter((words) => words.length < 3 || words.includes('who.things'))).toEqual([]);
});
