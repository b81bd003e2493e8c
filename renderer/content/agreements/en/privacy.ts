import type { AgreementText } from '../agreement.ts';

export const privacy: AgreementText = {
  name: 'privacy',
  version: '2026-11-23',
  reviewedOn: '2026-11-23',
  title: 'Privacy policy',
  summary: [
    'Your notes and drafts stay on this device, encrypted. Nobody else reads them.',
    'A chat is read by the two people in it. Whoever runs the relay could read it on the relay’s disk.',
    'A chat keeps at most its last 60 messages, and those for at most 30 days. Then they are erased at the relay and on both devices.',
    'No real name (but of therapists), no mail address, no advertising, no trackers. The app talks to its relay and to nobody else.',
  ],
  changes: [
    'It says that in a chat of a teenager with an adult who is cleared for it, each reads of the other which of the two they are.',
    'It says that members who hold a role stand on Our Team, for everybody to see.',
    'It says who reads what is written down for somebody who is banned, and until when it is kept.',
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
          'and answers you gave with their dates, what you write into your profile and the picture you choose, the devices you are signed in on with the ' +
          'name you gave them, your requests with topic and language, blocks, and your chats.',
        'What became of a request to talk is kept for 30 days. A chat’s topic goes with its words; that two people talked is known for a ' +
          'year after that, and then no more. That there ever was something stays with the account, without more.',
        'A message that you leave for a listener or therapist, or first words that a listener writes to a member, wait at the relay for at most 30 days. The two of ' +
          'you can read them. Once they are taken up they belong to the chat; set aside, taken back or run out, they are erased. That it was, ' +
          'without the words, is kept for 30 days more; then only that your account began something once.',
        'While you are connected the relay sees your network address, as every server does, and uses it to slow down abuse. ' +
          'So that a stranger cannot shut you out, it keeps your name and the address you signed in from as keyed hashes for 28 days; ' +
          'who has its disk could work them out. Its log holds no message text.',
        'What you say to the people who keep the community safe, about a ban, a clearance or your age group, is kept with their answer ' +
          'until 180 days after it; and in a record what they did with their powers, to which account, and why. What is ' +
          'written for somebody who is banned is read by them and by those who may ban, and erased with the end of the ban. So that somebody banned ' +
          'is noticed when they come again, each device on which an account began or was signed in is kept as a keyed hash that says nothing ' +
          'else, at most 20 of them, each until 180 days after the last time.',
        'Therapists alone give a legal name, with the country, the region and the number of their licence. Those who decide on ' +
          'applications read all of it; everybody reads the name, and where the licence holds, once it is granted. When it is declined, taken ' +
          'back or ended, it is erased; the answer is kept for 180 days.',
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
        'Your screen name, two letters or the picture you choose, and the kind of your account. If you write a profile, anybody ' +
          'who knows your name can read it; of guests and members there is no list, but whoever holds a role stands on Our Team. Listeners of your age group also see your ' +
          'request while you wait: name, topic if you gave one, language, and since when. What teenagers ask for is seen as well by adult ' +
          'listeners whose background was checked; in a chat of a teenager with an adult who is cleared for it, each reads of the ' +
          'other which of the two they are. The person you talk with sees that you are there, that you are typing, and whether their message has reached ' +
          'you and been looked at.',
        'Of listeners and therapists everybody sees whether they are online or busy, and for whom they are here. A listener who is ' +
          'not yet 18 is listed as one for teenagers, so their age group is public.',
      ],
    },
    {
      heading: 'How long words are kept',
      paragraphs: [
        'Of each chat the last 60 messages are kept, and those for at most 30 days after the last one. What is older is erased ' +
          'from the relay’s files, and from both devices when they next connect. The operator of a relay may choose less.',
        'Backups that the operator makes are outside this count until they are replaced.',
        'A guest’s device stays signed in for as long as the guest is kept. A guest in whom nobody was for 30 days is erased, like one ' +
          'who asks to be forgotten; whoever runs the relay may have chosen 2 to 60 days.',
      ],
    },
    {
      heading: 'Going away',
      paragraphs: [
        'A guest can be forgotten at any time, and everybody else can delete their account, on the page You: sessions, requests and ' +
          'chats end at once, and what you wrote is erased from the relay’s files. Those you talked with keep their own words, and ' +
          'see a deleted account in your place. For 30 days a keyed hash of an erased account’s name is kept, so that nobody else takes ' +
          'the name and meets those who trusted it.',
        'There, too, you get a copy of everything that the relay holds about you. What is on this device goes when you erase it ' +
          'here. For anything else, write to the people who run this community.',
      ],
    },
  ],
};
