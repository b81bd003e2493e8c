import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useApp } from '../../app/context.tsx';
import { focusHeading } from '../../app/kept-focus.ts';
import type { ReadingPlace } from './progress.ts';
import { endsInSight, eyeLine, placeAt, type SectionBox } from './reading-place.ts';

/** Whoever stays for so long in one place reads there. */
const STAYS_MS = 1_500;

interface Reading {
  readonly page: RefObject<HTMLElement | null>;
  /** From the address: where to begin. */
  readonly section: string | null;
  /** Where one stopped the last time. */
  readonly before: ReadingPlace | null;
  readonly onStop: (place: ReadingPlace | null) => void;
  readonly onReached: (sections: readonly string[]) => void;
}

/**
 * Follows where somebody reads, without a listener to any letter of it: the section at the eye line once the page
 * stands still, and the sections whose end was in sight. Gives the way to a section, which takes the focus along.
 */
export function useReading(reading: Reading): (section: string) => void {
  const { page, section, before } = reading;
  const { timers } = useApp();
  const latest = useRef(reading);
  useEffect(() => {
    latest.current = reading;
  });
  const arrived = useRef<string | null>(null);
  useEffect(() => {
    if (section === null || arrived.current === section) return;
    const first = arrived.current === null;
    arrived.current = section;
    reveal(page.current, section, first && before?.section === section ? before.share : 0);
  }, [page, section, before]);

  // Of the layout, since whoever leaves in haste leaves a place as well: it is measured before the page is gone.
  useLayoutEffect(() => {
    const { current: ground } = page;
    const scroller = ground?.closest('main');
    if (!scroller) return undefined;
    let moved = false;
    const keepPlace = (): void => {
      const place = placeAt(boxesIn(ground, scroller), scroller.clientHeight);
      if (moved && place !== 'past') latest.current.onStop(place);
      moved = false;
    };
    const look = (): void => {
      keepPlace();
      latest.current.onReached(endsInSight(boxesIn(ground, scroller), scroller.clientHeight));
    };
    let waiting = timers.after(STAYS_MS, look);
    const onScroll = (): void => {
      moved = true;
      waiting.cancel();
      waiting = timers.after(STAYS_MS, look);
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      waiting.cancel();
      scroller.removeEventListener('scroll', onScroll);
      keepPlace();
    };
  }, [page, timers]);
  return (anchor) => reveal(page.current, anchor, 0);
}

const sectionsOf = (page: HTMLElement | null): HTMLElement[] => [...(page?.querySelectorAll<HTMLElement>('[data-section]') ?? [])];

function boxesIn(page: HTMLElement | null, scroller: HTMLElement): SectionBox[] {
  const { top: from } = scroller.getBoundingClientRect();
  return sectionsOf(page).map((section) => {
    const { top, bottom } = section.getBoundingClientRect();
    return { id: section.dataset['section'] ?? '', top: top - from, bottom: bottom - from };
  });
}

/** Brings a section to the top, or as far past it as somebody had come; its heading has the focus. */
function reveal(page: HTMLElement | null, anchor: string, share: number): void {
  const name = CSS.escape(anchor);
  const section = page?.querySelector<HTMLElement>(`[data-section="${name}"], [data-anchor="${name}"]`);
  const scroller = page?.closest('main');
  const heading = section?.querySelector<HTMLElement>('h2');
  if (!section || !scroller || !heading) return;
  focusHeading(heading);
  if (share === 0) {
    section.scrollIntoView({ block: 'start' });
    return;
  }
  const { top, height } = section.getBoundingClientRect();
  scroller.scrollTop += top - scroller.getBoundingClientRect().top + share * height - eyeLine(scroller.clientHeight);
}
