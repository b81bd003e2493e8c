import { beforeEach, describe, expect, it } from 'vitest';
import { readShelf } from '../../content/library/library.ts';
import { VirtualTime } from '../../engine/test-support/virtual-time.ts';
import type { Devices } from '../../sound/devices.ts';
import type { Voice } from '../../sound/speech.ts';
import { createPlayer, type Player } from './player.ts';

const two = (await readShelf('meditations', 'en')).find(({ id }) => id === 'two-minutes')!;
const SAM: Voice = { voiceURI: 'sam', name: 'Sam', lang: 'en-US', localService: true, default: true };

describe('the player of meditations (F113)', () => {
  let time: VirtualTime;
  let timers: ReturnType<VirtualTime['timers']>;
  let did: string[];
  let endWords: () => void;
  let player: Player;
  let cue: () => void;

  const devices: Devices = {
    openSound: (volume) => ({
      play(_plan, fromMs, onCue) {
        did.push(`sound ${fromMs}`);
        cue = onCue;
        return { stop: () => did.push('fade') };
      },
      setVolume: (next) => did.push(`volume ${volume}→${next}`),
      close: () => did.push('close'),
    }),
    speaker: {
      voicesFor: () => [SAM],
      subscribe: () => () => undefined,
      speak(text, _voice, ended) {
        did.push(`say ${text.slice(0, 10)}`);
        endWords = ended;
      },
      stop: () => undefined,
    },
    keepAwake() {
      did.push('awake');
      return () => did.push('may sleep');
    },
  };
  const open = (voice: Voice | null = null): Player =>
    createPlayer({ meditation: two, timers, devices, volume: 0.6, voice, finished: () => did.push('finished') });

  beforeEach(() => {
    time = new VirtualTime();
    timers = time.timers();
    did = [];
    player = open();
  });

  it('makes no sound and starts no timer before it is asked to', async () => {
    await time.pass(60_000);
    expect(did).toEqual([]);
    expect(timers.running()).toBe(0);
  });

  it('plays to its end once, keeps it once, and lets the last bell ring', async () => {
    player.play();
    await time.pass(200_000);
    expect(did).toEqual(['awake', 'sound 0', 'may sleep', 'finished']);
    expect(player.getSnapshot().at).toBe('done');
    player.play();
    await time.pass(200_000);
    expect(did.filter((one) => one === 'finished')).toHaveLength(2);
  });

  it('pauses and goes on from the same moment, the sound too', async () => {
    player.toggle();
    await time.pass(10_500);
    player.toggle();
    await time.pass(99_000);
    player.toggle();
    expect(did).toEqual(['awake', 'sound 0', 'fade', 'may sleep', 'awake', 'sound 10500']);
  });

  it('steps by the script, and skipping to the end is not listening', async () => {
    player.play();
    for (let step = 0; step < 7; step += 1) player.step(1);
    expect(player.exactMs()).toBe(109_000);
    await time.pass(11_000);
    expect(player.getSnapshot().at).toBe('done');
    expect(did).not.toContain('finished');
  });

  it('a step while it stands makes no sound', () => {
    player.step(1);
    expect(player.getSnapshot()).toEqual({ at: 'ready', elapsedMs: 3_000 });
    expect(did).toEqual([]);
  });

  it('says each line once; one that a pause cut off is said again, one that was said is not', async () => {
    player = open(SAM);
    player.play();
    await time.pass(5_000);
    expect(did.filter((one) => one.startsWith('say'))).toEqual(['say Stop where']);
    player.pause();
    player.play();
    expect(did.filter((one) => one.startsWith('say'))).toEqual(['say Stop where', 'say Stop where']);
    endWords();
    player.pause();
    player.play();
    expect(did.filter((one) => one.startsWith('say'))).toHaveLength(2);
    await time.pass(12_000);
    expect(did.at(-1)).toBe('say Look at on');
  });

  it('a voice taken or left in the middle', async () => {
    player.play();
    await time.pass(20_000);
    player.setVoice(SAM);
    expect(did.at(-1)).toBe('say Look at on');
    player.setVoice(null);
    await time.pass(20_000);
    expect(did.filter((one) => one.startsWith('say'))).toHaveLength(1);
  });

  it('a cue of the audio clock brings the words up where timers are held back', () => {
    const held: Parameters<typeof createPlayer>[0]['timers'] = {
      ...timers,
      after: () => ({ cancel: () => undefined }),
      monotonicMs: () => nowMs,
    };
    let nowMs = 0;
    player = createPlayer({ meditation: two, timers: held, devices, volume: 1, voice: SAM, finished: () => undefined });
    player.play();
    nowMs = 3_010;
    cue();
    expect(did.at(-1)).toBe('say Stop where');
  });

  it('leaving ends everything', async () => {
    player.play();
    await time.pass(4_000);
    player.close();
    expect(timers.running()).toBe(0);
    expect(did.slice(-2)).toEqual(['may sleep', 'close']);
  });
});
