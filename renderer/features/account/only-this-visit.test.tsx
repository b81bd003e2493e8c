import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppProvider, useApp } from '../../app/context.tsx';
import { createValueStore } from '../../app/value-store.ts';
import { createDisk, createMemoryVault } from '../../engine/test-support/memory-vault.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { AccountPage } from './AccountPage.tsx';

const SWITCH = 'Forget this guest after Samovar is closed';
const PASSWORD = 'tall pines beside a slow river';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
  diskTrouble.set(false);
  onPhone = false;
  vi.restoreAllMocks();
});

const diskTrouble = createValueStore(false);
let onPhone = false;

function With({ children }: { children: ReactNode }) {
  return <AppProvider parts={{ ...useApp(), diskTrouble, onPhone }}>{children}</AppProvider>;
}

async function accountOf(engine: FakeEngine, disk = createDisk()) {
  const vault = createMemoryVault(disk);
  mounted = await mount(<With><AccountPage /></With>, Object.assign(engine, { vault }));
  const kept = (): unknown => JSON.parse(disk.settings.get('only-this-visit') ?? 'null');
  return { vault, kept, disk };
}

const wish = (): HTMLInputElement => the('checkbox', SWITCH) as HTMLInputElement;

async function becomeMember(): Promise<void> {
  await click(the('button', 'Choose a password'));
  await type(PASSWORD, all('textbox').find((one) => (one as HTMLInputElement).type === 'password'));
  await click(the('button', 'Become a member'));
}

describe('F016: only for this visit, on "You"', () => {
  it('is a guest\'s to wish and to take back, and shows what is on the disk', async () => {
    const { vault, kept, disk } = await accountOf(createFakeEngine(meOf('calmPear')));
    expect(wish().checked).toBe(false);
    await click(wish());
    expect(wish().checked).toBe(true);
    expect(kept()).toEqual({ profile: vault.profile.id, account: meOf('calmPear').account });
    await mounted!.unmount();
    await accountOf(createFakeEngine(meOf('calmPear')), disk);
    expect(wish().checked).toBe(true);
    await click(wish());
    expect([wish().checked, kept()]).toEqual([false, null]);
  });

  it('a disk that refuses leaves the switch as it is, and is told', async () => {
    const { vault } = await accountOf(createFakeEngine(meOf('calmPear')));
    vi.spyOn(vault.settings, 'set').mockRejectedValue(new Error('full'));
    await click(wish());
    expect([wish().checked, diskTrouble.getSnapshot()]).toEqual([false, true]);
  });

  it('may be taken back where the relay knows this guest no more', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    const { kept } = await accountOf(engine);
    await click(wish());
    await mounted!.change(() => engine.connection.set({ at: 'refused', because: 'signed-out' }));
    await click(wish());
    expect(kept()).toBeNull();
    // That guest may have become a member elsewhere, or by an answer that was lost.
    expect(all('checkbox', SWITCH)).toEqual([]);
  });

  it('is not offered on a telephone, whose system ends browsers by itself', async () => {
    onPhone = true;
    await accountOf(createFakeEngine(meOf('calmPear')));
    expect(all('checkbox', SWITCH)).toEqual([]);
  });

  it('is no member\'s', async () => {
    await accountOf(createFakeEngine(meOf('Rowan', { type: 'member' })));
    expect(all('checkbox', SWITCH)).toEqual([]);
    expect(words()).not.toContain('Only for this visit');
  });

  it('is off, on the disk, before the relay is asked to make a member', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    const { kept } = await accountOf(engine);
    await click(wish());
    let atAsking: unknown = 'never asked';
    const become = engine.becomeMember;
    vi.spyOn(engine, 'becomeMember').mockImplementation((...given) => {
      atAsking = kept();
      return become(...given);
    });
    await becomeMember();
    expect([atAsking, kept()]).toEqual([{ asked: true, before: expect.objectContaining({ account: meOf('calmPear').account }) }, null]);
  });

  it('stays off when no answer came, since a member may have been made', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    const { kept, disk } = await accountOf(engine);
    await click(wish());
    engine.failNext({ code: 'offline' });
    await becomeMember();
    expect(kept()).toMatchObject({ asked: true });
    expect([wish().checked, wish().disabled]).toEqual([false, true]);
    expect(words()).toContain('no clear answer came');
    await mounted!.unmount();
    await accountOf(createFakeEngine(meOf('calmPear')), disk);
    expect([wish().checked, wish().disabled]).toEqual([false, true]);
  });

  it.each(['too-fast', 'bad-request', 'stopping'] as const)('stands again after "%s", which comes before anything is done', async (code) => {
    const engine = createFakeEngine(meOf('calmPear'));
    const { kept } = await accountOf(engine);
    await click(wish());
    engine.failNext({ code, rule: null, retryAfterMs: null });
    await becomeMember();
    expect(kept()).toMatchObject({ account: meOf('calmPear').account });
  });

  it('whoever wished nothing has nothing kept after a refusal', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    const { kept } = await accountOf(engine);
    engine.failNext({ code: 'name-taken', rule: null, retryAfterMs: null });
    await becomeMember();
    expect([kept(), wish().checked, wish().disabled]).toEqual([null, false, false]);
  });

  it('stands again when the relay refused, and the guest is one still', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    const { kept } = await accountOf(engine);
    await click(wish());
    engine.failNext({ code: 'password-too-common', rule: null, retryAfterMs: null });
    await becomeMember();
    expect(kept()).not.toBeNull();
    expect(wish().checked).toBe(true);
  });

  it('a disk that does not let it go makes no member', async () => {
    const engine = createFakeEngine(meOf('calmPear'));
    const { vault } = await accountOf(engine);
    await click(wish());
    const asked = vi.spyOn(engine, 'becomeMember');
    vi.spyOn(vault.settings, 'set').mockRejectedValue(new Error('full'));
    await becomeMember();
    expect(asked).not.toHaveBeenCalled();
  });
});
