import type { Page } from 'playwright-core';
import { words } from './texts.ts';

/** A note as it stood on screen when the screen said that it is saved. */
export interface SaidSaved {
  readonly title: string;
  readonly body: string;
}

/**
 * Tells of every picture of the page that says "saved" of the open note: what a person would then take for kept. Looked
 * at once a frame, just before it is painted, since what stands in the page between two frames nobody sees.
 */
export async function onSaidSaved(page: Page, hear: (said: SaidSaved) => void): Promise<void> {
  await page.exposeFunction('samovarSaidSaved', hear);
  await page.evaluate(
    ([saved, titleLabel, bodyLabel]) => {
      const tell = (window as unknown as { samovarSaidSaved(said: SaidSaved): Promise<void> }).samovarSaidSaved;
      let last = '';
      const look = (): void => {
        requestAnimationFrame(look);
        const title = document.querySelector<HTMLInputElement>(`input[aria-label="${titleLabel}"]`)?.value;
        const editor = document.querySelector(`[role=textbox][aria-label="${bodyLabel}"]`) as unknown as
          | { cmTile: { root: { view: { state: { doc: { toString(): string } } } } } }
          | null;
        if (title === undefined || editor === null) return;
        if (![...document.querySelectorAll('article span')].some(({ textContent }) => textContent === saved)) return;
        const said = { title, body: editor.cmTile.root.view.state.doc.toString() };
        const key = JSON.stringify(said);
        if (key !== last) void tell(said);
        last = key;
      };
      look();
    },
    [words('notes:save.saved'), words('notes:title'), words('notes:body')] as const,
  );
}
