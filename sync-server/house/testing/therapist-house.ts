import { API, type EndpointName } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import type { ApplicationView } from '#shared/people/keeping.ts';
import type { OwnTherapist, TherapistsPage } from '#shared/people/therapist.ts';
import { currentVersions } from '../../accounts/accounts.ts';
import { createTestServer, type Answer, type TestServer } from '../../http/testing.ts';
import { giveRole } from '../role-store.ts';

const PASSWORD = 'tall pines beside a slow river';
const PLENTY = { burst: 10_000, refillMs: 1 };

/** Why, of whatever is decided here. */
export const reason = 'the licence was looked up';
export const LICENCE = { legalName: 'Ana María Müller', country: 'US', region: 'California', number: 'PSY 12345' };
export const APPLICATION = { ...LICENCE, text: 'Grief, for twenty years.' };

/** A relay on which people apply to be therapists, and somebody decides. */
export interface TherapistHouse {
  readonly server: TestServer;
  /** A member who has answered at the gate. */
  member(name: string, ageGroup?: 'adult' | 'teen'): Promise<Session>;
  admin(): Promise<Session>;
  /** Approved, and in the directory. */
  therapist(by: Session, name: string, more?: object): Promise<Session>;
  as(who: Session, name: EndpointName, body?: unknown): Promise<Answer>;
  own(who: Session): Promise<OwnTherapist>;
  settle(by: Session, name: string, grant?: boolean): Promise<Answer>;
  waiting(by: Session): Promise<readonly ApplicationView[]>;
  /** Names in the directory. */
  listed(query?: Record<string, string>): Promise<string[]>;
  /** As an operator would: the row, and nobody is told. */
  set(name: string, values: object): Promise<unknown>;
}

export async function openTherapistHouse(): Promise<TherapistHouse> {
  const server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY, lookUp: PLENTY } });
  const as: TherapistHouse['as'] = (who, name, body) => server.call(name, { token: who.token, ...(body === undefined ? {} : { body }) });
  const settle: TherapistHouse['settle'] = (by, name, grant = true) => as(by, 'settleApplication', { kind: 'therapist', name, grant, reason });
  const member: TherapistHouse['member'] = async (name, ageGroup = 'adult') => {
    const guest = await server.guest();
    const session = (await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } })).json as Session;
    await server.call('giveConsent', { token: session.token, body: { ageGroup, parentalConsent: true, certified: true, versions: currentVersions() } });
    return session;
  };
  return {
    server,
    member,
    async admin() {
      const { me } = await member('Abelia');
      await server.database.db.transaction().execute((trx) => giveRole(trx, { by: null, reason, nowMs: 1 }, 'admin', me.account));
      // Whose rank rises goes on under a new token (E3).
      return (await server.call('signIn', { body: { name: 'Abelia', password: PASSWORD, deviceName: 'desk' } })).json as Session;
    },
    async therapist(by, name, more = {}) {
      const session = await member(name);
      await as(session, 'applyAsTherapist', { ...APPLICATION, ...more });
      await settle(by, name);
      await as(by, 'giveEntry', { name, untilMs: null, reason });
      return session;
    },
    as,
    own: async (who) => (await as(who, 'readOwnTherapist')).json as OwnTherapist,
    settle,
    waiting: async (by) => ((await as(by, 'readApplications')).json as { applications: ApplicationView[] }).applications,
    async listed(query = {}) {
      const answer = await server.app.inject({ method: 'GET', url: `${API.findTherapists.path}?${new URLSearchParams(query)}` });
      return answer.json<TherapistsPage>().therapists.map(({ name }) => name);
    },
    set: (name, values) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute(),
  };
}
