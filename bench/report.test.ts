import { expect, it } from 'vitest';
import { jsonOf, pastTheirBars, type Figure } from './report.ts';

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

it('as JSON a figure has five keys, whether it has a bar or not', () => {
  const told = (most?: Figure['most']): unknown => JSON.parse(jsonOf(figure(50, 0.5, most)));
  const five = { name: 'acknowledged, p99', unit: 'ms', samovar: 50, peers: { bar: 100 }, ratio: 0.5 };
  expect([told(), told({ of: 'ratio', is: 0.4 })]).toEqual([five, five]);
});

it('what was never measured is no JSON: it throws, where null would be read as a figure', () => {
  expect(() => jsonOf(figure(Number.NaN, 1))).toThrow('samovar was not measured');
  expect(() => jsonOf({ ...figure(1, 1), peers: { bar: Number.NaN } })).toThrow('bar was not measured');
});
