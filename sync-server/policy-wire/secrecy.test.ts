import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSecretHouse, type SecretHouse } from './testing/secrecy.ts';

let secret: SecretHouse;
beforeAll(async () => {
  secret = await openSecretHouse();
});
afterAll(() => secret.close());

describe('D5: what is not there and what is not yours are the same bytes, headers and closes', () => {
  it('on every endpoint that takes an id, and on both forms of socket', async () => {
    const answers: [what: string, absent: string, foreign: string][] = [];
    for (const { what, absent, foreign } of secret.pairs) answers.push([what, await absent(), await foreign()]);
    expect(answers.map(([what, , foreign]) => [what, foreign])).toEqual(answers.map(([what, absent]) => [what, absent]));
    expect(answers.every(([, absent]) => /not-found|4404/.test(absent))).toBe(true);
  });
});
