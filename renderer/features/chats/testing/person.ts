import { EditorView } from '@codemirror/view';
import { act } from 'react';
import { settle } from './page.ts';

/** What somebody at the screen perceives and does: names and words, keys and the pointer. */
const visible = (element: Element): boolean => element.closest('[aria-hidden="true"], [hidden], style, script') === null;

/** The accessible name, as far as our screens use it. */
export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy !== null) return document.getElementById(labelledBy)?.textContent ?? '';
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    return [...(element.labels ?? [])].map((one) => one.textContent ?? '').join(' ');
  }
  return [...element.childNodes].map(readOut).join('').trim();
}

const readOut = (node: Node): string => {
  if (node instanceof Element) return visible(node) ? [...node.childNodes].map(readOut).join('') : '';
  return node.textContent ?? '';
};

const ROLES = {
  button: 'button, [role="button"]',
  link: 'a[href]',
  radio: 'input[type="radio"]',
  checkbox: 'input[type="checkbox"]',
  textbox: 'textarea, input:not([type="radio"]):not([type="checkbox"]), [role="textbox"]',
  heading: 'h1, h2, h3, h4',
  menuitem: '[role="menuitem"]',
  region: 'section[aria-label]',
  dialog: '[role="dialog"]',
} as const;
export type Role = keyof typeof ROLES;

export const all = (role: Role, name?: string | RegExp, within: ParentNode = document): HTMLElement[] =>
  [...within.querySelectorAll<HTMLElement>(ROLES[role])].filter(
    (element) =>
      visible(element) &&
      (name === undefined || (typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)))),
  );

export function the(role: Role, name?: string | RegExp, within?: ParentNode): HTMLElement {
  const found = all(role, name, within);
  const [one] = found;
  if (one === undefined || found.length > 1) {
    const there = all(role, undefined, within).map(nameOf).join(' | ');
    throw new Error(`${found.length} of ${role} ${String(name)}; there are: ${there}`);
  }
  return one;
}

/** Everything that is in sight or read out. */
export const words = (): string => readOut(document.body).replaceAll(/\s+/g, ' ');

/** What polite regions have said just now. */
export const spoken = (): string[] =>
  [...document.querySelectorAll('[aria-live="polite"], [role="status"], [role="alert"], output')]
    .map((region) => (region.textContent ?? '').trim())
    .filter((text) => text !== '');

export async function click(element: HTMLElement): Promise<void> {
  act(() => {
    element.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    element.focus();
    element.click();
  });
  await settle();
}

/** Presses a key on whatever has the focus. Enter and Space act as browsers do on links, buttons and boxes. */
export async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  act(() => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    if (!target.dispatchEvent(event) || !(target instanceof HTMLElement)) return;
    const acts = key === 'Enter' ? target.matches('a[href], button') : key === ' ' && target.matches('button, input');
    if (acts) target.click();
  });
  await settle();
}

const TABBABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex="0"], summary';

/** Moves on with Tab until `wanted` has the focus; fails when the keyboard alone cannot reach it. */
export async function tabTo(wanted: HTMLElement): Promise<void> {
  const within = document.querySelector('[role="dialog"]') ?? document;
  const stops = [...within.querySelectorAll<HTMLElement>(TABBABLE)].filter(
    (element) => visible(element) && element.tabIndex >= 0,
  );
  if (!stops.includes(wanted)) throw new Error(`cannot be reached by Tab: ${nameOf(wanted)}`);
  act(() => wanted.focus());
  await settle();
}

/** Types into a box as if by the keyboard, replacing what is in it. */
export async function type(text: string, into: Element | null = document.activeElement): Promise<void> {
  act(() => {
    // The page of a note: jsdom has no editing of its own.
    const note = into instanceof HTMLElement && into.getAttribute('role') === 'textbox' ? EditorView.findFromDOM(into) : null;
    if (note !== null) {
      note.dispatch({ changes: { from: 0, to: note.state.doc.length, insert: text }, userEvent: 'input.type' });
      return;
    }
    const prototype = into instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(into, text);
    into?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
}
