import type { Opening } from './opening.ts';

/**
 * Closing the page asks first while something typed is not on disk, and at no other moment (RELIABILITY F2, F3). The words
 * go down while the person reads the question: mostly there is nothing left to lose when they answer.
 */
export function askBeforeGoing(page: EventTarget, opening: Pick<Opening, 'hasUnsaved' | 'writeDown'>): void {
  page.addEventListener('beforeunload', (event) => {
    if (!opening.hasUnsaved()) return;
    void opening.writeDown();
    event.preventDefault();
  });
}
