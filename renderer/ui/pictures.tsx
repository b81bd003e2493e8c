import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react';

/** Where pictures of people come from; the engine's, in an open place. */
export interface PictureSource {
  of(name: string): { getSnapshot(): string | null; subscribe(listener: () => void): () => void };
}

const PicturesContext = createContext<PictureSource | null>(null);

export const PicturesProvider = (props: { source: PictureSource; children: ReactNode }) => (
  <PicturesContext.Provider value={props.source}>{props.children}</PicturesContext.Provider>
);

const NOBODY = { getSnapshot: () => null, subscribe: () => () => undefined };

/** What somebody shows beside their name; null: two letters. Nobody is asked about a name of null. */
export function usePicture(name: string | null): string | null {
  const source = useContext(PicturesContext);
  const shown = useMemo(() => (source === null || name === null ? NOBODY : source.of(name)), [source, name]);
  return useSyncExternalStore(shown.subscribe, shown.getSnapshot);
}
