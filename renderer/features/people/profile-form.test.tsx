import { afterEach, expect, it } from 'vitest';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { click, the, type } from '../chats/testing/person.ts';
import { OwnProfile } from './OwnProfile.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

it('WCAG 3.3.1, F077: what may not be saved has the focus, each time it is tried', async () => {
  mounted = await mount(<OwnProfile />, createFakeEngine(meOf('calmPear', { type: 'member' })));
  const bio = the('textbox', /About you/);
  await type('Tel:07700900123', bio);
  expect(bio.getAttribute('aria-invalid')).not.toBe('true'); // nothing is wrong before it is to be saved
  for (const _ of ['once', 'again']) {
    the('button', 'Save your profile').focus();
    await click(the('button', 'Save your profile'));
    expect(document.activeElement).toBe(bio);
    expect(bio.getAttribute('aria-invalid')).toBe('true');
  }
});
