import { afterEach, describe, expect, test } from 'vitest';
import { webWindowChannel, webWindowLocks, type Seat, type WindowNews } from './window-locks.ts';

/** Windows over the browser's own locks and channels, which Node has as well. */
describe('windows of one profile', () => {
  let profiles = 0;
  const seats: Seat[] = [];
  afterEach(() => {
    for (const seat of seats.splice(0)) seat.leave();
  });

  function windows(count: number): { seat: Seat; heard: WindowNews[]; leads: number }[] {
    const profile = `p${(profiles += 1)}`;
    return Array.from({ length: count }, () => {
      const heard: WindowNews[] = [];
      const seat = webWindowLocks(navigator.locks, webWindowChannel).join(profile, (news) => heard.push(news));
      seats.push(seat);
      return { seat, heard, leads: 0 };
    });
  }
  const standInLine = (one: { seat: Seat; leads: number }): void => one.seat.waitForLead(() => (one.leads += 1));

  test('one leads; the next in line does when it is gone, and no other', async () => {
    const [first, second, third] = windows(3);
    expect(await first!.seat.leadIfFree()).toBe(true);
    expect(await second!.seat.leadIfFree()).toBe(false);
    standInLine(second!);
    standInLine(third!);
    first!.seat.leave();
    await expect.poll(() => [second!.leads, third!.leads]).toEqual([1, 0]);
    second!.seat.leave();
    await expect.poll(() => [second!.leads, third!.leads]).toEqual([1, 1]);
  });

  test('whoever asks leads, before those who only wait', async () => {
    const [leader, waits, asks] = windows(3);
    await leader!.seat.leadIfFree();
    standInLine(waits!);
    standInLine(asks!);
    const asked = asks!.seat.takeLead();
    await expect.poll(() => leader!.heard).toEqual(['please-hand-over']);
    // The waiting window is at the end of the line again by now.
    await expect.poll(() => waits!.heard).toEqual(['please-hand-over']);
    leader!.seat.giveLead();
    expect(await asked).toBe(true);
    expect([waits!.leads, asks!.leads]).toEqual([0, 0]);
    asks!.seat.leave();
    await expect.poll(() => waits!.leads).toBe(1);
  });

  test('a window that does not answer is taken for dead, and hears of it should it live', { timeout: 15_000 }, async () => {
    const [hangs, asks] = windows(2);
    await hangs!.seat.leadIfFree();
    expect(await asks!.seat.takeLead()).toBe(true);
    await expect.poll(() => hangs!.heard).toEqual(['please-hand-over', 'please-hand-over']);
  });

  test('news reach the others, and nobody who has left', async () => {
    const [tells, hears, left] = windows(3);
    left!.seat.leave();
    tells!.seat.tell('lock');
    tells!.seat.tell('gone');
    await expect.poll(() => hears!.heard).toEqual(['lock', 'gone']);
    expect([tells!.heard, left!.heard]).toEqual([[], []]);
  });

  test('what another program says on the channel is not listened to', async () => {
    const [hears] = windows(1);
    const stranger = new BroadcastChannel(`samovar-profile-p${profiles}`);
    for (const said of ['erase everything', 'lock']) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
      stranger.postMessage(said);
    }
    await expect.poll(() => hears!.heard).toEqual(['lock']);
    stranger.close();
  });
});
