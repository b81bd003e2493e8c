import { describe, expect, it } from 'vitest';
import { actorOf, type Identity } from '../../engine/types.ts';
import { meOf } from '../chats/testing/people.ts';
import { pageOf, pathOf, youPages } from './you-pages.ts';

const who = (more: Parameters<typeof meOf>[1]): Identity => {
  const me = meOf('calmPear', more);
  return { at: 'account', me, actor: actorOf(me) };
};
const ALL = ['account', 'profile', 'devices', 'standing'] as const;

describe('the pages of "You"', () => {
  it.each([
    ['nobody yet', { at: 'local' } as Identity, ['account', 'devices']],
    ['F015: a guest', who({ ageGroup: null, consent: 'missing' }), ALL],
    ['a member', who({ type: 'member' }), ALL],
  ])('%s', (_, identity, pages) => expect(youPages(identity, false)).toEqual(pages));

  it('a window that does not lead has what this device knows by itself', () =>
    expect(youPages(who({ type: 'listener' }), true)).toEqual(['account', 'devices']));

  it.each([
    [undefined, 'account'],
    ['places', 'account'],
    ['member', 'account'],
    ['profile', 'profile'],
    ['devices', 'devices'],
    ['passphrase', 'devices'],
    ['look', 'devices'],
    ['standing', 'standing'],
    ['age', 'standing'],
    ['clearance', 'standing'],
    ['therapist', 'standing'],
    ['no-such-part', 'account'],
  ])('/you/%s is on the page %s', (part, page) => expect(pageOf(part, ALL)).toBe(page));

  it('what somebody has no use for leads to the first', () => expect(pageOf('therapist', ['account', 'devices'])).toBe('account'));

  it('the first page is the place itself', () => expect(ALL.map(pathOf)).toEqual(['/you', '/you/profile', '/you/devices', '/you/standing']));
});
