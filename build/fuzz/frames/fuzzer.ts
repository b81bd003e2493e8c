import { createDice } from '#shared/testing/dice.ts';
import type { MeasuredRelay } from '../../../bench/soak/measured-relay.ts';
import { Trouble } from '../../lib/trouble.ts';
import { FORBIDDEN, type Tokens } from './people.ts';
import type { Plan } from './plan.ts';
import { planBytes } from './plan-bytes.ts';
import { planEnvelope } from './plan-envelope.ts';
import { openRawSocket } from './raw-socket.ts';
import { createScene, type Scene } from './scene.ts';

const SOCKETS = 8;
/** Past this the relay is left waiting, as by somebody who begins a frame and goes away. */
const PATIENCE_MS = 500;
/** What is judged must be waited for, however long the disk takes. */
const JUDGED_WITHIN_MS = 20_000;

/** Eight lanes; each says one plan after the other, on a socket of its own each. */
export class Fuzzer {
  readonly #relay: MeasuredRelay;
  readonly #seed: number;
  readonly #tokens: Tokens;
  readonly #byKind: Record<Plan['kind'], number> = { bytes: 0, envelope: 0, updates: 0 };
  readonly broken: string[] = [];
  scenes = 0;
  /** What the gate says of all updates of the scenes that are over. */
  taken = 0;
  refused = 0;
  connections = 0;
  #plans = 0;

  constructor(relay: MeasuredRelay, seed: number, tokens: Tokens) {
    this.#relay = relay;
    this.#seed = seed;
    this.#tokens = tokens;
  }

  get sent(): number {
    return Object.values(this.#byKind).reduce((sum, count) => sum + count, 0);
  }

  kinds = (): string => Object.entries(this.#byKind).map(([kind, count]) => `${kind} ${count}`).join(', ');

  async run(frames: number): Promise<void> {
    const until = this.sent + frames;
    await Promise.all(Array.from({ length: SOCKETS }, (_, lane) => this.#lane(`127.0.1.${lane + 1}`, until)));
  }

  async #lane(address: string, until: number): Promise<void> {
    while (this.sent < until && this.#relay.exitCode() === null) {
      const { bytes, envelope, updates } = this.#byKind;
      if (updates <= bytes && updates <= envelope) await this.#playScene(address);
      else await this.#play(address, this.#nextPlan(bytes <= envelope));
    }
  }

  #nextPlan(bytes: boolean): Plan {
    this.#plans += 1;
    const dice = createDice(this.#seed * 31 + this.#plans);
    return bytes ? planBytes(dice) : planEnvelope(dice, FORBIDDEN);
  }

  async #playScene(address: string): Promise<void> {
    this.scenes += 1;
    const scene = createScene(this.#seed, this.scenes);
    await this.#relay.ask('chats', { chats: [scene.chat] });
    for (const plan of scene.plans) await this.#play(address, plan);
    await this.#check(scene);
  }

  /** The last socket's updates are judged when it is closed, so that what is read now is the end of it. */
  async #check(scene: Scene): Promise<void> {
    const state = Buffer.from(await this.#relay.ask('state', { name: scene.name }), 'base64');
    if (Buffer.compare(state, scene.after) !== 0) this.broken.push(scene.name);
    this.taken += scene.taken;
    this.refused += scene.refused;
    await this.#relay.ask('forget', { chat: scene.chat.id });
  }

  async #play(address: string, plan: Plan): Promise<void> {
    const socket = await this.#open(address, plan.kind === 'updates' ? this.#tokens.eve : this.#tokens.max);
    if (socket === null) return;
    for (const frame of plan.frames) socket.write(frame);
    this.#byKind[plan.kind] += plan.frames.length;
    const late = setTimeout(() => socket.destroy(), plan.kind === 'updates' ? JUDGED_WITHIN_MS : PATIENCE_MS);
    // Whoever leaves before the document was opened has said nothing: nobody knew yet whether they may write.
    if (plan.kind === 'updates') await socket.answered;
    // A clean goodbye behind it all: whatever the relay made of the frames, it closes after it has read them.
    socket.write(GOODBYE);
    await socket.closed;
    clearTimeout(late);
  }

  /** The one before may still count against the account's eight sockets. */
  async #open(address: string, token: string): ReturnType<typeof openRawSocket> {
    for (let tries = 0; tries < 200; tries += 1) {
      const socket = await openRawSocket(this.#relay.port, address, token);
      this.connections += 1;
      if (socket !== null || this.#relay.exitCode() !== null) return socket;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Trouble('the relay lets nobody in any more');
  }
}

const GOODBYE = Uint8Array.of(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8);
