import { afterEach, beforeEach, expect, it } from 'vitest';
import { KEEPING } from '#shared/limits.ts';
import { HELP, parseAdminCommand } from './command.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;
beforeEach(async () => {
  desk = new AdminDesk();
  await desk.type('listener Rowan');
});
afterEach(() => desk.close());

const WHY = '--reason three_people_wrote';

it('F103: with what they read of why, which is listed and in no line of the record', async () => {
  expect((await desk.type(`ban Rowan ${WHY} --told You_sold_things.`)).out).toBe('@Rowan is banned.');
  expect((await desk.account('Rowan')).ban_told).toBe('You sold things.');
  expect((await desk.type('list banned')).out).toContain('banned, reads "You sold things."');
  expect((await desk.type('show Rowan')).out).toMatch(/against it {2}banned since \S+: "three people wrote"\nthey read {3}"You sold things\."\n/);
  expect((await desk.type('audit')).out).not.toContain('sold');
  await desk.type(`unban Rowan ${WHY}`);
  expect((await desk.account('Rowan')).ban_told).toBeNull();
  expect((await desk.type('show Rowan')).out).not.toContain('they read');
});

it('F103: without it nothing is written down, and twice is once; other words for a ban that stands are not taken silently', async () => {
  expect((await desk.type(`ban Rowan ${WHY}`)).out).toBe('@Rowan is banned.');
  expect((await desk.type(`ban Rowan ${WHY}`)).out).toBe('@Rowan is banned.');
  expect((await desk.type('list banned')).out).not.toContain('reads');
  const late = await desk.type(`ban Rowan ${WHY} --told You_sold_things.`);
  expect([late.code, late.complaint]).toEqual([1, expect.stringMatching(/@Rowan is banned already, since \d{4}-\S+: "three people wrote", and reads that no reason was written down\. Nothing was changed[^]*unban/)]);
  expect((await desk.account('Rowan')).ban_told).toBeNull();
});

it('F103: another reason for a ban that stands is not taken silently either, and the console says by which words it stands', async () => {
  await desk.type(`ban Rowan ${WHY} --told You_sold_things.`);
  for (const other of ['--reason somebody_else_wrote', '--reason somebody_else_wrote --told You_sold_things.', WHY]) {
    const late = await desk.type(`ban Rowan ${other}`);
    expect([late.code, late.complaint]).toEqual([1, expect.stringMatching(/banned already, since \S+: "three people wrote", and reads "You sold things\."/)]);
  }
  expect((await desk.type(`ban Rowan ${WHY} --told You_sold_things.`)).out).toBe('@Rowan is banned.');
  expect((await desk.type('audit')).out.match(/three people wrote|somebody else/g)).toEqual(['three people wrote']);
});

it('what they read is bounded and shows, is a ban\'s alone, and takes no reason\'s place', async () => {
  for (const told of ['', ' ', 'x'.repeat(KEEPING.maxToldLength + 1), 'un\u202ekind', '\u001b[2J']) {
    expect(parseAdminCommand(['ban', 'Rowan', '--reason', 'sells things', '--told', told])).toMatchObject({ ok: false, error: expect.stringContaining(`1 to ${KEEPING.maxToldLength} characters`) });
  }
  expect(parseAdminCommand(['ban', 'Rowan', '--told', 'You sold things.'])).toMatchObject({ ok: false, error: expect.stringContaining('--reason') });
  expect(parseAdminCommand(['unban', 'Rowan', '--reason', 'it is over', '--told', 'x'])).toMatchObject({ ok: false, error: expect.stringContaining('no option --told') });
  expect(HELP).toContain(`up to ${KEEPING.maxToldLength} characters`);
});
