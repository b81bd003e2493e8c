import type { ChatLanguage, Topic } from '../../shared/words.ts';

/**
 * The invented people of the demo and what they say; every line is ours. A seeker answers each message of the person
 * who tries Samovar with the next line; a listener does the same from the other side.
 */
export interface SeekerRole {
  readonly topic: Topic | null;
  readonly language: ChatLanguage;
  readonly lines: readonly string[];
}

export const SEEKERS: readonly SeekerRole[] = [
  {
    topic: 'work-study',
    language: 'en',
    lines: [
      'Hi. Thank you for taking this. I was not sure anybody would.',
      'It is about my job, mostly. I used to like it, and now I sit in the car for ten minutes before I go in.',
      'Yes. That is it exactly. And then I feel silly, because other people have real problems.',
      'I suppose it started when my friend left the team. We used to have lunch together.',
      'I had not put those two things together before. I miss her. I have not told anyone that.',
      'It helps to say it to somebody. My shoulders came down a little just now.',
      'I might write to her this week. Just to say hello.',
      'Thank you for staying with me through this.',
    ],
  },
  {
    topic: 'sleep',
    language: 'en',
    lines: [
      'hello, are you there?',
      'I cannot sleep again. It is the third night. As soon as it is quiet my head starts.',
      'lists, mostly. what I said wrong, what I forgot, what could happen',
      'it gets louder the more I try to stop it',
      'no, I have never told anyone how long it has been going on. about a year',
      'it feels less strange to talk about than I thought',
      'I think I will put the phone away now and read something dull. thank you, really',
    ],
  },
  {
    topic: 'loneliness',
    language: 'es',
    lines: [
      'Hola. No sé muy bien por dónde empezar.',
      'Me mudé hace cuatro meses y todavía no conozco a nadie aquí. Los domingos son lo peor.',
      'Sí, eso es. Hablo con mi familia, pero no quiero preocuparles.',
      'Antes cantaba en un coro. Lo echo mucho de menos.',
      'Nunca lo había pensado así. Quizá busque uno por aquí.',
      'Gracias por escucharme. Me siento un poco más ligera.',
    ],
  },
  {
    topic: null,
    language: 'en',
    lines: [
      'Hey. I do not really have a topic. I just did not want to be alone with my thoughts tonight.',
      'My dog died on Tuesday. People say it was only a dog, so I stopped saying it.',
      'He used to wait at the door. The hallway is so quiet.',
      'Thank you for asking his name. Biscuit. He was fourteen.',
      'I would like to put up his picture again. I had turned it to the wall.',
      'This was good. I think I can sleep now.',
    ],
  },
];

/** What the demo's listeners say: they reflect and ask, as the course for listeners teaches, and give no advice. */
export const LISTENER_LINES: readonly string[] = [
  'Hello, I am glad you came. Take all the time you need: what is on your mind today?',
  'Thank you for telling me that. It sounds like it has been weighing on you for a while.',
  'I can hear how much this matters to you. What is the hardest part of it right now?',
  'That makes sense to me. When it feels like that, what goes on inside you?',
  'So part of you is tired of it, and another part still hopes. Did I get that right?',
  'I am here, and I am listening. Is there more to it?',
  'What would you want somebody close to you to understand about this?',
  'You have carried a lot on your own. How is it to say it out loud here?',
];

export const LISTENER_NAMES = ['demoOlive', 'demoRiver'] as const;
/** The account with which a visitor looks at the listener's side. */
export const VISITOR_LISTENER = 'demoListener';
