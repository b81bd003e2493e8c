import type { AccountId, ChatId } from '#shared/ids.ts';
import { RATE, SEGMENT } from '#shared/limits.ts';
import { createDevice, type DeviceBench } from '../../../renderer/engine/test-support/people.ts';
import { seeded, settle, VirtualTime } from '../../../renderer/engine/test-support/virtual-time.ts';
import { RelayInMemory } from './relay-in-memory.ts';
import { compare, type Said } from './replicas.ts';
import { RolesAndAges } from './roles-and-ages.ts';

export interface StoryOptions {
  readonly seed: number;
  readonly steps: number;
}

/** What a story was made of, for the report; `faults` is empty when every promise was kept. */
export interface StoryEnd {
  readonly faults: readonly string[];
  readonly steps: readonly string[];
  readonly said: number;
  /** How many words came back, by the rule that refused them. */
  readonly refused: Readonly<Record<string, number>>;
}

/** How long everybody may take to be level after the last fault (RELIABILITY B2). */
const LEVEL_WITHIN_MS = 10_000;
/** ... and how long a writer may take who was held back by the rate: what waits is sent one by one, each this much later at the most. */
const MARGIN_MS = 100;

const SEEKER_DEVICES = 3;
const LISTENER_DEVICES = 2;

/** One story in virtual time: two people on five devices, two chats, and everything that can go wrong between them. */
class Story {
  readonly time = new VirtualTime();
  readonly lot;
  readonly relay: RelayInMemory;
  readonly devices: DeviceBench[] = [];
  readonly said: Said[] = [];
  readonly steps: string[] = [];
  chats: ChatId[] = [];
  #count = 0;
  readonly #banned = new Set<AccountId>();
  /** Rules that had a reason to refuse words: what happened in this story, as POLICY has it. */
  readonly #reasons = new Set<string>();
  #people: RolesAndAges | null = null;
  #seeker: AccountId | null = null;

  constructor(seed: number) {
    this.lot = seeded(seed);
    // Every other story crosses many boundaries between segments; the others are one piece, as most chats are.
    const maxEntries = seed % 2 === 0 ? SEGMENT.maxEntries : 2 + this.lot.below(20);
    this.relay = new RelayInMemory(this.time, this.lot.random, { ...SEGMENT, maxEntries });
  }

  async begin(): Promise<void> {
    const { relay, time, lot } = this;
    const wire = { relay, time, random: lot.random, delayMs: () => 1 + lot.below(60), doubles: () => lot.next() < 0.03 };
    const seeker = relay.addAccount(lot.next() < 0.5 ? 'guest' : 'member');
    const listener = relay.addAccount(lot.next() < 0.5 ? 'therapist' : 'listener');
    this.#people = new RolesAndAges(relay, seeker.me, listener.me);
    this.#seeker = seeker.me.account;
    const more = (person: typeof seeker, count: number) =>
      Array.from({ length: count - 1 }, () => relay.addDevice(person.me.account, person.me.type));
    for (const person of [seeker, ...more(seeker, SEEKER_DEVICES), listener, ...more(listener, LISTENER_DEVICES)]) {
      this.devices.push(createDevice({ ...wire, person, clockOffMs: (lot.below(49) - 24) * 3_600_000 }));
    }
    this.chats = [await relay.openChat(seeker.me, listener.me), await relay.openChat(seeker.me, listener.me)];
    for (const device of this.devices) await device.start();
    await time.pass(2_000);
  }

  async step(): Promise<void> {
    const { lot } = this;
    const device = this.devices[lot.below(this.devices.length)] as DeviceBench;
    const dice = lot.next();
    if (dice < 0.4) return this.#say(device);
    if (dice < 0.46) return this.#read(device);
    if (dice < 0.56) return this.#note('cut', device, () => device.cut(lot.next() < 0.5));
    if (dice < 0.64) {
      device.online = !device.online;
      return this.#note(`online ${device.online}`, device, () => (device.online ? undefined : device.cut(false)));
    }
    if (dice < 0.7) return this.#kill(device);
    if (dice < 0.74) return this.#restart();
    if (dice < 0.77) return this.#banOrForgive(device);
    if (dice < 0.79) return this.#correctAge(device);
    if (dice < 0.8) return this.#block();
    if (dice < 0.82) return this.#changeRole();
    const ms = lot.below(4_000);
    this.steps.push(`pass ${ms}`);
    await this.time.pass(ms);
  }

