import type { AgreementText } from '../agreement.ts';

export const listener: AgreementText = {
  name: 'listener',
  version: '2026-11-22',
  reviewedOn: '2026-11-22',
  title: 'Listener agreement',
  summary: [
    'You listen, and leave the way to the person. Advice is no method here.',
    'What you hear stays here: no notes about others elsewhere, no pictures, no names passed on.',
    'No numbers, addresses or accounts elsewhere, neither given nor asked for.',
    'Danger is not kept secret: you say so at once, and point to people who can come.',
    'You may take a break, or stop, at any moment. You owe nobody a reason.',
  ],
  sections: [
    {
      heading: 'Listening',
      paragraphs: [
        'You give somebody your attention: you hear, give back what you understood, ask openly, and leave the pace to them. You ' +
          'do not diagnose, judge, convert or solve. When somebody asks for an idea, you may offer one as one, and they choose.',
        'You are a volunteer, and you say so when somebody takes you for more. You treat everybody alike, whatever their age, ' +
          'gender, origin, faith, body or love. When you cannot, you say kindly that somebody else will be better, and end the chat.',
      ],
    },
    {
      heading: 'What stays here',
      paragraphs: [
        'What somebody tells you is theirs. You do not copy it out, photograph it, tell it elsewhere, or write it down outside of ' +
          'Samovar. Notes about people you listen to belong in your confidential notes here: they are encrypted on this device, and ' +
          'are not exported or shared.',
        'You do not look for people elsewhere, do not tell or ask for names, addresses, numbers or accounts, and do not meet ' +
          'anybody whom you know from here. You do not ask for money, things or favours, and you take none.',
      ],
    },
    {
      heading: 'When somebody is in danger',
      paragraphs: [
        'You never promise to keep a secret that could cost somebody their life or their safety. When somebody is about to hurt ' +
          'themselves or another, or is being hurt, you say openly that this needs people who can come, and point to Help now.',
        'You are no emergency service, and what becomes of it is not in your hands. You may end the chat then, and talk to ' +
          'somebody about it yourself.',
      ],
    },
    {
      heading: 'Age',
      paragraphs: [
        'You are at least 15. Listeners of 15 to 17 listen to other teenagers, and a parent or guardian knows of it. Adults listen ' +
          'to adults; only adults whose background was checked also listen to teenagers. The age group you give is true.',
      ],
    },
    {
      heading: 'Looking after yourself',
      paragraphs: [
        'You take as many chats as are good for you, and none when you have no strength. Breaks are part of listening. You end a ' +
          'chat in which you are treated badly, and you may block who did it.',
        'When you need to be heard yourself, use your other account. It is not tied to this one, and nobody sees that you are the ' +
          'same person; please do not tell it either, and never meet yourself in both.',
      ],
    },
    {
      heading: 'What the relay keeps',
      paragraphs: [
        'Your listener name, your age group, which version of this text you agreed to and when, and what your app said of the ' +
          'course: which lessons you passed on which day, and which practice chats you held. What you wrote in exercises and in ' +
          'practice never leaves your device. The relay keeps nothing that would lead from this account to another of yours.',
      ],
    },
    {
      heading: 'If this text changes',
      paragraphs: [
        'Each version has a date. When a new one comes, you are asked before you next take a chat. The chats that you hold go on. ' +
          'Whoever breaks this agreement can lose the listener account, so that those who come here stay safe.',
      ],
    },
  ],
};
