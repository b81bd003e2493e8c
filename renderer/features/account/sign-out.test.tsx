import { afterEach, describe, expect, it } from 'vitest';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, words } from '../chats/testing/person.ts';
import { SignOut } from './SignOut.tsx';

const OFFLINE_WORDS = 'the relay hears of it as soon as it can be reached';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const member = (): FakeEngine => createFakeEngine(meOf('Rowan', { type: 'member' }));

describe('signing out without a network (E3)', () => {
  it('is asked first, and says what becomes of it', async () => {
    const engine = member();
    engine.connection.set({ at: 'offline' });
    mounted = await mount(<SignOut />, engine);
    await click(the('button', 'Sign out of this device'));
    expect(words()).toContain(OFFLINE_WORDS);
    // The safe answer has the focus.
    expect(document.activeElement?.textContent).toBe('Cancel');
  });

  it('with a network nothing is said of it', async () => {
    mounted = await mount(<SignOut />, member());
    await click(the('button', 'Sign out of this device'));
    expect(words()).not.toContain(OFFLINE_WORDS);
  });

  it('afterwards it is told for as long as the relay has not heard', async () => {
    const engine = member();
    engine.connection.set({ at: 'refused', because: 'signed-out' });
    engine.signOutsOwed.set(1);
    mounted = await mount(<SignOut />, engine);
    expect(words()).toContain('The relay has not heard of it yet');
    expect(all('button')).toEqual([]);
    await mounted.change(() => engine.signOutsOwed.set(0));
    expect(words()).not.toContain('The relay has not heard of it yet');
  });
});
