import * as Y from 'yjs';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import { PageDevice } from './page-device.ts';
import { EDITOR, node, PAGE_READER, paragraph, PageRelay, text } from './page-relay.ts';
import { ANN, BEN, EVE, MEG } from './relay.ts';

export interface PageTraffic {
  readonly relay: PageRelay;
  readonly devices: readonly PageDevice[];
  readonly reader: PageDevice;
}

/** Honest people in bad networks: four devices of three editors write one page, and a reader looks on. Test support. */
export function pageTraffic(seed: number, steps: number): PageTraffic {
  const dice = createDice(seed);
  const relay = new PageRelay();
  const all: PageDevice[] = [];
  const devices = [ANN, ANN, BEN, MEG].map((account) => new PageDevice(relay, all, account, EDITOR));
  const reader = new PageDevice(relay, all, EVE, PAGE_READER);
  for (let step = 0; step < steps; step += 1) act(dice, dice.pick(devices), step);
  // Whoever hears of formatting tidies up, which the others hear of: twice round, and all is said.
  for (let round = 0; round < 3; round += 1) for (const device of all) device.sync();
  return { relay, devices, reader };
}

const MARKS = [{ bold: {} }, { italic: {} }, { code: {} }, { link: { href: 'https://samovar.example/a' } }] as const;

function act(dice: Dice, device: PageDevice, step: number): void {
  const { root } = device;
  const runs = device.runs();
  const run = runs.length === 0 ? null : dice.pick(runs);
  const die = dice.below(24);
  if (root.length === 0 || die === 0) return device.edit(() => root.insert(dice.below(root.length + 1), [block(dice, step)]));
  if (die < 8 && run !== null) return device.edit(() => run.insert(dice.below(run.length + 1), `w${step}`));
  if (die < 11 && run !== null && run.length > 0) return removeWords(dice, device, run);
  if (die < 15 && run !== null && run.length > 0) return format(dice, device, run);
  if (die === 15) return split(dice, device);
  if (die === 16) return device.edit(() => root.delete(dice.below(root.length), 1));
  if (die === 17) return device.become(dice.below(root.length), dice.pick(['paragraph', 'codeBlock']));
  if (die === 18) return device.become(dice.below(root.length), 'heading', { level: 1 + dice.below(3) });
  if (die === 19) return setAttribute(dice, device);
  if (die === 20) return device.undo();
  if (die === 21) return device.redo();
  if (device.online) device.drop();
  else device.sync();
}

function split(dice: Dice, device: PageDevice): void {
  const index = device.root.toArray().findIndex((child) => {
    const { nodeName, length } = child as Y.XmlElement;
    return nodeName === 'paragraph' && length > 0;
  });
  const run = index < 0 ? null : (device.root.get(index) as Y.XmlElement).get(0);
  if (run instanceof Y.XmlText) device.split(index, dice.below(run.length + 1));
}

function removeWords(dice: Dice, device: PageDevice, run: Y.XmlText): void {
  const from = dice.below(run.length);
  device.edit(() => run.delete(from, 1 + dice.below(Math.min(6, run.length - from))));
}

function format(dice: Dice, device: PageDevice, run: Y.XmlText): void {
  if ((run.parent as Y.XmlElement).nodeName === 'codeBlock') return;
  const from = dice.below(run.length);
  const mark = dice.pick(MARKS);
  const marks = dice.once(3) ? Object.fromEntries(Object.keys(mark).map((name) => [name, null])) : mark;
  device.edit(() => run.format(from, 1 + dice.below(run.length - from), { ...marks }));
}

function setAttribute(dice: Dice, device: PageDevice): void {
  device.edit((root) => {
    for (const child of root.toArray() as Y.XmlElement[]) {
      if (child.nodeName === 'heading') child.setAttribute('level', (1 + dice.below(3)) as never);
      if (child.nodeName !== 'taskList') continue;
      for (const item of child.toArray() as Y.XmlElement[]) item.setAttribute('checked', dice.once(2) as never);
    }
  });
}

const block = (dice: Dice, step: number): Y.XmlElement =>
  dice.pick<() => Y.XmlElement>([
    () => paragraph(`begin ${step}`),
    () => paragraph(`begin ${step}`),
    () => node('paragraph', [text('one '), node('hardBreak'), text('two', { bold: {} })]),
    () => node('heading', [text(`title ${step}`)], { level: 2 }),
    () => node('bulletList', [node('listItem', [paragraph(`a${step}`)]), node('listItem', [paragraph(`b${step}`)])]),
    () => node('orderedList', [node('listItem', [paragraph(`c${step}`)])], { start: 1 }),
    () => node('taskList', [node('taskItem', [paragraph(`do ${step}`)], { checked: false })]),
    () => node('blockquote', [paragraph(`quote ${step}`)]),
    () => node('codeBlock', [text(`code ${step}`)], { language: 'ts' }),
    () => node('horizontalRule'),
  ])();
