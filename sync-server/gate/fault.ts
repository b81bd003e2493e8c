import { AGAIN, type Refusal, type RefusalCode } from '#shared/protocol/refusal.ts';
import type { RuleId, Verdict } from '#shared/policy/verdict.ts';
import type { GateRuleId } from './gate-rules.ts';
import type { StructId } from './yjs-internals.ts';

/**
 * What a rule of the gate finds wrong. `detail` is for operators and developers: constant English, never a word of
 * what was sent (RELIABILITY H5). `gate` is the rule of GATE-RULES.md that speaks (G8), and `rule`, where it asks the rule
 * book, the rule there.
 */
export interface Fault {
  readonly gate: GateRuleId;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly at?: StructId;
  readonly rule?: RuleId;
}

export function fault(gate: GateRuleId, code: RefusalCode, detail: string, at?: StructId): Fault {
  return at === undefined ? { gate, code, detail } : { gate, code, detail, at: { client: at.client, clock: at.clock } };
}

/** The fault that a rule of the rule book makes, or null where it allows. */
export function policyFault(gate: GateRuleId, verdict: Verdict, code: RefusalCode, detail: string, at: StructId): Fault | null {
  return verdict.allowed ? null : { ...fault(gate, code, detail, at), rule: verdict.rule };
}

/** A fault in the form that goes to the sender (PROTOCOL W8); the caller adds the update's number. */
export type GateRefusal = Omit<Refusal, 'n'>;

/**
 * The rule of the gate goes with `detail`, as `G9: has a right origin`: the clients of 0.7.0 and older hear nothing
 * of a refusal with a key that they do not know, and their words would wait for ever.
 */
export function refusalOf({ gate, code, detail, at, rule }: Fault): GateRefusal {
  return {
    code,
    again: AGAIN[code],
    detail: `${gate}: ${detail}`,
    ...(rule === undefined ? {} : { rule }),
    ...(at === undefined ? {} : { client: at.client, clock: at.clock }),
  };
}

/**
 * Codes that no honest client's update is ever refused with, whatever was lost, delayed or changed meanwhile. Three of
 * them on a socket close it (G8, PROTOCOL W10). A client of a newer version can make `schema`, one that came late
 * `stale` or `denied`, one with unlucky randomness `foreign-client`: those are no strikes.
 */
const STRIKES: ReadonlySet<RefusalCode> = new Set(['malformed', 'wrong-place', 'wrong-kind', 'forged-author']);

export const isStrike = (code: RefusalCode): boolean => STRIKES.has(code);
