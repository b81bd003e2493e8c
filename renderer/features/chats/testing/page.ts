import { act } from 'react';

/** One turn of the event loop, whatever clock a test has put in its place. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const heard = (): void => {
      port1.close();
      resolve();
    };
    port1.addEventListener('message', heard, { once: true });
    port1.start();
    port2.postMessage(null);
  });

/** Lets promises and effects settle. */
export const settle = (): Promise<void> =>
  act(async () => {
    for (let turns = 0; turns < 10; turns += 1) await turn();
  });

/** Waits for what comes in its own time: a part of the app that is fetched, a disk. */
export async function until(holds: () => boolean): Promise<void> {
  const giveUpAtMs = performance.now() + 8_000;
  while (!holds() && performance.now() < giveUpAtMs) await settle();
  if (!holds()) throw new Error('it did not come');
}

/** What jsdom lacks and the components ask for. `widthPx` answers media queries about width; motion is reduced. */
export function preparePage(widthPx: number): void {
  const matches = (query: string): boolean => {
    if (query.includes('prefers-reduced-motion')) return true;
    const [, bound, ems] = /\((min|max)-width: ([\d.]+)em\)/.exec(query) ?? [];
    if (bound === undefined) return false;
    return bound === 'min' ? widthPx >= Number(ems) * 16 : widthPx <= Number(ems) * 16;
  };
  window.matchMedia = (query) =>
    ({
      matches: matches(query),
      media: query,
      onchange: null,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => true,
    }) satisfies MediaQueryList;
  window.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  // A button stands somewhere: otherwise a menu takes the one that opened it for scrolled away, and hides with nothing to focus.
  Object.defineProperty(document.documentElement, 'clientWidth', { value: widthPx, configurable: true });
  Object.defineProperty(document.documentElement, 'clientHeight', { value: 800, configurable: true });
  HTMLButtonElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 44, 44);
  Element.prototype.scrollIntoView = () => undefined;
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  document.hasFocus = () => true;
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
}