  /** The faults are over: everybody is reachable and allowed again, and has the time that was promised. */
  async mend(): Promise<readonly string[]> {
    for (const account of this.#banned) await this.#setBanned(account, false);
    await this.#people?.putRight();
    for (const device of this.devices) {
      device.online = true;
      device.cut(false);
      device.engine.reconnect();
    }
    const waiting = this.devices.reduce((sum, device) => sum + device.disk.items.size, 0);
    await this.time.pass(LEVEL_WITHIN_MS + waiting * (MARGIN_MS + (this.#people?.isGuest === true ? RATE.guestMessage : RATE.message).refillMs));
    const faults = await compare(this.relay, this.chats, this.devices, this.said);
    faults.push(...this.#refusedForNothing());
    for (const device of this.devices) await device.engine.close();
    for (const device of this.devices) if (device.timersRunning() > 0) faults.push('a timer runs on after its engine was closed');
    await this.relay.documents.close();
    return faults;
  }

  /** A word that came back without anything having happened for which POLICY takes the right to say it. */
  #refusedForNothing(): string[] {
    if (this.#people?.wereParted === true) this.#reasons.add('P20-ages-parted');
    const refused = this.devices.flatMap(({ disk }) => [...disk.refused.values()]);
    return refused
      .filter(({ rule }) => !this.#reasons.has(rule ?? 'no rule'))
      .map(({ text, rule }) => `"${text}" was refused by ${rule ?? 'no rule'}, for which nothing had happened`);
  }

  async #say(device: DeviceBench): Promise<void> {
    const chat = this.chats[this.lot.next() < 0.8 ? 0 : 1] as ChatId;
    const text = `${this.#nameOf(device)} ${(this.#count += 1)}`;
    this.steps.push(`say ${text} in ${this.chats.indexOf(chat)}`);
    const handle = device.engine.openChat(chat);
    await handle.send(text);
    handle.close();
    this.said.push({ text, chat, device });
  }

  #read(device: DeviceBench): void {
    this.#note('read', device, () => {
      const handle = device.engine.openChat(this.chats[0] as ChatId);
      handle.markRead();
      handle.close();
    });
  }

  async #kill(device: DeviceBench): Promise<void> {
    this.#note('kill', device, () => device.kill());
    await settle();
    await device.start();
  }

  async #restart(): Promise<void> {
    const how = this.lot.next() < 0.5 ? 'killed' : 'stopped';
    this.steps.push(`the relay is ${how}`);
    await this.relay.restart(how);
  }

  /** Bans are short: what is said under one comes back, and most of a story should be a talk. */
  async #banOrForgive({ me }: DeviceBench): Promise<void> {
    const [banned] = this.#banned;
    if (banned === undefined && this.lot.next() < 0.5) return;
    this.steps.push(banned === undefined ? `${me.type} banned` : 'forgiven');
    await this.#setBanned(banned ?? me.account, banned === undefined);
  }

  async #setBanned(account: AccountId, banned: boolean): Promise<void> {
    if (banned) this.#banned.add(account);
    else this.#banned.delete(account);
    this.#reasons.add('P2-not-banned');
    await this.relay.setFacts(account, { banned });
  }

  async #correctAge({ me }: DeviceBench): Promise<void> {
    this.steps.push((await this.#people?.correctAge(me.account === this.#seeker ? 'seeker' : 'listener')) ?? '');
  }

  async #changeRole(): Promise<void> {
    this.steps.push((await this.#people?.changeRole(this.lot)) ?? '');
  }

  async #block(): Promise<void> {
    this.steps.push('block in 1');
    this.#reasons.add('P13-chat-closed');
    await this.relay.block(this.chats[1] as ChatId);
  }

  #note(what: string, device: DeviceBench, act: () => void): void {
    this.steps.push(`${this.#nameOf(device)} ${what}`);
    act();
  }

  readonly #nameOf = (device: DeviceBench): string => `d${this.devices.indexOf(device)}`;
}

/** Runs one story to its end. The same seed tells the same story. */
export async function runStory({ seed, steps }: StoryOptions): Promise<StoryEnd> {
  const story = new Story(seed);
  await story.begin();
  for (let step = 0; step < steps; step += 1) await story.step();
  const faults = await story.mend();
  const refused: Record<string, number> = {};
  for (const { rule } of story.devices.flatMap(({ disk }) => [...disk.refused.values()])) {
    refused[rule ?? 'no rule'] = (refused[rule ?? 'no rule'] ?? 0) + 1;
  }
  return { faults, steps: story.steps, said: story.said.length, refused };
}

