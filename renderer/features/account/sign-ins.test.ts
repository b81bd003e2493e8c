import { describe, expect, it } from 'vitest';
import { RELAY } from '#shared/ids.ts';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { entryOf, meOf } from '../chats/testing/people.ts';
import { freshSignIns, type SignedIn } from './sign-ins.ts';

const signedIn = (at: number): SignedIn => ({ id: entryOf(RELAY), author: RELAY, at, kind: 'signed-in', device: `device ${at}` });

describe('F022: a sign-in elsewhere', () => {
  it('is told when it is newer than what was looked at here, the newest first', () => {
    const notices = [signedIn(10), signedIn(30), signedIn(20)];
    expect(freshSignIns(notices, 10, null).map(({ at }) => at)).toEqual([30, 20]);
    expect(freshSignIns(notices, 30, null)).toEqual([]);
  });

  it('is not told before this device has begun to look, so that its own is not', () => {
    expect(freshSignIns([signedIn(10)], null, null)).toEqual([]);
  });

  it('is not told to the device that it was on', () => {
    expect(freshSignIns([{ ...signedIn(10), deviceId: 'this' }, { ...signedIn(20), deviceId: 'that' }], 0, 'this').map(({ at }) => at)).toEqual([20]);
  });

  it('other news is none', () => {
    const engine = createFakeEngine(meOf('Rowan', { type: 'member' }));
    engine.notices.set([{ id: entryOf(RELAY), author: RELAY, at: 50, kind: 'request-lapsed', request: 'r' }]);
    expect(freshSignIns(engine.notices.getSnapshot(), 0, null)).toEqual([]);
  });
});
