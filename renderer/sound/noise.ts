/** Sounds of nature as plain numbers, the same in each run of one seed; the audio graph only filters and fades them. */

/** xorshift32: quick, and even enough for hissing. Between -1 and 1. */
function createHiss(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
}

/** Pink noise (Paul Kellet's filter): as much in each octave, so it is soft without being dull. */
export function pinkNoise(length: number, seed: number): Float32Array<ArrayBuffer> {
  const hiss = createHiss(seed);
  const out = new Float32Array(length);
  let [b0, b1, b2, b3, b4, b5, b6] = [0, 0, 0, 0, 0, 0, 0];
  for (let at = 0; at < length; at += 1) {
    const white = hiss();
    b0 = 0.99886 * b0 + white * 0.0555179;
    b1 = 0.99332 * b1 + white * 0.0750759;
    b2 = 0.969 * b2 + white * 0.153852;
    b3 = 0.8665 * b3 + white * 0.3104856;
    b4 = 0.55 * b4 + white * 0.5329522;
    b5 = -0.7616 * b5 - white * 0.016898;
    out[at] = 0.11 * (b0 + b1 + b2 + b3 + b4 + b5 + b6 + white * 0.5362);
    b6 = white * 0.115926;
  }
  return out;
}

/** Drops that fall on a pane: each a short, softly begun ring of its own pitch. Added to what is there. */
export function addDrops(samples: Float32Array<ArrayBuffer>, rate: number, seed: number, perSecond: number): void {
  const hiss = createHiss(seed);
  const chance = (): number => (hiss() + 1) / 2;
  const count = Math.floor((samples.length / rate) * perSecond);
  for (let drop = 0; drop < count; drop += 1) {
    const start = Math.floor(chance() * samples.length);
    const pitch = 900 + 2_600 * chance();
    const decay = rate * (0.006 + 0.014 * chance());
    // Most are far away, a few are near.
    const loud = 0.02 + 0.2 * chance() ** 4;
    const attack = rate * 0.003;
    for (let at = 0; at < decay * 6; at += 1) {
      const shape = Math.min(1, at / attack) * Math.exp(-at / decay);
      const place = (start + at) % samples.length;
      samples[place] = (samples[place] ?? 0) + loud * shape * Math.sin((2 * Math.PI * pitch * at) / rate);
    }
  }
}

/** Cut to a loop whose end runs into its beginning without a seam: what lies past the end is blended into the start. */
export function seamless(samples: Float32Array<ArrayBuffer>, overlap: number): Float32Array<ArrayBuffer> {
  const length = samples.length - overlap;
  const out = samples.slice(0, length);
  for (let at = 0; at < overlap; at += 1) {
    const part = at / overlap;
    out[at] = (samples[at] ?? 0) * Math.sqrt(part) + (samples[length + at] ?? 0) * Math.sqrt(1 - part);
  }
  return out;
}
