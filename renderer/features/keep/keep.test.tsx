import { expect, test } from 'vitest';
import { settle } from '../chats/testing/page.ts';
import { all, click, the, words } from '../chats/testing/person.ts';
import { BackupsSection } from './BackupsSection.tsx';
import { CopyReminder } from './CopyReminder.tsx';
import { DAY_MS, later, leaveScreen, show, world } from './keep.fixture.tsx';
import { RollingBackups } from './RollingBackups.tsx';

test('the desktop keeps a backup a minute after opening, and no second one on the same day', async () => {
  const on = world();
  await show(<RollingBackups />, on, true);
  expect(on.written).toHaveLength(0);
  await later(on, 60_000);
  expect(on.written).toHaveLength(1);
  leaveScreen();
  await show(<RollingBackups />, on, true);
  await later(on, 60_000);
  expect(on.written).toHaveLength(1);
  leaveScreen();
  on.nowMs += DAY_MS;
  await show(<RollingBackups />, on, true);
  await later(on, 60_000);
  expect(on.written).toHaveLength(2);
});

test('a disk that does not take it is told on the page, until one is kept again', async () => {
  const on = world();
  on.diskFull = true;
  await show(<RollingBackups />, on, true);
  await later(on, 60_000);
  expect(on.settings.get('copies/backup-failed')).toBe(true);
  leaveScreen();
  await show(<BackupsSection />, on, true);
  expect(words()).toContain('could not be kept');
  on.diskFull = false;
  await click(the('button', 'Keep one now'));
  await settle();
  expect(on.written).toHaveLength(1);
  expect(words()).not.toContain('could not be kept');
});

test('a window that closed meanwhile makes none, and a browser none at all', async () => {
  const on = world();
  await show(<RollingBackups />, on, true);
  leaveScreen();
  await later(on, 60_000);
  await show(<RollingBackups />, on, false);
  await later(on, 60_000);
  expect([on.written.length, on.timers.waiting]).toEqual([0, 0]);
});

test('a browser reminds quietly; put aside it comes back in a month, turned off it does not', async () => {
  const on = world();
  await show(<CopyReminder />, on, true);
  expect(words()).toBe('');
  leaveScreen();
  await show(<CopyReminder />, on, false);
  expect(all('link', 'Save a copy')).toHaveLength(1);
  await click(the('button', 'Another time'));
  await settle();
  expect(words()).toBe('');
  leaveScreen();
  on.nowMs += 30 * DAY_MS;
  await show(<CopyReminder />, on, false);
  await click(the('button', 'Do not remind me'));
  await settle();
  leaveScreen();
  on.nowMs += 300 * DAY_MS;
  await show(<CopyReminder />, on, false);
  expect(words()).toBe('');
  leaveScreen();
  await show(<BackupsSection />, on, false);
  expect(words()).toContain('In a browser, Samovar cannot keep a copy');
});

test('B6: a backup that opens with an older passphrase is told, and made up for at the next look', async () => {
  const on = world();
  on.backups = [{ name: 'b0', profile: 'mine', atMs: on.nowMs - 1, bytes: 9 }];
  on.older = true;
  await show(<BackupsSection />, on, true);
  expect(words()).toContain('still open with an older passphrase');
  leaveScreen();
  await show(<RollingBackups />, on, true);
  await later(on, 60_000);
  expect(on.written).toHaveLength(1);
  leaveScreen();
  await show(<BackupsSection />, on, true);
  expect(words()).not.toContain('still open with an older passphrase');
});
