import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import type { RefusalCode } from '#shared/protocol/refusal.ts';
import type { GateLimits, GateVerdict } from '../gate.ts';
import { hasPending } from '../yjs-internals.ts';
import { eve, world } from './world.ts';
import type { Sender, TestRelay } from './relay.ts';

/** One line of GATE.md's list. */
export interface Attack {
  readonly name: string;
  readonly update: Uint8Array | (() => Uint8Array);
  /** `noop`: taken as nothing, and nothing changes. */
  readonly code: RefusalCode | 'noop';
  /** The damage on a stock Y.Doc in the same state, where there is any to see. */
  readonly stock?: (doc: Y.Doc, thrown: unknown) => boolean;
  readonly sender?: Sender;
  readonly step2?: boolean;
  readonly limits?: Partial<GateLimits>;
  readonly scene?: (relay: TestRelay) => void;
}

/** Each attack works where `stock` says so, is refused with exactly its code, and leaves no trace. */
export function testAttacks(attacks: readonly Attack[]): void {
  test.each(attacks)('$name', (attack) => {
    const { code, stock, sender = eve, step2 = false, limits = {}, scene } = attack;
    const update = typeof attack.update === 'function' ? attack.update() : attack.update;
    expect(stock === undefined || worksOnStock(attack, update), 'the attack works on stock Yjs').toBe(true);

    const relay = world(limits);
    scene?.(relay);
    const before = relay.fingerprint();
    const { verdict, out } = relay.take(update, sender, step2);
    expect(verdict.ok ? (verdict.noop ? 'noop' : 'TAKEN') : verdict.refusal.code).toBe(code);
    expect(out).toBeNull();
    expect(lacksPlace(verdict), 'the refusal names the struct (G8)').toBe(false);
    expect(verdict.ok || verdict.refusal.detail, 'the refusal says what is wrong (G8)').toBeTruthy();
    expect(relay.fingerprint()).toEqual(before);
    expect(hasPending(relay.doc)).toBe(false);
  });
}

/** What is found before anything is decoded has no place; these are found in a struct, and say in which. */
const PLACED: ReadonlySet<RefusalCode> = new Set([
  'foreign-client', 'too-complex', 'wrong-place', 'not-append', 'stale', 'schema', 'forged-author', 'clock', 'not-yours', 'denied', 'segment-full',
]);

export const lacksPlace = (verdict: GateVerdict): boolean =>
  !verdict.ok && PLACED.has(verdict.refusal.code) && (verdict.refusal.client === undefined || verdict.refusal.clock === undefined);

function worksOnStock({ stock, scene }: Attack, update: Uint8Array): boolean {
  const relay = world();
  scene?.(relay);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(relay.doc));
  doc.getArray(ENTRIES);
  doc.getMap(MARKS);
  let thrown: unknown = null;
  try {
    Y.applyUpdate(doc, update);
  } catch (error) {
    thrown = error;
  }
  return stock?.(doc, thrown) ?? false;
}
