import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { AppProvider, useApp, type AppParts } from '../../app/context.tsx';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, words } from '../chats/testing/person.ts';
import { AccountPage } from './AccountPage.tsx';

const SIGNED_OUT = { at: 'refused', because: 'signed-out' } as const;

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

function With({ more, children }: { more: Partial<AppParts>; children: ReactNode }) {
  return <AppProvider parts={{ ...useApp(), ...more }}>{children}</AppProvider>;
}

async function accountOf(engine: FakeEngine) {
  const asked: string[] = [];
  const opening = { erase: async (profile: string) => void asked.push(`erase ${profile}`) } as unknown as AppParts['opening'];
  const more: Partial<AppParts> = { opening, beginAnew: async () => void asked.push('anew') };
  mounted = await mount(<With more={more}><AccountPage /></With>, engine);
  return asked;
}

describe('F016: a guest whom the relay does not know any more', () => {
  it('goes on as a new one by one press, is told what stays, and is asked for no password', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    engine.connection.set(SIGNED_OUT);
    const asked = await accountOf(engine);
    expect(words()).toContain('Notes, paths and drafts stay here');
    expect(all('textbox')).toEqual([]);
    // Nothing that the relay would have to do for this guest.
    expect([...all('button', 'Choose a password'), ...all('button', /copy/i)]).toEqual([]);
    await click(the('button', 'Go on as a new guest'));
    expect(asked).toEqual(['anew']);
  });

  it('may be forgotten all the same: what is here goes, since nothing is left there', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    engine.connection.set(SIGNED_OUT);
    engine.failNext({ code: 'signed-out', rule: null, retryAfterMs: null });
    const asked = await accountOf(engine);
    await click(the('button', 'Forget me…'));
    await click(the('checkbox', /I understand/));
    await click(the('button', 'Forget me'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^erase /);
  });

  it('a relay that cannot be reached leaves everything as it is', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    engine.failNext({ code: 'offline' });
    const asked = await accountOf(engine);
    await click(the('button', 'Forget me…'));
    await click(the('checkbox', /I understand/));
    await click(the('button', 'Forget me'));
    expect(asked).toEqual([]);
  });

  it('whoever has a password comes back with it, and is never made somebody else', async () => {
    const engine = createFakeEngine(meOf('Rowan', { type: 'member' }));
    engine.connection.set(SIGNED_OUT);
    await accountOf(engine);
    expect(words()).toContain('Sign in again');
    expect(all('button', 'Go on as a new guest')).toEqual([]);
  });
});
