import type { Locator, Page } from 'playwright-core';
import { words } from './texts.ts';

/** The place where a note is written. */
export const noteBody = (page: Page): Locator => page.getByRole('textbox', { name: words('notes:body'), exact: true });

/** The plain text of the open note, its marks included: on screen most of them are hidden. */
export const noteText = (page: Page): Promise<string> =>
  noteBody(page).evaluate((element) => {
    const { cmTile } = element as unknown as { cmTile: { root: { view: { state: { doc: { toString(): string } } } } } };
    return cmTile.root.view.state.doc.toString();
  });
