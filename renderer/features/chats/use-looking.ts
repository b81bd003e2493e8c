import { useSyncExternalStore } from 'react';

const EVENTS = ['focus', 'blur'] as const;

function subscribe(listener: () => void): () => void {
  for (const event of EVENTS) window.addEventListener(event, listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    for (const event of EVENTS) window.removeEventListener(event, listener);
    document.removeEventListener('visibilitychange', listener);
  };
}

const looking = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

/** The window is in sight and is the one in use: only then can "seen" be true. */
export const useLooking = (): boolean => useSyncExternalStore(subscribe, looking);
