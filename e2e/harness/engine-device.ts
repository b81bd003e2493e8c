import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { createEngine } from '../../renderer/engine/engine.ts';
import { signIn } from '../../renderer/engine/sign-in.ts';
import type { ChatHandle, Engine } from '../../renderer/engine/types.ts';
import { webClock, webRandom, webTimers } from '../../renderer/host/web-ports.ts';
import { createVaultBench, newVault } from '../../renderer/vault/vault.fixture.ts';

// A stock provider listens for the end of the Node process, one for each document.
process.setMaxListeners(0);

const PATIENCE_MS = 60_000;
const POLL_MS = 10;

/** Somebody at a device without a screen: the app's own engine and encrypted vault, on Node, over real sockets. */
export interface EngineDevice {
  readonly engine: Engine;
  close(): Promise<void>;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/**
 * A device with an empty vault: a new guest's, or an account's that signs in on it before the engine starts. `from`: the
 * address that a relay is told which takes this machine for its proxy, since few may sign in from one address.
 */
export async function openEngineDevice(relayPort: number, who: Credentials | null = null, from = '127.0.0.1'): Promise<EngineDevice> {
  const forwarded: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('x-forwarded-for', from);
    return fetch(input, { ...init, headers });
  };
  const relay = { relayUrl: `http://127.0.0.1:${relayPort}`, deviceName: 'journey', fetch: forwarded, timers: webTimers };
  const vault = await newVault(createVaultBench().profiles);
  if (who !== null) {
    const signedIn = await signIn(vault.settings, who, relay);
    if (!signedIn.ok) throw new Error(`${who.name} could not sign in: ${signedIn.error.code}`);
  }
  const engine = await createEngine({
    ...relay,
    vault,
    clock: webClock,
    random: webRandom,
    WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  return {
    engine,
    async close() {
      await engine.close();
      await vault.close();
    },
  };
}

/** Waits until `what` holds; a title says in a failure what was waited for. */
export async function until(title: string, what: () => boolean): Promise<void> {
  await vi.waitUntil(what, { timeout: PATIENCE_MS, interval: POLL_MS }).catch((cause: unknown) => {
    throw new Error(`waited in vain: ${title}`, { cause });
  });
}

/** The messages of a chat in their order. */
export const textsIn = (handle: ChatHandle): string[] =>
  handle.getSnapshot().lines.flatMap(({ entry }) => (entry.kind === 'message' ? [entry.text] : []));

/** A guest answers the gate as an adult and becomes a member. */
export async function becomeAdultMember({ engine }: EngineDevice, { name, password }: Credentials): Promise<void> {
  await until('a guest is made', () => engine.identity.getSnapshot().at === 'account');
  const { member, privacy, certification } = AGREEMENTS;
  const versions = { member: member.version, privacy: privacy.version, certification: certification.version };
  const consent = { ageGroup: 'adult', parentalConsent: false, certified: true, versions } as const;
  for (const result of [await engine.giveConsent(consent), await engine.becomeMember(name, password)]) {
    if (!result.ok) throw new Error(`${name} could not become a member: ${result.error.code}`);
  }
}
