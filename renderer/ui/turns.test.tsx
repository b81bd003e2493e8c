import { afterEach, expect, test } from 'vitest';
import { PREFERENCES } from '../app/preferences.ts';
import { createFakeEngine } from '../features/chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../features/chats/testing/mount.tsx';
import { meOf } from '../features/chats/testing/people.ts';
import { click, the, words } from '../features/chats/testing/person.ts';
import { PacedBreath } from '../features/paths/PacedBreath.tsx';
import { Breathing } from '../features/talk/Breathing.tsx';

const breath = { inSeconds: 4, holdSeconds: 2, outSeconds: 6, restSeconds: 0, rounds: 3 };
let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  localStorage.clear();
});

const said = (): string[] => [...document.querySelectorAll('[aria-live="polite"]')].map(({ textContent }) => textContent ?? '');

test.each([
  ['a step of a path', <PacedBreath key="path" breath={breath} />, 'Start'],
  ['while one waits', <Breathing key="talk" />, 'Begin'],
])('the turns of a breath are told to a screen reader only where that was asked for: %s', async (_where, screen, begin) => {
  mounted = await mount(screen, createFakeEngine(meOf('calmPear1234')));
  await click(the('button', begin));
  expect(words()).toContain('Breathe in');
  expect(said()).not.toContain('Breathe in');
  await click(the('checkbox', 'Tell each turn to a screen reader'));
  expect(said()).toContain('Breathe in');
  expect(localStorage.getItem(PREFERENCES.turns)).toBe('said');
  await click(the('checkbox', 'Tell each turn to a screen reader'));
  expect(said()).not.toContain('Breathe in');
});
