import { describe, expect, it } from 'vitest';
import { createDice } from '#shared/testing/dice.ts';
import { NOW_MS } from '../../sync-server/gate/testing/relay.ts';
import { startMeasuredRelay } from '../../bench/soak/measured-relay.ts';
import { Fuzzer } from './frames/fuzzer.ts';
import { FORBIDDEN, RELAYS, settle } from './frames/people.ts';
import { planBytes } from './frames/plan-bytes.ts';
import { planEnvelope } from './frames/plan-envelope.ts';
import { createScene } from './frames/scene.ts';

const SEED = 20_261_122;
const FRAMES = 900;

describe('C1 hostile frames', () => {
  it('are the same for the same seed, and others for another', () => {
    const all = (seed: number): string =>
      [
        ...planBytes(createDice(seed)).frames,
        ...planEnvelope(createDice(seed), FORBIDDEN).frames,
        ...createScene(seed, 3).plans.flatMap(({ frames }) => frames),
      ]
        .map((frame) => Buffer.from(frame).toString('hex'))
        .join();
    expect(all(SEED)).toBe(all(SEED));
    expect(all(SEED)).not.toBe(all(SEED + 1));
  });

  it(`a few hundred of them, seed ${SEED}: no crash, and no change that the gate does not take`, async () => {
    const relay = await startMeasuredRelay({ lifted: ['message-rate', 'work-budget'], wallMs: NOW_MS });
    try {
      const tokens = await settle(relay);
      await relay.ask('project', { names: [...FORBIDDEN, ...RELAYS] });
      const before = await relay.ask('digests', { names: FORBIDDEN });
      const fuzzer = new Fuzzer(relay, SEED, tokens);
      await fuzzer.run(FRAMES);
      const figures = await relay.ask('figures', {});
      expect(await relay.ask('digests', { names: FORBIDDEN })).toEqual(before);
      expect(fuzzer.broken).toEqual([]);
      expect(figures.framesReceived).toBeGreaterThan(FRAMES / 3);
      expect([fuzzer.taken > 0, fuzzer.refused > 0]).toEqual([true, true]);
      expect(figures.admitted).toBe(fuzzer.taken);
      expect(Object.values(figures.refused).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(fuzzer.refused);
      expect([relay.exitCode(), figures.unhandled, figures.errors]).toEqual([null, 0, {}]);
    } finally {
      await relay.close();
    }
  });
});
