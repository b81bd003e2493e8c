import { describe, expect, it } from 'vitest';
import { asksForAdvice, formulaOf, readReply } from './read-reply.ts';
import type { Heard, Mark } from './types.ts';

/** "they just already have their people. like all the tables are full. i eat by the music rooms, looking at my phone" */
const HEARD: Heard = {
  language: 'en',
  feelings: ['lonel', 'alone', 'outside', 'invisible', 'sad', 'asham', 'hid', 'mad', 'left', 'scar'],
  matters: ['table', 'full', 'people', 'phone', 'school', 'music', 'friend', 'hi'],
  askedForAdvice: false,
};

const read = (reply: string, more: Partial<Heard> = {}): readonly Mark[] => [...readReply(reply, { ...HEARD, ...more }).marks];

/** The reply, what must be found in it, and what must not. */
type Line = readonly [reply: string, found: readonly Mark[], not?: readonly Mark[]];

const LINES: Readonly<Record<string, readonly Line[]>> = {
  'giving back': [
    ['That sounds so lonely.', ['feeling'], ['matter', 'advice', 'thin']],
    ['lonely.', ['feeling'], ['thin']],
    ['So you stand there and all the tables are full', ['matter'], ['advice', 'closed-question']],
    ['invisible, even in a full room?', ['feeling'], ['closed-question']],
    ['You felt left outside, and nobody was even mean to you.', ['feeling'], ['judging']],
    ['It sounds like you have to hold it all together at school', ['matter'], ['advice']],
    ['you must have felt so alone', ['feeling'], ['advice']],
    ['and you feel like you should have made friends by now', ['matter'], ['advice', 'judging']],
    ['they told you it will be fine, and there you sit, alone', ['feeling'], ['minimising']],
    ['that must be heavy to carry', ['matter'], ['feeling', 'advice']],
    ['You are afraid it is your own fault that nobody asks', [], ['judging']],
    ['you had to pretend, and the phone helped you hide', ['matter'], ['advice', 'contact']],
    ['you made it through the day', [], ['feeling']],
    ['you are not alone', ['warmth'], ['feeling']],
    ['his table, her table', ['matter'], ['feeling']],
    ['You look at your phone like you are waiting for someone. That sounds so lonely.', ['feeling', 'matter'], ['contact', 'advice']],
  ],
  'asking': [
    ['What is it like to walk in there?', ['open-question'], ['closed-question', 'advice']],
    ['whats that like', ['open-question'], ['closed-question']],
    ['what should you do, do you think?', ['open-question'], ['advice']],
    ['what do you think you should do?', ['open-question'], ['advice']],
    ['tell me more about the music rooms', ['open-question'], ['advice']],
    ['would you like to tell me about the lake?', ['open-question'], ['offer', 'closed-question']],
    ['and how did that sit with you when you got home?', ['open-question'], []],
    ['That sounds lonely, what was the worst part of it?', ['feeling', 'open-question'], []],
    ['Are you lonely?', ['closed-question'], ['feeling', 'open-question']],
    ['do you have friends there', ['closed-question'], ['open-question']],
    ['how old are you?', ['closed-question'], ['open-question']],
    ['Where do you live?', ['closed-question'], ['open-question']],
    ['when did you move?', ['closed-question'], ['open-question']],
    ['You miss your people from before, right?', ['matter'], ['closed-question']],
    ['It is lonely there. Am I getting that right?', ['feeling'], ['closed-question', 'open-question']],
    ['Did you tell your mum? Did she say anything? Was she angry?', ['closed-question', 'many-questions'], []],
    ['what happened? how did it feel? and what then?', ['open-question', 'many-questions'], []],
    ['What happened? And how was that for you?', ['open-question'], ['many-questions']],
    ['Do they know?', ['closed-question'], ['advice']],
    ['what a day', [], ['open-question', 'closed-question']],
    ['When you say full, I picture a door closing.', ['matter'], ['open-question', 'closed-question']],
  ],
  'advice': [
    ['You should join a club', ['advice'], ['judging']],
    ['i think you should just talk to them', ['advice'], []],
    ['Have you tried saying hi first?', ['advice'], ['open-question', 'closed-question']],
    ["why don't you sit with them?", ['advice'], ['judging', 'open-question']],
    ['why dont u ask someone', ['advice'], []],
    ['maybe you could talk to a teacher', ['advice'], []],
    ['If I were you I would call my old friends', ['advice'], []],
    ['Just go over and sit down.', ['advice'], []],
    ['try to smile more', ['advice'], []],
    ['tell her how you feel', ['advice'], []],
    ['you need to talk to your mum about it', ['advice'], []],
    ['how about joining the band?', ['advice'], ['open-question']],
    ['what if you wrote to them?', ['advice'], ['open-question']],
    ['That sounds lonely. You should find new friends.', ['advice', 'feeling'], []],
    ["it's best to be honest with them", ['advice'], []],
    ['take your time, no rush', ['warmth'], ['advice']],
    ["you don't have to decide anything now", [], ['advice']],
    ['you shouldn’t have to carry that by yourself', [], ['advice', 'judging']],
    ['You should be proud of that', [], ['advice', 'judging']],
    ["everyone says you should join a club, and it doesn't fit", [], ['advice']],
    ['let me see if i understand', [], ['advice']],
    ["don't apologise, this is your place", ['warmth'], ['advice']],
    ['would it help to hear an idea?', ['offer'], ['advice', 'closed-question']],
    ['i wonder what you would say to her', [], ['advice']],
    ['A walk would do you good', ['advice'], []],
    ['Perhaps a hobby would help', ['advice'], []],
    ['It might help if you told someone', ['advice'], []],
    ['Just be yourself', ['advice'], []],
    ['Meditation works wonders', ['advice'], []],
    ['There are great apps for that', ['advice'], []],
    ['Best to just ignore it', ['advice'], []],
    ['Could you ask your teacher?', ['advice'], ['closed-question']],
    ['Wouldn’t it be better to wait?', ['advice'], []],
    ['Look for a new club', ['advice'], []],
    ['Next time say no', ['advice'], []],
    ['I always tell people to write', ['advice'], []],
    ['Could you call somebody now?', ['closed-question'], ['advice']],
    ['Can you talk to anyone about it?', ['closed-question'], ['advice']],
    ['It would help to have somebody there, you say.', [], ['advice']],
    ['It’s important to you that he listens.', [], ['advice']],
    ['You look for a sign every day.', [], ['advice']],
    ['All it takes is one look from him and you feel small.', [], ['advice']],
    ['You have to be strong all the time.', [], ['advice']],
  ],
  'making small, judging, about oneself': [
    ['At least you have your old friends', ['minimising'], ['matter']],
    ["don't worry, it will be fine", ['minimising'], ['advice']],
    ['it gets better', ['minimising'], []],
    ['Everyone feels like that sometimes', ['minimising'], []],
    ["I'm sure they like you", ['minimising'], []],
    ['others have it worse', ['minimising'], []],
    ['youll make friends in no time', ['minimising'], ['feeling']],
    ["I'm sure that was hard", [], ['minimising']],
    ["that's not a small thing", [], ['minimising']],
    ['you said it will be fine, and it does not feel fine', [], ['minimising']],
    ["Why didn't you just say something?", ['judging'], ['advice', 'open-question']],
    ["you're overreacting", ['judging'], []],
    ["well that's your own fault", ['judging'], []],
    ['what did you expect?', ['judging'], ['open-question']],
    ["it's not your fault", [], ['judging']],
    ['you worry that you are too sensitive', [], ['judging']],
    ['When I was at school I had the same', ['about-oneself'], []],
    ['I know exactly how you feel', ['about-oneself'], []],
    ['me too', ['about-oneself'], ['thin']],
    ["i hear you, and i'm here", ['warmth'], ['about-oneself']],
    ["i'm so sad to hear that", [], ['feeling']],
  ],
  'too little, too much': [
    ['ok', ['thin'], ['warmth']],
    ['I see', ['thin'], []],
    ['oh wow ok', ['thin'], []],
    ['lol', ['thin'], []],
    ['…', ['thin'], []],
    ["I'm here.", ['warmth'], ['thin']],
    ['that hurts', ['matter'], ['thin']],
    ['and then the day goes on '.repeat(14), ['too-long'], ['thin']],
  ],
  'out of bounds': [
    ['text me on whatsapp', ['contact'], []],
    ['my number is 0171 555 12 34', ['contact'], []],
    ['write to me at sam@example.org', ['contact'], []],
    ['i’m @warm_oak on insta', ['contact'], []],
    ['look at www.example.com', ['contact'], []],
    ['she blocked you on instagram, and that hurt', [], ['contact']],
    ['since 2019 - 2024 it has been so', [], ['contact']],
    ["I won't tell anyone, I promise", ['secrecy'], []],
    ['this stays between us', ['secrecy'], []],
    ['it sounds like depression', ['diagnosis'], []],
    ['you probably have social anxiety', ['diagnosis'], []],
    ['you said they think you have depression', [], ['diagnosis']],
    ['Thank you for trusting me with this. Take care.', ['farewell', 'warmth'], ['advice']],
  ],
};

