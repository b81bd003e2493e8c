import type { Suite } from '../../build/lib/suites.ts';
import { backup } from './backup.ts';
import { canaries } from './canaries.ts';
import { clock } from './clock.ts';
import { kill } from './kill.ts';
import { level } from './level.ts';
import { drain } from './drain.ts';
import { eio } from './eio.ts';
import { flip } from './flip.ts';
import { full } from './full.ts';
import { noteFull } from './note-full.ts';
import { notePower } from './note-power.ts';
import { power } from './power.ts';
import { race } from './race.ts';
import { roughRelay } from './rough-relay.ts';
import { typing } from './typing.ts';

/** Each in a file of its own beside this one; named here by whoever adds it. */
export const FAULT_SUITES: Readonly<Record<string, Suite>> = {
  kill,
  power,
  drain,
  level,
  race,
  clock,
  eio,
  full,
  flip,
  backup,
  typing,
  'note-power': notePower,
  'note-full': noteFull,
  canaries,
  'rough-relay': roughRelay,
};
