import { afterEach, describe, expect, it } from 'vitest';
import { CONTACT } from '#shared/limits.ts';
import type { TeamView } from '#shared/people/keeping.ts';
import { readConfig } from '../config/config.ts';
import { createTestServer, type TestServer } from './testing.ts';

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const contactOf = (text: string): string | null | undefined => {
  const config = readConfig({ SAMOVAR_CONTACT: text }, '/srv/samovar');
  return config.ok ? config.value.contact : undefined;
};

describe('F210: how those who run the place are reached', () => {
  it('is told to whoever looks at the team, signed in or not, as the operator put it', async () => {
    server = await createTestServer({ contact: 'safety@example.org' });
    const team = (await server.call('readTeam')).json as TeamView;
    expect(team.contact).toBe('safety@example.org');
    expect(team.tracks.length).toBeGreaterThan(0);
  });

  it('is said to be nobody where the operator said nothing', async () => {
    server = await createTestServer();
    expect((await server.call('readTeam')).json).toMatchObject({ contact: null });
  });

  it('is one line of any script, trimmed and bounded', () => {
    expect(contactOf('  safety@example.org ')).toBe('safety@example.org');
    expect(contactOf('بریدهٔ نامه‌ها: safety@example.org')).toContain('safety@example.org');
    expect(contactOf(' ')).toBeNull();
    expect(contactOf('x'.repeat(CONTACT.maxLength))).toHaveLength(CONTACT.maxLength);
    expect(contactOf('x'.repeat(CONTACT.maxLength + 1))).toBeUndefined();
    expect(contactOf('write\tto')).toBeUndefined();
  });
});
