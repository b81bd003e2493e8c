import { describe, expect, it } from 'vitest';
import { becauseOf, RELAY_REASONS } from './reasons.ts';

describe('G3: whose words a reason is', () => {
  it('the relay\'s and its console\'s own are known, word for word, also in lines of before', () => {
    for (const [code, reason] of Object.entries(RELAY_REASONS)) expect(becauseOf({ act: 'ban', by: null, reason })).toBe(code);
    expect(becauseOf({ act: 'answer-appeal', by: 'somebody', reason: 'an appeal waited' })).toBe('appeal-waited');
  });

  it('what somebody with a role typed is theirs, whatever it says; and so is what an operator typed', () => {
    for (const reason of Object.values(RELAY_REASONS)) expect(becauseOf({ act: 'ban', by: 'somebody', reason })).toBeNull();
    expect(becauseOf({ act: 'ban', by: null, reason: 'unkind words' })).toBeNull();
  });
});
