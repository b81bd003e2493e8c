import { describe, expect, test } from 'vitest';
import { accountOf, ANN, BEN } from './testing/relay.ts';
import { WorkBudget } from './work-budget.ts';

describe('a budget of time per account (G12)', () => {
  const make = () => new WorkBudget({ burstMs: 50, refillMsPerSecond: 100 });

  test('what stays below the burst waits for nothing', () => {
    const budget = make();
    for (let update = 0; update < 4; update += 1) budget.charge(ANN, 0, 12);
    expect(budget.waitMs(ANN, 0)).toBe(0);
  });

  test('past the burst the account waits until enough is forgiven, and nobody else does', () => {
    const budget = make();
    budget.charge(ANN, 0, 70);
    const waitMs = budget.waitMs(ANN, 0);
    expect(waitMs).toBe(201);
    expect(budget.waitMs(ANN, waitMs - 2)).toBeGreaterThan(0);
    expect(budget.waitMs(ANN, waitMs)).toBe(0);
    expect(budget.waitMs(BEN, 0)).toBe(0);
  });

  test('a clock that stands still or goes back forgives nothing', () => {
    const budget = make();
    budget.charge(ANN, 1_000, 60);
    expect(budget.waitMs(ANN, 500)).toBe(budget.waitMs(ANN, 1_000));
  });

  test('who owes nothing is forgotten', () => {
    const budget = make();
    budget.charge(ANN, 0, 10);
    budget.charge(BEN, 0, 1_000);
    budget.sweep(1_000);
    expect(budget.size).toBe(1);
    expect(budget.waitMs(BEN, 1_000)).toBeGreaterThan(0);
  });

  test('past ten thousand accounts, those that owe nothing any more are forgotten by themselves', () => {
    const budget = make();
    for (let account = 0; account < 10_000; account += 1) budget.charge(accountOf(`a${account}x`), 0, 10);
    expect(budget.size).toBe(10_000);
    budget.charge(ANN, 1_000, 10);
    expect(budget.size).toBe(1);
  });
});
