import { expect, it } from 'vitest';
import { pastTheirBars, type Figure } from './report.ts';

const figure = (samovar: number, ratio: number, most?: Figure['most']): Figure =>
  ({ name: 'acknowledged, p99', unit: 'ms', samovar, peers: { bar: 100 }, ratio, ...(most === undefined ? {} : { most }) });

it('I1: a figure past its bar is told, by its value or its ratio; one without a bar never', () => {
  expect(pastTheirBars([figure(100, 1, { of: 'samovar', is: 100 }), figure(900, 9)])).toEqual([]);
  expect(pastTheirBars([figure(100.5, 1, { of: 'samovar', is: 100 })])).toEqual(['acknowledged, p99: 100.5, and may be 100']);
  expect(pastTheirBars([figure(1, 0.41, { of: 'ratio', is: 0.4 })])).toHaveLength(1);
});

it('I1: what was never measured is past every bar', () => {
  expect(pastTheirBars([figure(Number.NaN, 1, { of: 'samovar', is: 100 })])).toHaveLength(1);
});
