/** Where somebody was: the element with the focus and everything around it, innermost first. */
type Trail = readonly HTMLElement[];

const HEADINGS = 'h1, h2, h3';

const trailOf = (element: HTMLElement): Trail => {
  const trail: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at !== null && at !== document.body; at = at.parentElement) trail.push(at);
  return trail;
};

const isDisabled = (element: HTMLElement): boolean => element.matches(':disabled');

/** Focuses a heading so that it is read out and the next Tab goes on from there. */
export function focusHeading(heading: HTMLElement): void {
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus();
}

/** The element itself where it is still there, otherwise the heading of the nearest thing around it that is. */
function returnAlong([element, ...around]: Trail): boolean {
  element?.focus({ preventScroll: true });
  if (element !== undefined && document.activeElement === element) return true;
  return around.some((place) => {
    const heading = place.isConnected ? place.querySelector<HTMLElement>(HEADINGS) : null;
    if (heading === null) return false;
    focusHeading(heading);
    return document.activeElement === heading;
  });
}

/**
 * Nobody falls off the page: when what had the focus goes (a deleted row, a form that has done its work, a dialog whose
 * opener is gone), or could not keep it while it was busy, the focus goes to what is nearest to it. Without this a
 * browser puts it on the body, and whoever hears the page or uses the keyboard alone begins at its top (WCAG 2.4.3).
 * A press beside everything lets go of the focus on purpose, and is left alone. Gives the way to stop.
 */
export function keepFocus(): () => void {
  let last: Trail = [];
  let lastInMain: Trail = [];
  const forget = (): void => {
    last = [];
    lastInMain = [];
  };
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    last = trailOf(target);
    if (target.closest('main') !== null) lastInMain = last;
  };
  const leave = ({ target, relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
    queueMicrotask(() => {
      const onPurpose = document.activeElement === document.body && target.isConnected && !isDisabled(target);
      if (onPurpose && target === last[0]) forget();
    });
  };
  const look = (): void => {
    const [element] = last;
    if (element === undefined || document.activeElement !== document.body) return;
    // Busy: it gets the focus back when it can take it.
    if (element.isConnected && isDisabled(element)) return;
    if (!returnAlong(last) && !returnAlong(lastInMain)) {
      const heading = document.querySelector<HTMLElement>('main h1');
      if (heading !== null) focusHeading(heading);
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', note);
  document.addEventListener('focusout', leave);
  return () => {
    watch.disconnect();
    document.removeEventListener('focusin', note);
    document.removeEventListener('focusout', leave);
  };
}

/**
 * After a change of screen: its heading has the focus, unless the screen itself has put it where it is wanted (the place
 * to write in a chat). A screen that still reads from the disk gets it when it has a heading. Gives the way to stop.
 */
export function focusArrival(main: HTMLElement): () => void {
  const before = document.activeElement;
  if (main.contains(before) && before !== main) return () => undefined;
  const arrive = (): boolean => {
    const heading = main.querySelector<HTMLElement>('h1');
    if (heading !== null) focusHeading(heading);
    return heading !== null;
  };
  if (arrive()) return () => undefined;
  main.focus({ preventScroll: true });
  const watch = new MutationObserver(() => {
    // Whoever went on by themselves is not called back.
    if (document.activeElement !== main || arrive()) watch.disconnect();
  });
  watch.observe(main, { subtree: true, childList: true });
  return () => watch.disconnect();
}