describe.each(Object.entries(LINES))('F198, reading English replies: %s', (_, lines) => {
  it.each(lines.map(([reply, found, not = []]) => ({ reply, found, not })))('$reply', ({ reply, found, not }) => {
    const marks = read(reply);
    expect(found.filter((mark) => !marks.includes(mark))).toEqual([]);
    expect(not.filter((mark) => marks.includes(mark))).toEqual([]);
  });
});

it('F198: a wish of one\'s own gives nothing back, the other\'s wish does', () => {
  const wishes = { feelings: ['want', 'hope', 'need', 'wish', 'love', 'miss'], matters: ['mum', 'know', 'dog'] };
  for (const own of ['I want to help you', 'I hope your mum knows', 'id like your mum to know', 'I really wish you all the best', 'i love that dog', "I'm hoping it works out"]) {
    expect([own, read(own, wishes).filter((mark) => mark === 'feeling' || mark === 'matter')]).toEqual([own, []]);
  }
  for (const theirs of ['You want her to know', 'so you just need her to know', 'it is a wish: that she knows, and sends the dog']) {
    expect([theirs, read(theirs, wishes).includes('feeling')]).toEqual([theirs, true]);
  }
  expect(read('I want to make sure I understand: you miss your mum', wishes)).toContain('feeling');
  expect(read('I want to make sure I understand', wishes)).not.toContain('feeling');
});

it('F198: the formula in which something is given back', () => {
  const formulas = ['That sounds lonely.', 'It sounds like you feel left out', 'so it really sounds hard', 'You must be so tired', 'I can imagine', 'I hear you', 'lonely, even there', 'You sit there alone'];
  expect(formulas.map((one) => formulaOf(one, 'en'))).toEqual(['sound', 'sound', 'sound', 'must', 'imagine', 'hear', null, null]);
});

it('F198: an idea held out after it was asked for is an offer, an order is still advice', () => {
  expect(asksForAdvice(['idk. what should i do'], 'en')).toBe(true);
  expect(asksForAdvice(['i ate by the music rooms'], 'en')).toBe(false);
  const asked = { askedForAdvice: true };
  expect(read('some people find it helps to write it down; maybe you could try that', asked)).toContain('offer');
  expect(read('You should write it down', asked)).toContain('advice');
});
