import type { Room } from './room.ts';

/**
 * Collects the rooms that have something to do, and lets each have its turn when everything that arrived in this turn
 * of the event loop has been read. That is where speed comes from: at rest it costs no delay, and the busier the relay
 * is, the more goes into one turn (GATE, figures).
 */
export class Turns {
  readonly #nextTurn: (run: () => void) => void;
  #waiting = new Set<Room>();
  #scheduled = false;

  constructor(nextTurn: (run: () => void) => void) {
    this.#nextTurn = nextTurn;
  }

  get idle(): boolean {
    return this.#waiting.size === 0;
  }

  ask(room: Room): void {
    this.#waiting.add(room);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#nextTurn(() => {
      this.#scheduled = false;
      this.run();
    });
  }

  /** Turns for all that wait now. Changes of all of them go into one commit. */
  run(): void {
    const rooms = this.#waiting;
    this.#waiting = new Set();
    for (const room of rooms) room.turn();
  }
}
