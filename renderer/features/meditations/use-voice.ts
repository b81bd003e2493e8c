import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { PREFERENCES } from '../../app/preferences.ts';
import { libraryLanguage } from '../../content/library/library.ts';
import { useDevices } from '../../sound/devices.ts';
import { pickVoice, type Voice } from '../../sound/speech.ts';

const SILENT = '';

export interface VoiceChoice {
  /** Voices that speak on this very device, for the language of the words; empty where there is none. */
  readonly voices: readonly Voice[];
  /** Null: the words are only read. */
  readonly chosen: Voice | null;
  choose(voiceURI: string | null): void;
}

/** Nothing speaks unless it was asked to. */
export function useVoice(): VoiceChoice {
  const { preferences } = useApp();
  const { i18n } = useTranslation();
  const { speaker } = useDevices();
  const language = libraryLanguage(i18n.language);
  // A list anew each time it is asked for; its names stand for it.
  const names = useSyncExternalStore(speaker.subscribe, () => speaker.voicesFor(language).map(({ voiceURI }) => voiceURI).join('\n'));
  const voices = useMemo(() => (names === '' ? [] : speaker.voicesFor(language)), [names, speaker, language]);
  const [kept, setKept] = useState(() => preferences.read(PREFERENCES.voice) ?? SILENT);
  const chosen = useMemo(() => (kept === SILENT ? null : pickVoice(voices, kept)), [kept, voices]);
  return {
    voices,
    chosen,
    choose(voiceURI) {
      const next = voiceURI ?? SILENT;
      setKept(next);
      preferences.write(PREFERENCES.voice, next);
    },
  };
}
