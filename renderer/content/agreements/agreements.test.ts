import { describe, expect, it } from 'vitest';
import { CHAT } from '#shared/limits.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import type { AgreementText } from './agreement.ts';
import { agreementsIn } from './agreements.ts';

const LANGUAGES = ['en', 'es'];
const DAY_MS = 86_400_000;
const words = (text: AgreementText): string =>
  [...text.summary, ...text.sections.flatMap((section) => [section.heading, ...section.paragraphs])].join(' ');

describe.each(LANGUAGES)('agreements in %s', (language) => {
  const texts = agreementsIn(language);

  it('F089: the shown version is the one that is asked for', () => {
    for (const name of ['member', 'privacy', 'certification'] as const) {
      expect(texts[name].version).toBe(AGREEMENTS[name].version);
      expect(texts[name].reviewedOn >= texts[name].version).toBe(true);
    }
  });

  it('D7: the policy names the window that the relay keeps', () => {
    expect(words(texts.privacy)).toContain(String(CHAT.windowMessages));
    expect(words(texts.privacy)).toContain(String(CHAT.windowMs / DAY_MS));
  });

  it('begins each agreement with a summary that can be read in a breath', () => {
    for (const text of [texts.member, texts.privacy]) {
      expect(text.summary.length).toBeGreaterThan(2);
      for (const sentence of text.summary) expect(sentence.length).toBeLessThan(190);
    }
  });

  it('F080: the certification names oneself, others, and abuse', () => {
    expect(texts.certification.parts).toHaveLength(3);
  });
});

it('has the same sections in every language', () => {
  const en = agreementsIn('en');
  const es = agreementsIn('es');
  for (const name of ['member', 'privacy'] as const) {
    expect(es[name].sections.map((section) => section.paragraphs.length)).toEqual(
      en[name].sections.map((section) => section.paragraphs.length),
    );
    expect(es[name].summary).toHaveLength(en[name].summary.length);
  }
});

it('falls back to English, and knows regional tags', () => {
  expect(agreementsIn('es-MX')).toBe(agreementsIn('es'));
  expect(agreementsIn('fr')).toBe(agreementsIn('en'));
});
