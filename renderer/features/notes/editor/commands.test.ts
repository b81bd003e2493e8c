import { history, undo } from '@codemirror/commands';
import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { beginLink, continueList, looksAt, removeMark, setIn, setOut, tick, toggleLines, toggleStars } from './commands.ts';

/** `|` is the caret, or two of them the ends of the selection. */
function open(text: string): EditorState {
  const [before = '', between = '', after] = text.split('|');
  const doc = before + between + (after ?? '');
  const head = after === undefined ? before.length : before.length + between.length;
  return EditorState.create({ doc, selection: EditorSelection.single(before.length, head), extensions: [history()] });
}

function show(state: EditorState): string {
  const { from, to, empty } = state.selection.main;
  const text = state.doc.toString();
  return empty ? `${text.slice(0, from)}|${text.slice(from)}` : `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`;
}

function press(command: StateCommand, text: string): string | null {
  let state = open(text);
  const done = command({ state, dispatch: (transaction) => (state = transaction.state) });
  return done ? show(state) : null;
}

describe('Enter', () => {
  it.each([
    ['- tea|', '- tea\n- |'],
    ['- tea| and milk', '- tea\n- | and milk'],
    ['  9. nine|', '  9. nine\n  10. |'],
    ['- [x] tea|', '- [x] tea\n- [ ] |'],
    ['> said|', '> said\n> |'],
    ['- tea\n- |', '- tea\n|'],
    ['- [ ] |', '|'],
    ['# heading|', null],
    ['words|', null],
    ['|- tea', null],
  ])('%j → %j', (before, after) => {
    expect(press(continueList, before)).toBe(after);
  });
});

describe('Backspace where the words begin', () => {
  it.each([
    ['- |tea', '|tea'],
    ['## |A day', '|A day'],
    ['  - [x] |tea', '  |tea'],
    ['- t|ea', null],
    ['|words', null],
  ])('%j → %j', (before, after) => {
    expect(press(removeMark, before)).toBe(after);
  });
});

describe('kinds of lines', () => {
  it.each([
    ['heading', 'A d|ay', '# A d|ay'],
    ['heading', '# A d|ay', 'A d|ay'],
    ['heading', '## A d|ay', '# A d|ay'],
    ['bullet', '|', '- |'],
    ['task', '- te|a', '- [ ] te|a'],
    ['task', '- [x] te|a', 'te|a'],
    ['quote', '1. sa|id', '> sa|id'],
  ] as const)('%s of %j is %j', (kind, before, after) => {
    expect(press(toggleLines(kind), before)).toBe(after);
  });

  it('numbers what is selected, and leaves empty lines between', () => {
    expect(press(toggleLines('number'), '|one\n\ntwo|')).toBe('1. |one\n\n2. two|');
  });

  it('is one step for undo', () => {
    let state = open('|one\ntwo|');
    const target = () => ({ state, dispatch: (transaction: { state: EditorState }) => void (state = transaction.state) });
    toggleLines('bullet')(target());
    undo(target());
    expect(state.doc.toString()).toBe('one\ntwo');
  });
});

describe('stars', () => {
  it.each([
    ['bold', 'a |word| b', 'a **|word|** b'],
    ['bold', 'a |word |b', 'a **|word|** b'],
    ['bold', 'a wo|rd b', 'a **|word|** b'],
    ['bold', 'a **wo|rd** b', 'a wo|rd b'],
    ['bold', '|', '**|**'],
    ['italic', 'a |word| b', 'a *|word|* b'],
    ['italic', 'a |one\ntwo| b', null],
  ] as const)('%s: %j → %j', (kind, before, after) => {
    expect(press(toggleStars(kind), before)).toBe(after);
  });
});

describe('boxes, links, setting in', () => {
  it.each([
    [tick, '- [ ] te|a', '- [x] te|a'],
    [tick, '[x] te|a', '[ ] te|a'],
    [tick, '|[x] a\n[ ] b|', '|[x] a\n[x] b|'],
    [tick, 'te|a', null],
    [beginLink, 'see |', 'see [[|'],
    [beginLink, 'see |A day|', 'see [[A day|]]'],
    [setIn, '- t|ea', '  - t|ea'],
    [setOut, '  - t|ea', '- t|ea'],
    [setIn, 'wo|rds', null],
    [setOut, '- t|ea', null],
  ] as const)('%o %j → %j', (command, before, after) => {
    expect(press(command, before)).toBe(after);
  });
});

it('tells the buttons how the words at the caret look', () => {
  expect(looksAt(open('## A **bo|ld** day'))).toEqual({ kind: 'heading', level: 2, bold: true, italic: false });
});
