import { expect, it } from 'vitest';
import { THERAPIST } from '../limits.ts';
import { COUNTRIES, countriesBy, countryName } from './countries.ts';
import { fitsTherapist, leadsOutside, wordsToFind, wordsToList } from './therapist.ts';

const card = { name: 'AnaM', legalName: 'Ana María Müller-Soto', country: 'US', region: '', topics: ['grief' as const], languages: ['es' as const] };

it('F044: a name is found by the beginning of any of its words, without regard to case and marks', () => {
  expect(wordsToList(card.legalName, card.name)).toEqual(['anam', 'ana', 'maria', 'muller', 'soto']);
  for (const text of ['an', 'MARÍA', 'mull ana', 'soto', '@anam']) expect([text, fitsTherapist(card, { text })]).toEqual([text, true]);
  for (const text of ['na', 'oto', 'ana miller']) expect([text, fitsTherapist(card, { text })]).toEqual([text, false]);
  expect(fitsTherapist(card, { topic: 'grief', language: 'es', country: 'US' })).toBe(true);
  expect([fitsTherapist(card, { topic: 'sleep' }), fitsTherapist(card, { language: 'en' }), fitsTherapist(card, { country: 'ES' })]).toEqual([false, false, false]);
});

it('F077: what everybody reads of a licence leads nowhere outside; names and places as people have them do not', () => {
  expect(leadsOutside({ legalName: 'Ana annamuller.example.com', region: '' })).toBe('legalName');
  expect(leadsOutside({ legalName: 'Ana Müller', region: 'Call 555 123 4567' })).toBe('region');
  for (const legalName of ['Dr. Ana M. Müller-Soto', 'J.R. St.Clair', "Siobhán O'Dea", 'Martin Luther King Jr.', 'José M.ª Gil', 'Dot Page']) {
    expect([legalName, leadsOutside({ legalName, region: 'Baden-Württemberg' })]).toEqual([legalName, null]);
  }
  for (const region of ['', 'N.S.W.', 'District 9', 'Washington, D.C.', 'Île-de-France (75)', 'Newcastle 2300']) {
    expect([region, leadsOutside({ legalName: 'Ana Müller', region })]).toEqual([region, null]);
  }
});

it('C10: bounded, whatever is typed', () => {
  expect(wordsToFind('a b c d e f')).toHaveLength(THERAPIST.maxSearchWords);
  expect(wordsToList(Array.from({ length: 40 }, (_, n) => `w${n}`).join(' '), 'x')).toHaveLength(THERAPIST.maxNameWords);
  expect(wordsToFind('\u0301'.repeat(100_000))).toEqual([]);
});

it('every country has a name in both languages, once', () => {
  expect(new Set(COUNTRIES).size).toBe(COUNTRIES.length);
  for (const language of ['en', 'es']) for (const country of COUNTRIES) expect([country, countryName(country, language) === country]).toEqual([country, false]);
  expect(countriesBy('es')[0]?.label).toBe('Afganistán');
});
