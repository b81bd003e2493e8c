import type { ProblemCode } from '#shared/api/problem.ts';
import type { RuleId, Verdict } from '#shared/policy/verdict.ts';
import { err, type Result } from '#shared/result.ts';

/** Why a command did not happen: a code of the HTTP contract and, for `denied`, the rule that spoke. */
export interface Fault {
  readonly code: ProblemCode;
  readonly rule?: RuleId;
}

export const fail = (code: ProblemCode): Result<never, Fault> => err({ code });

/** A verdict of the rule book as a fault; null when it allows. */
export const refusalOf = (verdict: Verdict): Result<never, Fault> | null =>
  verdict.allowed ? null : err({ code: 'denied', rule: verdict.rule });
