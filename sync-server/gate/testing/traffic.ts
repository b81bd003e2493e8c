import type * as Y from 'yjs';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { GateRefusal } from '../gate.ts';
import { Device } from './device.ts';
import { ANN, BEN, entryIdOf, MEG, MODERATOR, TestRelay, WRITER } from './relay.ts';

/** Honest people in bad networks: four devices of three accounts write, mark, delete and drop out. Test support. */
export function randomTraffic(seed: number, steps: number): { relay: TestRelay; replicas: Y.Doc[]; refused: GateRefusal[] } {
  const dice = createDice(seed);
  const relay = new TestRelay({ maxEntriesBehindTail: 1_000 });
  const heard: Device[] = [];
  const devices = ([[ANN, WRITER], [ANN, WRITER], [BEN, WRITER], [MEG, MODERATOR]] as const).map(
    ([account, rights]) => new Device(relay, heard, account, rights),
  );
  for (let step = 0; step < steps; step += 1) act(dice, dice.pick(devices), step);
  for (const device of devices) device.sync();
  for (const device of devices) device.pull();
  return { relay, replicas: devices.map(({ doc }) => doc), refused: devices.flatMap(({ refused }) => refused) };
}

function act(dice: Dice, device: Device, step: number): void {
  const die = dice.below(12);
  if (die < 5) device.say(`message ${step}`);
  else if (die < 7) device.mark(dice.pick(['read', 'delivered']), { entry: entryIdOf(ANN) });
  else if (die === 7) device.doc.transact(() => [1, 2, 3].forEach((turn) => device.say(`message ${step}.${turn}`)));
  else if (die === 8) device.marks.delete(`-|${device.account}|read`);
  else if (die < 11) {
    const index = device.entries.toArray().findIndex((entry) => entry['author'] === device.account || device.account === MEG);
    if (index >= 0) device.entries.delete(index, 1);
  } else if (device.online) device.online = false;
  else device.sync();
}
