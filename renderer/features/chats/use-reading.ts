import { useCallback, useEffect, useRef, useState, type RefCallback, type UIEvent } from 'react';
import type { EntryId } from '#shared/ids.ts';
import type { ChatHandle, ChatView } from '../../engine/types.ts';
import { firstUnread } from './transcript.ts';
import { useLooking } from './use-looking.ts';

/** Closer to the end than this counts as being at it. */
const NEAR_END_PX = 48;

/** How far somebody has read, and the means to follow. */
export interface Reading {
  /** The first line that is new since they looked; the divider stands before it. */
  readonly freshFrom: EntryId | null;
  readonly atEnd: boolean;
  /** For the scrolling element, whose one child holds everything. */
  readonly frame: RefCallback<HTMLElement>;
  onScroll(event: UIEvent<HTMLElement>): void;
  /** Scrolls to the newest line, and takes the divider away. */
  toNewest(): void;
}

const isAtEnd = (frame: HTMLElement): boolean =>
  frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR_END_PX;

/**
 * "Seen" is said only of what was in sight: the chat in use, at its end, in a window that is looked at. The divider
 * stays while one reads and goes when one answers or turns away.
 */
export function useReading(handle: ChatHandle, view: ChatView, active: boolean): Reading {
  const { lines, unread } = view;
  const looking = useLooking();
  const { frame, atEnd, onScroll, toEnd } = useEndOfFrame();
  const [freshFrom, setFreshFrom] = useState<EntryId | null>(() => firstUnread(lines, unread));
  const reading = active && looking && atEnd;
  // Changed while rendering, as React advises for state that follows from what is shown.
  if (freshFrom === null && unread > 0 && !reading) setFreshFrom(firstUnread(lines, unread));
  if (freshFrom !== null && unread === 0 && !active) setFreshFrom(null);

  useEffect(() => {
    if (reading && unread > 0) handle.markRead();
  }, [handle, reading, unread]);

  return {
    freshFrom,
    atEnd,
    frame,
    onScroll,
    toNewest() {
      setFreshFrom(null);
      toEnd();
    },
  };
}

/** Keeps whoever is at the end of a scrolling frame at it as it grows, and leaves whoever reads further up in peace. */
function useEndOfFrame() {
  const element = useRef<HTMLElement | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const atEndNow = useRef(true);
  const note = useCallback((now: boolean) => {
    atEndNow.current = now;
    setAtEnd(now);
  }, []);
  const frame = useCallback(
    (attached: HTMLElement | null) => {
      element.current = attached;
      if (attached === null) return undefined;
      startAt(attached);
      note(isAtEnd(attached));
      const growing = new ResizeObserver(() => {
        if (atEndNow.current) attached.scrollTop = attached.scrollHeight;
      });
      growing.observe(attached);
      if (attached.firstElementChild !== null) growing.observe(attached.firstElementChild);
      return () => growing.disconnect();
    },
    [note],
  );
  return {
    frame,
    atEnd,
    onScroll: (event: UIEvent<HTMLElement>): void => note(isAtEnd(event.currentTarget)),
    toEnd(): void {
      note(true);
      if (element.current !== null) element.current.scrollTop = element.current.scrollHeight;
    },
  };
}

/** Begins at what is new, with a few lines before it for the thread; at the end where nothing is. */
function startAt(frame: HTMLElement): void {
  const divider = frame.querySelector<HTMLElement>('[data-fresh]');
  frame.scrollTop = divider === null ? frame.scrollHeight : divider.offsetTop - frame.clientHeight / 3;
}
