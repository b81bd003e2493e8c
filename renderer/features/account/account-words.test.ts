import { describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemCode } from '#shared/api/problem.ts';
import { SESSION } from '#shared/limits.ts';
import type { Identity } from '../../engine/types.ts';
import { faultsOf, hasFaults, memberFaults } from './member-form.ts';
import { passphraseFault } from '../lock/passphrase-form.ts';
import { shownName } from './shown-name.ts';

const LONG = 'four unrelated words here';

describe('memberFaults (F021, F027)', () => {
  it.each([
    ['an empty name keeps the guest\'s', '', LONG, null, null],
    ['spaces are an empty name', '   ', LONG, null, null],
    ['any script is welcome', 'Ясень', LONG, null, null],
    ['an @ in front is forgiven', '@quietElm', LONG, null, null],
    ['too short', 'ab', LONG, 'name-too-short', null],
    ['reserved', 'Moderator', LONG, 'name-reserved', null],
    ['spaces inside', 'two words', LONG, 'name-characters', null],
    ['short password', '', 'x'.repeat(SESSION.minPasswordLength - 1), null, 'password-too-short'],
    ['characters are counted, not units', '', '🫖'.repeat(SESSION.minPasswordLength - 1), null, 'password-too-short'],
    ['bytes are bounded', '', 'é'.repeat(SESSION.maxPasswordBytes / 2 + 1), null, 'password-too-long'],
  ])('%s', (_title, name, password, nameFault, passwordFault) => {
    const faults = memberFaults(name, password);
    expect(faults).toEqual({ name: nameFault, password: passwordFault });
    expect(hasFaults(faults)).toBe(nameFault !== null || passwordFault !== null);
  });

  it('puts each answer of the relay where it belongs, and leaves the rest to a notice', () => {
    const codes = Object.keys(PROBLEMS) as ProblemCode[];
    const expected = (code: ProblemCode) => {
      if (code.startsWith('name-')) return { name: code, password: null };
      return code.startsWith('password-') ? { name: null, password: code } : null;
    };
    expect(codes.map(faultsOf)).toEqual(codes.map(expected));
    expect(faultsOf('offline')).toBeNull();
  });
});

describe('passphraseFault', () => {
  it('asks for length, then for the same twice, then for understanding', () => {
    expect(passphraseFault('short', 'short', true)).toBe('too-short');
    expect(passphraseFault(LONG, `${LONG}!`, true)).toBe('differs');
    expect(passphraseFault(LONG, LONG, false)).toBe('not-understood');
    expect(passphraseFault(LONG, LONG, true)).toBeNull();
  });
});

describe('shownName', () => {
  const who = (type: string, consent: string): Identity =>
    ({ at: 'account', me: { name: 'carefulPear7220', type, consent }, actor: {} }) as unknown as Identity;

  it.each([
    ['F015: a guest who met nobody', who('guest', 'missing'), null],
    ['F015: a guest at and after the gate', who('guest', 'given'), 'carefulPear7220'],
    ['a guest with newer agreements waiting', who('guest', 'outdated'), 'carefulPear7220'],
    ['a member', who('member', 'missing'), 'carefulPear7220'],
    ['nobody yet', { at: 'local' } as Identity, null],
  ])('%s', (_title, identity, expected) => {
    expect(shownName(identity)).toBe(expected);
  });
});
