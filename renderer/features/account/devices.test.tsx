import { afterEach, describe, expect, it } from 'vitest';
import type { Device } from '#shared/api/schemas.ts';
import { newId, type DeviceId } from '#shared/ids.ts';
import { ok } from '#shared/result.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { Devices } from './Devices.tsx';

const PASSWORD = 'tall pines beside a slow river';
const random = seededRandom(8);
const device = (name: string, current = false): Device => ({ device: newId<DeviceId>(random), name, createdAtMs: 1, seenAtMs: 2, current });
const [here, phone, tablet] = [device('laptop', true), device('phone'), device('tablet')];

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const withDevices = (): FakeEngine => Object.assign(createFakeEngine(meOf('Rowan', { type: 'member' })), { listDevices: async () => ok([here, phone, tablet]) });

describe('E3, E4: signing other devices out', () => {
  it('asks for the password, says why, and does nothing without it', async () => {
    const engine = withDevices();
    mounted = await mount(<Devices />, engine);
    await click(the('button', 'Sign out phone'));
    expect(words()).toContain('whoever finds this device open cannot shut you out');
    expect((the('button', 'Sign out') as HTMLButtonElement).disabled).toBe(true);
    await type(PASSWORD, the('textbox', /Your password/));
    await click(the('button', 'Sign out'));
    expect(engine.keys.asked.signedOut).toEqual([`${phone.device} ${PASSWORD}`]);
    expect(all('dialog')).toEqual([]);
  });

  it('a wrong one is told at its field, and the question stays', async () => {
    const engine = withDevices();
    mounted = await mount(<Devices />, engine);
    await click(the('button', 'Sign out all other devices'));
    engine.failNext({ code: 'wrong-password', rule: null, retryAfterMs: null });
    await type('something else', the('textbox', /Your password/));
    await click(the('button', 'Sign them out'));
    expect(words()).toContain('This is not your password');
    expect(engine.keys.asked.signedOut).toEqual([]);
    await type(PASSWORD, the('textbox', /Your password/));
    await click(the('button', 'Sign them out'));
    expect(engine.keys.asked.signedOut).toEqual([`others ${PASSWORD}`]);
  });

  it('this device has no such button: it signs itself out elsewhere, and is not asked', async () => {
    mounted = await mount(<Devices />, withDevices());
    expect(all('button', /^Sign out /).map((button) => button.getAttribute('aria-label') ?? button.textContent)).toEqual([
      'Sign out phone', 'Sign out tablet', 'Sign out all other devices',
    ]);
  });
});
