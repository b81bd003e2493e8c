import { describe, expect, it } from 'vitest';
import { CHAT } from '#shared/limits.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import type { AgreementText } from './agreement.ts';
import { agreementsIn } from './agreements.ts';
import { earlierText, earlierTexts } from './history/history.ts';

const LANGUAGES = ['en', 'es'];
const DAY_MS = 86_400_000;
const words = (text: AgreementText): string =>
  [...text.summary, ...text.sections.flatMap((section) => [section.heading, ...section.paragraphs])].join(' ');

describe.each(LANGUAGES)('agreements in %s', (language) => {
  const texts = agreementsIn(language);

  it('F089: the shown version is the one that is asked for', () => {
    for (const name of ['member', 'privacy', 'certification'] as const) {
      expect(texts[name].version).toBe(AGREEMENTS[name].version);
      expect(texts[name].reviewedOn >= texts[name].version.slice(0, 10)).toBe(true);
    }
  });

  it('F088, F095: the listener agreement is of the version that is asked for, and begins with what matters', () => {
    expect(texts.listener.version).toBe(LISTENER_AGREEMENT.version);
    expect(texts.listener.sections).toHaveLength(7);
    expect(words(texts.listener)).toMatch(/Samovar/);
    expect(words(texts.listener)).toContain('15');
  });

  it('D7: the policy names the window that the relay keeps', () => {
    expect(words(texts.privacy)).toContain(String(CHAT.windowMessages));
    expect(words(texts.privacy)).toContain(String(CHAT.windowMs / DAY_MS));
  });

  it('begins each agreement with a summary that can be read in a breath', () => {
    for (const text of [texts.member, texts.privacy, texts.listener]) {
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
  for (const name of ['member', 'privacy', 'listener'] as const) {
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

const NAMES = ['member', 'privacy', 'certification', 'listener'] as const;
const versionOf = (name: (typeof NAMES)[number]): string => (name === 'listener' ? LISTENER_AGREEMENT : AGREEMENTS[name]).version;

describe.each(LANGUAGES)('F089: versions of before in %s', (language) => {
  it('are kept as they were, in order, and the newest is none of them', () => {
    for (const name of NAMES) {
      const versions = earlierTexts(language, name).map(({ version }) => version);
      expect(versions).toEqual(versions.toSorted());
      for (const version of versions) expect(version < versionOf(name)).toBe(true);
    }
    expect(earlierText(language, 'privacy', '2026-11-22')?.title).toBe(agreementsIn(language).privacy.title);
    expect(earlierText(language, 'privacy', AGREEMENTS.privacy.version)).toBeNull();
  });

  it('a text that has one before it says what changed', () => {
    for (const name of NAMES) {
      const text = agreementsIn(language)[name];
      expect(text.changes !== undefined).toBe(earlierTexts(language, name).length > 0);
    }
  });
});
