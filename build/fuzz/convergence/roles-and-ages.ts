import type { Me } from '#shared/api/schemas.ts';
import type { Dice } from '#shared/testing/dice.ts';
import type { RelayInMemory } from './relay-in-memory.ts';

type Side = 'seeker' | 'listener';
const SIDES: readonly Side[] = ['seeker', 'listener'];

const JOINS = 'the guest joins';
const ENDS = 'the therapist is one no more';
const GIVEN = 'the listener is cleared for teens';
const TAKEN = 'the listener is cleared no more';
/** What a story tells where a role was changed. */
export const ROLE_CHANGES: ReadonlySet<string> = new Set([JOINS, ENDS, GIVEN, TAKEN]);

/**
 * What two people of a story are by and by, and what follows from it, written down from POLICY and not asked of its code: who is party to a
 * chat writes there whatever they are (P12), while the two may meet (P20), which those of one age group do, and a teen with a cleared adult
 * (F084, F085). A clearance is had by adults who hear others (P46).
 */
export class RolesAndAges {
  /** At some moment of the story they might not write to each other. */
  wereParted = false;
  readonly #relay: RelayInMemory;
  readonly #people: Readonly<Record<Side, Me>>;
  readonly #types: Record<Side, Me['type']>;
  readonly #teens = new Set<Side>();
  #cleared = false;

  constructor(relay: RelayInMemory, seeker: Me, listener: Me) {
    this.#relay = relay;
    this.#people = { seeker, listener };
    this.#types = { seeker: seeker.type, listener: listener.type };
  }

  get isGuest(): boolean {
    return this.#types.seeker === 'guest';
  }

  /** As short as a ban, in both chats at once: a wrong age, which is put right by the next who looks. Answers with what was done. */
  async correctAge(side: Side): Promise<string> {
    const [wrong] = this.#teens;
    if (wrong === undefined) this.#teens.add(side);
    else this.#teens.delete(wrong);
    const [of, ageGroup] = wrong === undefined ? [side, 'teen' as const] : [wrong, 'adult' as const];
    if (this.#teens.has('listener')) this.#cleared = false;
    await this.#change(of, { ageGroup });
    return `the ${of} is a${ageGroup === 'teen' ? ' teen' : 'n adult after all'}`;
  }

  /** A guest joins, a therapist's approval ends, or a clearance is given or taken back; nothing where none of it can be. */
  async changeRole(lot: Dice): Promise<string> {
    const listens = this.#types.listener !== 'member';
    if (this.isGuest && lot.next() < 0.3) {
      await this.#become('seeker');
      return JOINS;
    }
    if (this.#types.listener === 'therapist' && lot.next() < 0.2) {
      this.#cleared = false;
      await this.#become('listener');
      return ENDS;
    }
    if (!listens || this.#teens.has('listener')) return 'no role changes';
    this.#cleared = !this.#cleared;
    await this.#change('listener', { clearedForTeens: this.#cleared });
    return this.#cleared ? GIVEN : TAKEN;
  }

  /** Everybody is an adult again. */
  async putRight(): Promise<void> {
    for (const side of SIDES) if (this.#teens.has(side)) await this.correctAge(side);
  }

  async #become(side: Side): Promise<void> {
    this.#types[side] = 'member';
    await this.#change(side, { type: 'member' });
  }

  async #change(side: Side, facts: Parameters<RelayInMemory['setFacts']>[1]): Promise<void> {
    const [seeker, listener] = SIDES.map((each) => this.#teens.has(each));
    this.wereParted ||= seeker !== listener && !(seeker === true && this.#cleared);
    await this.#relay.setFacts(this.#people[side].account, facts);
  }
}
