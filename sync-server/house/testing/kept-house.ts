import type { EndpointName } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import { createTestServer, type Answer, type TestServer } from '../../http/testing.ts';
import { giveRole } from '../role-store.ts';

const PASSWORD = 'tall pines beside a slow river';
const PLENTY = { burst: 10_000, refillMs: 1 };
const MOVES_RANKS: ReadonlySet<EndpointName> = new Set(['giveRole', 'takeRole', 'saveRole', 'removeRole']);

/** The reason for whatever is done with power in a test that is about something else. */
export const reason = 'because it was needed';

/** A relay, members of it who hold roles, and what they ask of it. */
export interface KeptHouse {
  readonly server: TestServer;
  /** A member; with roles, given at the console. */
  member(name: string, ...roles: string[]): Promise<Session>;
  as(who: Session, name: EndpointName, body?: unknown): Promise<Answer>;
}

export async function openKeptHouse(): Promise<KeptHouse> {
  const server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY } });
  return {
    server,
    async member(name, ...roles) {
      const guest = await server.guest();
      const session = (await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } })).json as Session;
      await server.database.db.transaction().execute(async (trx) => {
        for (const role of roles) await giveRole(trx, { by: null, reason, nowMs: 1 }, role, session.me.account);
      });
      return session;
    },
    // Where ranks are moved, with the password that everybody has here (E3).
    as: (who, name, body) => server.call(name, { token: who.token, ...(body === undefined ? {} : { body: MOVES_RANKS.has(name) ? { password: PASSWORD, ...(body as object) } : body }) }),
  };
}

/** `done`, or why not, with the rule where one spoke. */
export const codeOf = (answer: Answer): string =>
  answer.status === 200 ? 'done' : `${answer.problem.code} ${answer.problem.rule ?? ''}`.trim();
