import { API } from '#shared/api/contract.ts';
import type { RequestId } from '#shared/ids.ts';
import type { Dice } from '#shared/testing/dice.ts';
import { pause } from './race-words.ts';
import type { Race } from './revocation.ts';
import { PLAIN, readyToRevoke, type Powers, type RevocationName } from './revoking.ts';
import { send } from './try-http.ts';

const LOSS_OF = {
  'taker banned': 'ban',
  'taker held': 'hold',
  'taker of another age': 'age',
  'taker not cleared': 'clearance',
} as const satisfies Record<string, RevocationName>;

/** How a listener loses the right to take somebody out of a queue (P8, F103, F104). */
export type Taking = keyof typeof LOSS_OF;
export const TAKINGS = Object.keys(LOSS_OF) as readonly Taking[];
export const isTaking = (kind: string): kind is Taking => kind in LOSS_OF;

/** Below the number of chats that a listener may have open, with what comes after. */
const WAITING = 6;
const AFTERWARDS = 2;
/** Long enough for every rate to be whole again; nobody is connected meanwhile. */
const RECOVERY_MS = 120_000;
/** Refused by a rule; or, where the queue itself may not be read any more, like something that is not there (D5). */
const REFUSED: ReadonlySet<number> = new Set([403, 404]);

/** One race of a listener who takes one request after the other, over HTTP, against the loss of the right to. */
export async function raceTaking(powers: Powers, kind: Taking, dice: Dice): Promise<Race> {
  const { house } = powers;
  const { db } = house.relay.database;
  house.skip(RECOVERY_MS);
  const cleared = kind === 'taker not cleared';
  const ageGroup = cleared ? 'teen' : 'adult';
  const taker = await house.person({ ...PLAIN, type: 'listener', clearedForTeens: cleared });
  const requests: RequestId[] = [];
  for (let asked = 0; asked < WAITING + AFTERWARDS; asked += 1) {
    const seeker = await house.person({ ...PLAIN, ageGroup, type: 'member' });
    requests.push(await house.request(seeker.account, ageGroup));
  }
  const revoke = await readyToRevoke(powers, LOSS_OF[kind], { writer: taker, other: taker, chat: '' });
  const { method, path } = API.acceptRequest;
  const take = async (request: RequestId): Promise<number> =>
    (await send(house, taker.token, { method, path: path.replace(/:\w+/, request) })).status;
  const taking: Promise<number>[] = [];
  const racing = (async () => {
    for (const request of requests.slice(0, WAITING)) {
      taking.push(take(request));
      await pause(dice.below(30));
    }
  })();
  await pause(dice.below(120));
  await revoke();
  const opened = async (): Promise<number> => (await db.selectFrom('chats').select('id').where('listener', '=', taker.account).execute()).length;
  const before = await opened();
  await racing;
  const statuses = await Promise.all(taking);
  const late = await Promise.all(requests.slice(WAITING).map(take));
  const odd = [...statuses.filter((status) => status !== 200), ...late].filter((status) => !REFUSED.has(status));
  if (odd.length > 0) throw new Error(`a request was answered with ${odd.join(', ')}`);
  if ((await opened()) !== before) throw new Error('a chat began after the right to take was gone');
  const taken = statuses.filter((status) => status === 200).length;
  if (taken !== before) throw new Error(`${taken} requests were taken, and ${before} chats began`);
  return { takenBefore: taken, refusedAfter: statuses.length - taken + late.length, closeMs: 0, signOffMs: 0 };
}
