import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import type { RefusalCode } from '#shared/protocol/refusal.ts';
import type { GateLimits, GateRuleId, GateVerdict } from '../gate.ts';
import type { PageLimits } from '../page-limits.ts';
import { hasPending } from '../yjs-internals.ts';
import { eve as pageEve, rootOf, type PageRelay } from './page-relay.ts';
import { pageWorld } from './page-world.ts';
import type { TestRelay } from './relay.ts';
import type { Sender, SmallRelay } from './small-relay.ts';
import { eve, world } from './world.ts';

/** One line of GATE.md's list. */
export interface AttackOn<Relay, Limits> {
  readonly name: string;
  readonly update: Uint8Array | (() => Uint8Array);
  /** `noop`: taken as nothing, and nothing changes. */
  readonly code: RefusalCode | 'noop';
  /** Where the two ways in have bounds of their own, and another rule speaks first (G4, G11). */
  readonly codeInStep2?: RefusalCode | 'noop';
  /** The rule that GATE-RULES.md has for it, where it is not the one that the table names for the code (G8). */
  readonly gate?: GateRuleId;
  readonly gateInStep2?: GateRuleId;
  /** The damage on a stock Y.Doc in the same state, where there is any to see. */
  readonly stock?: (doc: Y.Doc, thrown: unknown) => boolean;
  readonly sender?: Sender;
  readonly limits?: Partial<Limits>;
  readonly scene?: (relay: Relay) => void;
}
export type Attack = AttackOn<TestRelay, GateLimits>;
export type PageAttack = AttackOn<PageRelay, PageLimits>;

/** By which rule of the gate the attacks of a table are refused, by code. */
export type ByRule = Partial<Record<RefusalCode, GateRuleId>>;

/** Null where it is not refused, and 'unsaid' where neither the attack nor its table says. */
function ruleFor<R, L>(attack: AttackOn<R, L>, step2: boolean, byRule: ByRule): GateRuleId | 'unsaid' | null {
  const { code, codeInStep2, gate, gateInStep2 } = attack;
  const expected = step2 ? (codeInStep2 ?? code) : code;
  if (expected === 'noop') return null;
  const own = step2 ? (gateInStep2 ?? (codeInStep2 === undefined ? gate : undefined)) : gate;
  return own ?? byRule[expected] ?? 'unsaid';
}

interface Scenery<Relay, Limits> {
  readonly world: (limits: Partial<Limits>) => Relay;
  /** Makes a document what every stock client makes of it first. */
  readonly makeRoots: (doc: Y.Doc) => unknown;
  readonly eve: Sender;
  /** Codes of what has no place, beside those that are found before anything is decoded. */
  readonly placeless: readonly RefusalCode[];
}

/** The two ways in: what was just written, and the answer of one who comes back. */
const WAYS = [
  { way: 'as an update', step2: false },
  { way: 'in a sync step 2', step2: true },
];

/** Each attack, by either way in: it works where `stock` says so, is refused with exactly its code, and leaves no trace. */
const attacksOn = <Relay extends SmallRelay, Limits>({ world: build, makeRoots, eve: sender0, placeless }: Scenery<Relay, Limits>) =>
  (byRule: ByRule, attacks: readonly AttackOn<Relay, Limits>[]): void => {
    describe.each(WAYS)('$way', ({ step2 }) => {
      const answered: { name: string; by: GateRuleId | null | undefined; expected: GateRuleId | 'unsaid' | null }[] = [];
      test.each(attacks)('$name', (attack) => {
        const { stock, sender = sender0, limits = {}, scene } = attack;
        const code = step2 ? (attack.codeInStep2 ?? attack.code) : attack.code;
        const relay = build(limits);
        scene?.(relay);
        const update = typeof attack.update === 'function' ? attack.update() : attack.update;
        expect(stock === undefined || worksOnStock(relay, makeRoots, update, stock), 'the attack works on stock Yjs').toBe(true);
        const before = relay.fingerprint();
        const { verdict, out } = relay.take(update, sender, step2);
        answered.push({ name: attack.name, by: verdict.ok ? null : verdict.gate, expected: ruleFor(attack, step2, byRule) });
        expect(verdict.ok ? (verdict.noop ? 'noop' : 'TAKEN') : verdict.refusal.code).toBe(code);
        expect(out).toBeNull();
        expect(!placeless.some((one) => one === code) && lacksPlace(verdict), 'the refusal names the struct (G8)').toBe(false);
        expect(verdict.ok || verdict.refusal.detail, 'the refusal says what is wrong (G8)').toBeTruthy();
        expect(relay.fingerprint()).toEqual(before);
        expect(hasPending(relay.doc)).toBe(false);
      });

      // By itself: a refusal that names another rule has kept the attack out all the same.
      test('each is refused by the rule that the rule book has for it (G8)', () => {
        expect(answered.filter(({ by, expected }) => by !== expected)).toEqual([]);
      });
    });
  };

export const testAttacks = attacksOn<TestRelay, GateLimits>({ world, makeRoots: logRoots, eve, placeless: [] });
/** What a whole text would cost has no place. */
export const testPageAttacks = attacksOn<PageRelay, PageLimits>({ world: pageWorld, makeRoots: rootOf, eve: pageEve, placeless: ['too-complex'] });

/** What is found before anything is decoded has no place; these are found in a struct, and say in which. */
const PLACED: ReadonlySet<RefusalCode> = new Set([
  'foreign-client', 'too-complex', 'wrong-place', 'not-append', 'stale', 'schema', 'forged-author', 'clock', 'not-yours', 'denied', 'segment-full',
]);

/** ... and so do these, though others of the same codes are found in the bytes. */
const IN_A_STRUCT = new RegExp(
  'alone stand here$|: (?:attributes are JSON|nodes nested too deep|tombstones too long|refers to itself|an empty struct|a gap before'
  + '|depends on what|deletes what is not there|its right neighbour)',
);

const lacksPlace = (verdict: GateVerdict): boolean => {
  if (verdict.ok) return false;
  const { code, detail, client, clock } = verdict.refusal;
  return (PLACED.has(code) || IN_A_STRUCT.test(detail)) && (client === undefined || clock === undefined);
};

function worksOnStock(
  relay: SmallRelay,
  makeRoots: (doc: Y.Doc) => unknown,
  update: Uint8Array,
  stock: (doc: Y.Doc, thrown: unknown) => boolean,
): boolean {
  const doc = new Y.Doc();
  makeRoots(doc);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(relay.doc));
  let thrown: unknown = null;
  try {
    Y.applyUpdate(doc, update);
  } catch (error) {
    thrown = error;
  }
  return stock(doc, thrown);
}
