import { API } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import type { ListenersPage } from '#shared/people/profile.ts';
import { currentVersions } from '../../accounts/accounts.ts';
import type { Answer, TestServer } from '../../http/testing.ts';

export const PASSWORD = 'tall pines beside a slow river';
export const PLENTY = { burst: 100_000, refillMs: 1 };

/** People with profiles on a server under test, and how others see them. `serverNow`: a test may put another in its place. */
export function peopleOn(serverNow: () => TestServer) {
  /** A member who has agreed to everything; the rest is set as an operator would. */
  async function member(name: string, set: Record<string, unknown> = {}, ageGroup: 'adult' | 'teen' = 'adult'): Promise<Session> {
    const server = serverNow();
    const guest = await server.guest();
    const became = await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } });
    if (became.status !== 200) throw new Error(became.bytes);
    const made = became.json as Session;
    const consent = { ageGroup, parentalConsent: true, certified: true, versions: currentVersions() };
    await server.call('giveConsent', { token: made.token, body: consent });
    if (Object.keys(set).length > 0) await server.database.db.updateTable('accounts').set(set).where('id', '=', made.me.account).execute();
    return made;
  }
  const listener = async (name: string, profile: object = {}, set: Record<string, unknown> = {}, ageGroup: 'adult' | 'teen' = 'adult'): Promise<Session> => {
    const made = await member(name, { type: 'listener', ...set }, ageGroup);
    await serverNow().call('changeProfile', { token: made.token, body: { topics: ['grief'], ...profile } });
    return made;
  };
  const read = (name: string, token?: string): Promise<Answer> =>
    serverNow().call('readProfile', { params: { name: encodeURIComponent(name) }, ...(token === undefined ? {} : { token }) });
  /** A page of the directory. */
  const find = async (query: Record<string, string> = {}, token?: string): Promise<Answer> => {
    const url = `${API.findListeners.path}?${new URLSearchParams(query)}`;
    const answer = await serverNow().app.inject({ method: 'GET', url, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
    return { status: answer.statusCode, bytes: answer.body, headers: answer.headers, json: answer.json<unknown>(), problem: answer.json() };
  };
  const names = async (query: Record<string, string> = {}, token?: string): Promise<string[]> =>
    ((await find(query, token)).json as ListenersPage).listeners.map(({ name }) => name).toSorted();
  return { member, listener, read, find, names };
}
