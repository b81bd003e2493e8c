import { Facet } from '@codemirror/state';
import { NO_TITLES, type NoteTitles } from './note-titles.ts';

/** What the editor says, in the person's language. */
export interface EditorTexts {
  readonly label: string;
  readonly placeholder: string;
  /** The name of a check box beside which nothing stands yet. */
  readonly emptyBox: string;
  readonly offers: string;
  readonly beginNote: (title: string) => string;
}

/** What an open note knows of the rest of the app: its words, the other notes, and how to go to one. */
export interface EditorEnv {
  readonly texts: EditorTexts;
  readonly titles: NoteTitles;
  /** Goes to the note of that title; begins it where there is none. */
  readonly openTitle: (title: string) => void;
}

const NOBODY: EditorEnv = {
  texts: { label: '', placeholder: '', emptyBox: '', offers: '', beginNote: (title) => title },
  titles: NO_TITLES,
  openTitle: () => undefined,
};

export const editorEnv = Facet.define<EditorEnv, EditorEnv>({ combine: ([env]) => env ?? NOBODY });
