/** A voice of the system. */
export type Voice = Pick<SpeechSynthesisVoice, 'voiceURI' | 'name' | 'lang' | 'localService' | 'default'>;

/** Words spoken by the system, on this device only. */
export interface Speaker {
  /** Voices of this device for a language, the likeliest first. */
  voicesFor(language: string): readonly Voice[];
  /** Some systems name their voices only after a while. Gives the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Says it in place of whatever was being said. */
  speak(text: string, voice: Voice, ended: () => void): void;
  stop(): void;
}

/**
 * Only voices that speak on the device: the others send the words to a host, and a build calls none but its relay (F096).
 * The person's own variant of the language first, then the system's own choice.
 */
export function localVoices<Some extends Voice>(voices: readonly Some[], language: string, languages: readonly string[]): readonly Some[] {
  const base = baseOf(language);
  const own = languages.map(tagOf).filter((tag) => baseOf(tag) === base);
  const rank = (voice: Voice): number => {
    const at = own.indexOf(tagOf(voice.lang));
    return (at === -1 ? own.length : at) * 2 + (voice.default ? 0 : 1);
  };
  return voices
    .filter((voice) => voice.localService && baseOf(voice.lang) === base)
    .toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

/** Android writes `es_MX`. */
const tagOf = (tag: string): string => tag.replace('_', '-').toLowerCase();
const baseOf = (tag: string): string => tagOf(tag).split('-')[0] ?? '';

/** The chosen voice where it is still there, otherwise the likeliest; null where the device has none. */
export const pickVoice = (voices: readonly Voice[], chosen: string | null): Voice | null =>
  voices.find(({ voiceURI }) => voiceURI === chosen) ?? voices[0] ?? null;

/** A little slower than news are read. */
const RATE = 0.85;

export const noSpeaker: Speaker = {
  voicesFor: () => [],
  subscribe: () => () => undefined,
  speak: () => undefined,
  stop: () => undefined,
};

/** The system's voices, where the browser gives them. */
export function webSpeaker(page: Window): Speaker {
  if (!('speechSynthesis' in page)) return noSpeaker;
  const { speechSynthesis, navigator } = page;
  return {
    voicesFor: (language) => localVoices(speechSynthesis.getVoices(), language, navigator.languages),
    subscribe(listener) {
      speechSynthesis.addEventListener('voiceschanged', listener);
      return () => speechSynthesis.removeEventListener('voiceschanged', listener);
    },
    speak(text, { voiceURI }, ended) {
      speechSynthesis.cancel();
      // Looked up again: without a voice of ours a browser would take one of its own, perhaps a remote one.
      const voice = speechSynthesis.getVoices().find((one) => one.voiceURI === voiceURI && one.localService);
      if (voice === undefined) return;
      const words = new SpeechSynthesisUtterance(text);
      words.voice = voice;
      words.lang = voice.lang;
      words.rate = RATE;
      words.addEventListener('end', ended, { once: true });
      speechSynthesis.speak(words);
    },
    stop: () => speechSynthesis.cancel(),
  };
}
