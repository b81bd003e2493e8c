import { argon2, timingSafeEqual } from 'node:crypto';
import type { Random } from '#shared/ports.ts';
import { SESSION } from '#shared/limits.ts';

/** Cost of one hash: memory in KiB, passes, lanes (RELIABILITY E1). */
export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

interface StoredHash extends HashCost {
  readonly salt: Uint8Array;
  readonly tag: Uint8Array;
}

export type PasswordCheck = { readonly matches: boolean; /** Made with another cost than today's. */ readonly stale: boolean };

export interface PasswordHasher {
  /** Gives the hash in one text with its parameters, so that they can be raised later. */
  hash(password: string): Promise<string>;
  /** `stored: null` takes as long as any other and never matches, so that nobody learns which names exist (E2). */
  check(password: string, stored: string | null): Promise<PasswordCheck>;
}

const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** Argon2id through Node, at most `atOnce` at a time: each takes tens of megabytes and a core. */
export function createPasswordHasher(
  random: Random,
  cost: HashCost = SESSION.argon2,
  atOnce: number = SESSION.maxPasswordHashesAtOnce,
): PasswordHasher {
  const turns = createTurns(atOnce);
  const nobody: StoredHash = { ...cost, salt: random.bytes(SALT_BYTES), tag: random.bytes(TAG_BYTES) };
  return {
    hash: (password) =>
      turns(async () => {
        const salt = random.bytes(SALT_BYTES);
        return formatHash({ ...cost, salt, tag: await derive(password, salt, cost) });
      }),
    check: (password, stored) =>
      turns(async () => {
        const expected = stored === null ? nobody : parseHash(stored);
        const tag = await derive(password, expected.salt, expected);
        const matches = timingSafeEqual(tag, expected.tag) && stored !== null;
        return { matches, stale: !sameCost(expected, cost) };
      }),
  };
}

const sameCost = (a: HashCost, b: HashCost): boolean =>
  a.memoryKib === b.memoryKib && a.passes === b.passes && a.lanes === b.lanes;

const derive = (password: string, salt: Uint8Array, cost: HashCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parameters = {
      message: password,
      nonce: salt,
      parallelism: cost.lanes,
      tagLength: TAG_BYTES,
      memory: cost.memoryKib,
      passes: cost.passes,
    };
    argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
  });

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, the common text form of password hashes. */
export const formatHash = (hash: StoredHash): string =>
  `$argon2id$v=19$m=${hash.memoryKib},t=${hash.passes},p=${hash.lanes}$${toBase64(hash.salt)}$${toBase64(hash.tag)}`;

const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]{16,})\$([A-Za-z0-9+/]{43})$/;

/** Throws for what this relay did not write: the store is damaged. */
export function parseHash(text: string): StoredHash {
  const [, memoryKib, passes, lanes, salt, tag] = FORM.exec(text) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('a stored password hash is not of the form we write');
  return {
    memoryKib: Number(memoryKib),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** Runs at most `atOnce` tasks at a time, in the order asked for. */
function createTurns(atOnce: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place goes straight to the next in line, so nobody can slip in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
