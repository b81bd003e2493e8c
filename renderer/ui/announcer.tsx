import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { VisuallyHidden } from '@mantine/core';

/** Long enough to be picked up, short enough that nobody who wanders over the page meets old news at its end. */
const KEPT_MS = 7_000;

/** Says words once; gives the way to take them back when they are no longer so. */
type Announce = (words: string) => () => void;

const AnnounceContext = createContext<Announce>(() => () => undefined);

/**
 * One quiet voice for the whole app. A region that comes into the page together with its words is passed over by most
 * readers of the screen, so news that appear are said here, in a region that was always there (WCAG 4.1.3).
 */
export function AnnouncerProvider(props: { children: ReactNode }) {
  const [said, setSaid] = useState<readonly string[]>([]);
  const announce = useCallback<Announce>((words) => {
    setSaid((before) => (words === '' || before.includes(words) ? before : [...before, words]));
    return () => setSaid((before) => (before.includes(words) ? before.filter((one) => one !== words) : before));
  }, []);
  useEffect(() => {
    if (said.length === 0) return undefined;
    const timer = setTimeout(() => setSaid([]), KEPT_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <AnnounceContext value={announce}>
      {props.children}
      <VisuallyHidden aria-live="polite">
        {said.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </VisuallyHidden>
    </AnnounceContext>
  );
}

/** Says something politely, once, to whoever hears the page. */
export const useAnnounce = (): Announce => useContext(AnnounceContext);

/** Says these words when they come up and whenever they change, and takes them back with what they stand for. */
export function useAnnounced(words: string): void {
  const announce = useAnnounce();
  useEffect(() => announce(words), [announce, words]);
}
