import type { AgreementText } from '../../agreement.ts';

export const privacy: AgreementText = {
  name: 'privacy',
  version: '2026-11-22.2',
  reviewedOn: '2026-11-22',
  title: 'Privacy policy',
  summary: [
    'Your notes and drafts stay on this device, encrypted. Nobody else reads them.',
    'A chat is read by the two people in it. Whoever runs the relay could read it on the relay’s disk.',
    'A chat keeps at most its last 60 messages, and those for at most 30 days. Then they are erased at the relay and on both devices.',
    'No real name, no mail address, no advertising, no trackers. The app talks to its relay and to nobody else.',
  ],
  changes: [
    'Members and listeners can delete their account in the app, and get a copy of what the relay holds about them.',
    'The relay keeps what you write into a profile, and the hash of a recovery code if you make one.',
    'It says who sees a profile, and that the words of a forgotten account are erased from its chats at once.',
  ],
  sections: [
    {
      heading: 'What stays on this device',
      paragraphs: [
        'Notes, unfinished messages and settings are kept on this device and encrypted. They are never sent to the relay in ' +
          'readable form. If you lose the device, nobody can bring them back for you.',
        'Where the device has a keychain, the key lies there. In a browser it lies in the browser’s own storage, which keeps ' +
          'your words from a casual look but not from somebody who uses your account on that computer.',
      ],
    },
    {
      heading: 'What the relay keeps',
      paragraphs: [
        'Your screen name and kind of account, your password and recovery code as hashes that cannot be turned back, the age group ' +
          'and answers you gave with their dates, what you write into your profile, the devices you are signed in on with the ' +
          'name you gave them, your requests with topic and language, blocks, and your chats.',
        'While you are connected the relay sees your network address, as every server does, and uses it to slow down abuse. ' +
          'Its log holds no message text.',
      ],
    },
    {
      heading: 'Who can read a chat',
      paragraphs: [
        'You and the person you talk with. Chats are encrypted on the devices and, where the relay is set up for it, on the ' +
          'way; on the relay’s disk they are not. So the people who run this relay could read them. They are asked to do so ' +
          'only when somebody’s safety requires it, but please choose your words knowing that it is possible.',
        'No app can keep the other person from copying or photographing what they see. Leave out what would tell who you are.',
      ],
    },
    {
      heading: 'What others see of you',
      paragraphs: [
        'Your screen name, your picture with two letters, and the kind of your account. If you write a profile, anybody ' +
          'who knows your name can read it; of guests and members there is no list. Listeners of your age group also see your ' +
          'request while you wait: name, topic if you gave one, language, and since when. The person you talk with sees that ' +
          'you are typing, and whether their message has reached you and been looked at.',
      ],
    },
    {
      heading: 'How long words are kept',
      paragraphs: [
        'Of each chat the last 60 messages are kept, and those for at most 30 days after the last one. What is older is erased ' +
          'from the relay’s files, and from both devices when they next connect. The operator of a relay may choose less.',
        'Backups that the operator makes are outside this count until they are replaced.',
      ],
    },
    {
      heading: 'Going away',
      paragraphs: [
        'A guest can be forgotten at any time, and everybody else can delete their account, on the page You: sessions, requests and ' +
          'chats end at once, and what you wrote is erased from the relay’s files. Those you talked with keep their own words, and ' +
          'see a deleted account in your place.',
        'There, too, you get a copy of everything that the relay holds about you. What is on this device goes when you erase it ' +
          'here. For anything else, write to the people who run this community.',
      ],
    },
  ],
};
