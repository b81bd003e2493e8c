import type { Client, ClientOptions } from './client.ts';
import { encodeMessage, type Found, type StructId } from './message.ts';
import { Tail } from './tail.ts';

/** One room as the load generator drives it: who is in it, where its list ends, and what is still on its way. */
export class LoadedRoom {
  readonly #head: Uint8Array;
  readonly #tail = new Tail();
  readonly #members: Client[] = [];
  readonly #clocks: number[] = [];
  #listeners = 0;
  #turn = 0;
  #window = 0;
  #toSend = 0;
  #refilling = false;
  /** How many messages the member that watches has found. */
  #watched = 0;
  sent = 0;
  /** Over all members: a message that has come to all of `n` counts `n`. */
  delivered = 0;
  /** From sending to finding, in microseconds, at every member; null while nobody asks. */
  latenciesUs: number[] | null = null;

  constructor(head: Uint8Array, after?: StructId) {
    this.#head = head;
    if (after !== undefined) this.#tail.startAfter(after);
  }

  add(member: Client): void {
    this.#members.push(member);
    this.#clocks.push(0);
  }

  /** The first member to connect watches where the list ends; all of them count. */
  listener(): Pick<ClientOptions, 'delivered' | 'found' | 'wantsFound'> {
    const watches = this.#listeners === 0;
    this.#listeners += 1;
    return {
      delivered: (count) => this.#delivered(count),
      found: (found) => this.#found(found, watches),
      wantsFound: () => watches || this.latenciesUs !== null,
    };
  }

  get isLevel(): boolean {
    return this.delivered === this.sent * this.#members.length;
  }

  /** From now on so many messages are on their way; 0 ends it. */
  keepOnTheirWay(window: number): void {
    this.#toSend = window === 0 ? 0 : Infinity;
    this.#window = window;
    this.#refill();
  }

  sendInAll(messages: number, window: number): void {
    this.#toSend = messages;
    this.#window = window;
    this.#refill();
  }

  /** The next member appends a message where it believes the end to be. */
  say(): void {
    this.#turn = (this.#turn + 1) % this.#members.length;
    const member = this.#members[this.#turn];
    const clock = this.#clocks[this.#turn];
    if (member === undefined || clock === undefined) throw new Error('nobody is in the room');
    this.#clocks[this.#turn] = clock + 1;
    this.sent += 1;
    const nowUs = Math.floor(performance.now() * 1_000);
    member.send(encodeMessage(this.#head, { client: member.id, clock }, this.#tail.end, nowUs));
  }

  #delivered(count: number): void {
    this.delivered += count;
    if (this.#toSend === 0 || this.#refilling) return;
    this.#refilling = true;
    setImmediate(() => {
      this.#refilling = false;
      this.#refill();
    });
  }

  #refill(): void {
    const onTheirWay = this.sent - Math.min(this.#watched, Math.floor(this.delivered / this.#members.length));
    for (let left = this.#window - onTheirWay; left > 0 && this.#toSend > 0; left -= 1) {
      this.#toSend -= 1;
      this.say();
    }
  }

  #found(found: Found, watches: boolean): void {
    if (watches) {
      this.#watched += 1;
      this.#tail.see(found);
    }
    this.latenciesUs?.push(performance.now() * 1_000 - found.sentAtUs);
  }
}
