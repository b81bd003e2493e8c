import { expect, it } from 'vitest';
import { unknownPage } from './public-page.ts';

const channel = (hex: string, at: number): number => {
  const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string): number => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
/** WCAG 2.2, "contrast ratio". */
const contrast = (one: string, other: string): number => {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

it('F023: the page names ground, words and links for light and dark, each with a contrast of 7 and more', () => {
  const html = unknownPage({ house: 'Samovar', language: 'en', hasApp: true });
  const style = /<style>(.*)<\/style>/.exec(html)?.[1] ?? '';
  const schemes = [...style.matchAll(/html\{[^}]*background:(#\w{6});color:(#\w{6})\}a,a:visited\{color:(#\w{6})\}/g)].map(([, ...colours]) => colours);
  expect(schemes).toHaveLength(2);
  expect(style.indexOf('prefers-color-scheme:dark')).toBeGreaterThan(style.indexOf('background'));
  for (const [ground, words, links] of schemes as [string, string, string][]) {
    expect([contrast(ground, words), contrast(ground, links)].map((ratio) => ratio >= 7)).toEqual([true, true]);
  }
});
