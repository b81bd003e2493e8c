import type { ProblemCode } from '#shared/api/problem.ts';
import { SESSION } from '#shared/limits.ts';
import { parseName } from '#shared/people/names.ts';
import type { FailureCode } from '../../api/client.ts';

/** What is wrong in the form, field by field, before or after the relay was asked. Null: nothing. */
export interface MemberFaults {
  readonly name: ProblemCode | null;
  readonly password: ProblemCode | null;
}

export const NO_FAULTS: MemberFaults = { name: null, password: null };

/** Answers that come before anything is done. */
const REFUSED: ReadonlySet<FailureCode> = new Set(['too-fast', 'bad-request', 'stopping']);

const utf8 = new TextEncoder();

/**
 * Checks a member's form as the relay will (F021, F027). An empty name keeps the guest's. Length counts what people
 * see as characters; the upper bound counts bytes, as the relay does.
 */
export function memberFaults(name: string, password: string): MemberFaults {
  const parsed = name.trim() === '' ? null : parseName(name);
  return { name: parsed === null || parsed.ok ? null : parsed.error, password: passwordFault(password) };
}

export function passwordFault(password: string): ProblemCode | null {
  if ([...password].length < SESSION.minPasswordLength) return 'password-too-short';
  return utf8.encode(password).length > SESSION.maxPasswordBytes ? 'password-too-long' : null;
}

export const hasFaults = (faults: MemberFaults): boolean => faults.name !== null || faults.password !== null;

/** Where an answer of the relay belongs; null when it is about neither field. */
export function faultsOf(code: FailureCode): MemberFaults | null {
  switch (code) {
    case 'name-taken':
    case 'name-too-short':
    case 'name-too-long':
    case 'name-characters':
    case 'name-reserved':
    case 'name-contact':
      return { name: code, password: null };
    case 'password-too-short':
    case 'password-too-long':
    case 'password-too-common':
      return { name: null, password: code };
    default:
      return null;
  }
}

/** Whether the relay has clearly made no member of this guest. After any other failure there may be one. */
export const isAnswered = (code: FailureCode): boolean => faultsOf(code) !== null || REFUSED.has(code);
