import { describe, expect, it } from 'vitest';
import { localVoices, pickVoice, webSpeaker, type Voice } from './speech.ts';

const voice = (name: string, lang: string, more: Partial<Voice> = {}): Voice => ({
  voiceURI: name, name, lang, localService: true, default: false, ...more,
});
const VOICES = [
  voice('Cloud English', 'en-US', { localService: false, default: true }),
  voice('Anna', 'de-DE'),
  voice('Sam', 'en-US'),
  voice('Kate', 'en-GB'),
  voice('Lucía', 'es_MX'),
];

describe('a voice for the words (F113, F096)', () => {
  it('never a remote one, not even where it is the system\'s own choice', () => {
    const names = localVoices(VOICES, 'en', ['en-US']).map(({ name }) => name);
    expect(names).toEqual(['Sam', 'Kate']);
  });

  it('the person\'s own variant first; a language without a voice has none', () => {
    expect(localVoices(VOICES, 'en', ['en-GB', 'en-US'])[0]?.name).toBe('Kate');
    expect(localVoices(VOICES, 'es', ['es-ES'])[0]?.name).toBe('Lucía');
    expect(localVoices(VOICES, 'fr', [])).toEqual([]);
  });

  it('a chosen voice that has gone gives way to another', () => {
    expect(pickVoice(VOICES.slice(2), 'Kate')?.name).toBe('Kate');
    expect(pickVoice(VOICES.slice(2), 'Gone')?.name).toBe('Sam');
    expect(pickVoice([], 'Kate')).toBeNull();
  });

  it('speaks with nothing rather than with a voice that has become remote', () => {
    const said: unknown[] = [];
    const page = {
      navigator: { languages: ['en-US'] },
      speechSynthesis: { getVoices: () => [{ ...VOICES[2], localService: false }], cancel: () => undefined, speak: (words: unknown) => said.push(words) },
    } as unknown as Window;
    webSpeaker(page).speak('words', VOICES[2]!, () => undefined);
    expect(said).toEqual([]);
  });

  it('a page without speech has no voices', () => {
    expect(webSpeaker({} as Window).voicesFor('en')).toEqual([]);
  });
});
