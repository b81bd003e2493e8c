/**
 * What can be told from the words of one reply, in one language, on the device. It is a mirror for somebody who
 * practises and no judge: it looks for what is there in the words, and knows nothing of tone or truth.
 */
export const MARKS = [
  /** Takes up a feeling of what was just said. */
  'feeling',
  /** Takes up what was told. */
  'matter',
  'open-question',
  'closed-question',
  'many-questions',
  'advice',
  /** An idea held out as one, after it was asked for; or the question whether one is wanted (F198). */
  'offer',
  'minimising',
  /** Blame, a verdict, a "why" that accuses. */
  'judging',
  'about-oneself',
  'too-long',
  'thin',
  'contact',
  'warmth',
  'secrecy',
  'diagnosis',
  'farewell',
  /** Begins in the same formula as the lines before it; told from several replies, so never by `readReply`. */
  'formula',
] as const;
export type Mark = (typeof MARKS)[number];

export interface Reading {
  readonly marks: ReadonlySet<Mark>;
  readonly words: number;
}

/** What a reply answers. Stems are in lower case; accents do not matter. */
export interface Heard {
  readonly language: string;
  readonly feelings: readonly string[];
  readonly matters: readonly string[];
  /** Whether the other asked what to do. */
  readonly askedForAdvice: boolean;
}

/**
 * One language, as patterns over folded text: lower case, without accents and without apostrophes, so that "don't" and
 * "dont" are one. Each list says what it finds and what it must leave alone; `read-reply.*.test.ts` holds it to lines.
 */
export interface ListeningWords {
  /** Small words before a sentence begins. */
  readonly openers: RegExp;
  /** Where one breath holds a statement and a question, the question begins here. */
  readonly turnsToAsk: RegExp;
  /** A question even where nobody typed its mark. */
  readonly asks: RegExp;
  readonly open: readonly RegExp[];
  /** Begins like an open one and can be answered with a number or a name. */
  readonly notOpen: readonly RegExp[];
  readonly closed: RegExp;
  /** "…, right?": asks whether one understood. */
  readonly tag: RegExp;
  readonly adviceAsked: readonly RegExp[];
  readonly offer: readonly RegExp[];
  /** Advice in the form of a question. */
  readonly adviceAsking: readonly RegExp[];
  readonly advice: readonly RegExp[];
  /** "you have to", "you must": advice, unless one gives back what the other feels. */
  readonly duty: readonly RegExp[];
  readonly imperative: RegExp;
  readonly tentative: RegExp;
  readonly notAdvice: readonly RegExp[];
  readonly minimising: readonly RegExp[];
  readonly notMinimising: readonly RegExp[];
  readonly judging: readonly RegExp[];
  readonly notJudging: readonly RegExp[];
  readonly aboutOneself: readonly RegExp[];
  readonly notAboutOneself: readonly RegExp[];
  readonly contact: readonly RegExp[];
  readonly secrecy: readonly RegExp[];
  readonly diagnosis: readonly RegExp[];
  readonly warmth: readonly RegExp[];
  readonly farewell: readonly RegExp[];
  /** What others say, or what the person fears: given back, it is not the listener's own opinion. */
  readonly reported: RegExp;
  /** "it sounds like": gives back. */
  readonly givesBack: RegExp;
  /** "That sounds", "I can imagine": the word by which such an opening is known, in the group that matched. */
  readonly formula: RegExp;
  /** "I want to help you", "I hope": a wish of the one who listens, and nothing of the other's given back. */
  readonly ownWish: RegExp;
  /** "I want to understand": left out, and what follows it counts. */
  readonly ownAim: RegExp;
  /** Stems of feelings in general, for a feeling that fits and is not among those of the layer. */
  readonly feelings: readonly string[];
  readonly thin: ReadonlySet<string>;
  /** Phrases that hold a stem by accident: "not alone". */
  readonly idioms: RegExp;
  /** Words that begin like a short stem and are none of it. */
  readonly strangers: ReadonlySet<string>;
  /** Too common to tell what somebody spoke of. */
  readonly common: ReadonlySet<string>;
}
