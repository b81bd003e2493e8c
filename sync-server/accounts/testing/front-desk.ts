import type { Session } from '#shared/api/schemas.ts';
import type { SessionIdentity } from '../../ports.ts';
import { openDatabase, type Database } from '../../database/open.ts';
import { createFakePorts, type FakePorts } from '../../testing/fake-ports.ts';
import { createAccounts, type Accounts } from '../accounts.ts';
import { createPasswordHasher, type PasswordHasher } from '../password-hash.ts';
import { createSessions, type Sessions } from '../sessions.ts';

export const PASSWORD = 'tall pines beside a slow river';
const CHEAP = { memoryKib: 8, passes: 1, lanes: 1 };

/** Somebody who has just come, and their session. */
export type Newcomer = Session & { readonly identity: SessionIdentity };

/** Where accounts are made and people sign in, on a store of its own, with cheap hashes that are counted. Test support. */
export class FrontDesk {
  readonly fake: FakePorts = createFakePorts();
  readonly database: Database;
  readonly sessions: Sessions;
  accounts: Accounts;
  hasher: PasswordHasher;
  /** What was told to the rest of the relay. */
  readonly events: string[] = [];
  hashesChecked = 0;
  hashesMade = 0;

  private constructor(database: Database) {
    this.database = database;
    this.sessions = createSessions({ db: database.db, clock: this.fake.clock, random: this.fake.random });
    this.hasher = this.#counting(createPasswordHasher(this.fake.random, CHEAP));
    this.accounts = this.#build();
  }

  static async open(): Promise<FrontDesk> {
    return new FrontDesk(await openDatabase({ file: ':memory:' }));
  }

  /** From now on passwords are hashed at another cost. */
  hashAt(cost: typeof CHEAP): void {
    this.hasher = createPasswordHasher(this.fake.random, cost);
    this.accounts = this.#build();
  }

  async guest(): Promise<Newcomer> {
    const made = await this.accounts.createGuest({ deviceName: 'laptop' });
    if (!made.ok) throw new Error(made.error.code);
    const { account, device } = made.value.me;
    return { ...made.value, identity: { account, device } };
  }

  async member(name: string): Promise<Newcomer> {
    const made = await this.guest();
    const result = await this.accounts.becomeMember(made.identity, { name, password: PASSWORD });
    if (!result.ok) throw new Error(result.error.code);
    return { ...made, ...result.value };
  }

  close(): Promise<void> {
    return this.database.close();
  }

  #build(): Accounts {
    const note = async (what: string): Promise<void> => void this.events.push(what);
    return createAccounts({
      db: this.database.db,
      clock: this.fake.clock,
      random: this.fake.random,
      sessions: this.sessions,
      hasher: this.hasher,
      events: {
        changed: () => note('changed'),
        deviceClosed: (_, why) => note(why === 'renewed' ? 'device-renewed' : 'device-closed'),
        signedIn: () => note('signed-in'),
        forgotten: () => note('forgotten'),
        erased: () => note('erased'),
      },
    });
  }

  #counting(real: PasswordHasher): PasswordHasher {
    return {
      hash: (password) => {
        this.hashesMade += 1;
        return real.hash(password);
      },
      check: (password, stored) => {
        this.hashesChecked += 1;
        return real.check(password, stored);
      },
    };
  }
}
