import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConsentAnswer } from '#shared/api/schemas.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createFakePorts } from '../testing/fake-ports.ts';
import { FORGOTTEN_NAME } from './account-store.ts';
import { createAccounts, currentVersions, type Accounts } from './accounts.ts';
import { createPasswordHasher, type PasswordHasher } from './password-hash.ts';
import { createSessions } from './sessions.ts';

const PASSWORD = 'tall pines beside a slow river';

let database: Database;
let accounts: Accounts;
/** What happens while a password is being hashed, which is when a command takes longest. */
let meanwhile: () => Promise<unknown>;

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  const { clock, random } = createFakePorts();
  const ports = { db: database.db, clock, random };
  const real = createPasswordHasher(random, { memoryKib: 8, passes: 1, lanes: 1 });
  const hasher: PasswordHasher = {
    hash: async (password) => {
      const hash = await real.hash(password);
      await meanwhile();
      return hash;
    },
    check: real.check,
  };
  const nobody = async (): Promise<void> => undefined;
  const events = { changed: nobody, deviceClosed: nobody, signedIn: nobody, forgotten: nobody, erased: nobody };
  accounts = createAccounts({ ...ports, sessions: createSessions(ports), hasher, events });
  meanwhile = nobody;
});
afterEach(() => database.close());

const guest = async () => {
  const made = await accounts.createGuest({ deviceName: 'laptop' });
  if (!made.ok) throw new Error(made.error.code);
  const { account, device } = made.value.me;
  return { account, device };
};

const rowOf = ({ account }: { account: string }) =>
  database.db.selectFrom('accounts').selectAll().where('id', '=', account as never).executeTakeFirstOrThrow();

describe('F016: a guest who is forgotten in the middle of another command', () => {
  it('leaves neither name nor password behind, and the name is free', async () => {
    const identity = await guest();
    meanwhile = () => accounts.forgetMe(identity);
    const become = { name: 'Rowan', password: PASSWORD };
    expect(await accounts.becomeMember(identity, become)).toEqual({ ok: false, error: { code: 'signed-out' } });
    expect(await rowOf(identity)).toMatchObject({ name: FORGOTTEN_NAME, type: 'guest', password_hash: null });
    meanwhile = async () => undefined;
    expect(await accounts.becomeMember(await guest(), become)).toMatchObject({ ok: true, value: { me: { name: 'Rowan' } } });
  });

  it('leaves no answers behind', async () => {
    const identity = await guest();
    const answer: ConsentAnswer = {
      ageGroup: 'adult',
      parentalConsent: false,
      certified: true,
      versions: currentVersions(),
    };
    const [, consented] = await Promise.all([accounts.forgetMe(identity), accounts.giveConsent(identity, answer)]);
    expect(consented).toEqual({ ok: false, error: { code: 'signed-out' } });
    expect(await rowOf(identity)).toMatchObject({ age_group: null, consent_versions: null, consented_at_ms: null });
  });
});
