import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type EndpointName } from '#shared/api/contract.ts';
import { openNames, type Names } from './testing/names.ts';
import { openSecretHouse, type SecretHouse } from './testing/secrecy.ts';
import { pointers } from './testing/walk-doors.ts';

/** Less than a socket may be silent for; long enough for what is asked between two rests. */
const REST_MS = 20_000;
const AT_ONCE = 5;

let secret: SecretHouse;
let names: Names;
beforeAll(async () => {
  [secret, names] = [await openSecretHouse(), await openNames()];
});
afterAll(async () => {
  await secret.close();
  await names.close();
});

/** An answer that would have said more, had it been about something of one's own. */
const SAYS_NOTHING = /"status\\":404|denied|4404|"pictures\\":\[\]/;

describe('D5: what is not there and what is not yours are the same bytes, headers and closes', () => {
  it('on every endpoint that can be asked about somebody or something, and on both forms of socket', async () => {
    const answers: [what: string, absent: string, foreign: string][] = [];
    for (const [nth, { what, absent, foreign }] of secret.pairs.entries()) {
      if (nth % AT_ONCE === 0) secret.house.skip(REST_MS);
      answers.push([what, await absent(), await foreign()]);
    }
    expect(answers.map(([what, , foreign]) => [what, foreign])).toEqual(answers.map(([what, absent]) => [what, absent]));
    expect(answers.filter(([, absent]) => !SAYS_NOTHING.test(absent)).map(([what, absent]) => [what, absent.slice(-300)])).toEqual([]);
  });

  it('whatever has an id in its path is among them', () => {
    const asked = new Set(pointers().map(({ endpoint }) => endpoint));
    const withId = (Object.keys(API) as EndpointName[]).filter((name) => API[name].path.includes(':'));
    expect(withId.filter((name) => !asked.has(name))).toEqual([]);
    expect(asked.size).toBeGreaterThanOrEqual(14);
  });
});

describe('E2: signing in and coming back tell nobody which names exist', () => {
  it('a known and an unknown name are the same bytes and headers', async () => {
    for (const { what, absent, foreign } of names.pairs) {
      await names.forgetTries();
      const [unknown, known] = [await absent(), await foreign()];
      expect([what, known]).toEqual([what, unknown]);
      expect(unknown).toMatch(/wrong-name-or-(password|code)/);
    }
  });
});
