/** The buttons over a note, in their order, and the keys that do the same. Ctrl, or Cmd on a Mac, is `Mod`. */
export type ToolName = 'heading' | 'subheading' | 'bold' | 'italic' | 'bullet' | 'number' | 'task' | 'quote' | 'link' | 'undo' | 'redo';

export const SHORTCUTS: Readonly<Record<ToolName, string>> = {
  heading: 'Mod-Alt-1',
  subheading: 'Mod-Alt-2',
  bold: 'Mod-b',
  italic: 'Mod-i',
  bullet: 'Mod-Shift-8',
  number: 'Mod-Shift-7',
  task: 'Mod-Shift-9',
  quote: 'Mod-Shift-u',
  link: 'Mod-Shift-l',
  undo: 'Mod-z',
  redo: 'Mod-Shift-z',
};

const KEYS: Readonly<Record<string, { plain: string; mac: string; aria: string }>> = {
  Mod: { plain: 'Ctrl', mac: '⌘', aria: 'Control' },
  Alt: { plain: 'Alt', mac: '⌥', aria: 'Alt' },
  Shift: { plain: 'Shift', mac: '⇧', aria: 'Shift' },
};

const letter = (key: string): string => (key.length === 1 ? key.toUpperCase() : key);

/** A shortcut as people read it. */
export const sayShortcut = (shortcut: string, mac: boolean): string =>
  shortcut
    .split('-')
    .map((key) => KEYS[key]?.[mac ? 'mac' : 'plain'] ?? letter(key))
    .join(mac ? '' : '+');

/** ... and as readers of the screen take it (`aria-keyshortcuts`). */
export const ariaShortcut = (shortcut: string, mac: boolean): string =>
  shortcut
    .split('-')
    .map((key) => (key === 'Mod' && mac ? 'Meta' : (KEYS[key]?.aria ?? letter(key))))
    .join('+');
