import type { AgreementText } from '../../agreement.ts';

export const member: AgreementText = {
  name: 'member',
  version: '2026-11-22',
  reviewedOn: '2026-11-22',
  title: 'Member agreement',
  summary: [
    'Be kind, and be honest about your age group.',
    'Keep names, addresses, numbers and accounts elsewhere to yourself, and do not ask for them.',
    'Listeners are volunteers, not professionals, and not emergency help.',
    'You may stop at any moment. Whoever harms others here can be blocked or sent away.',
  ],
  sections: [
    {
      heading: 'What this place is',
      paragraphs: [
        'Samovar is a place to be heard. A listener is a volunteer who gives you their time and attention. They do not ' +
          'diagnose, treat or prescribe, and what they say is no medical, legal or psychological advice.',
        'A chat is no emergency service. Nobody here can come to you, and an answer may take a while. When you or somebody ' +
          'else is in danger, use the page Help now, or call your local emergency number.',
      ],
    },
    {
      heading: 'Who may take part',
      paragraphs: [
        'You are at least 13. If you are 13 to 17, a parent or guardian knows that you are here and agrees. Teenagers and ' +
          'adults chat apart, whatever the law of the place says; so the age group you give must be true.',
        'Guests and members use the same agreement. It holds for every account you use here.',
      ],
    },
    {
      heading: 'How we treat each other',
      paragraphs: [
        'Speak as you would like to be spoken to. No threats, no hatred, no harassment, nothing sexual, no pressure, no ' +
          'advertising, no asking for money.',
        'Do not tell or ask for surnames, addresses, places of work or school, telephone numbers, mail addresses, links to ' +
          'accounts elsewhere, or pictures of people. It protects both of you.',
        'What somebody tells you in a chat is theirs. Do not copy it out, photograph it or pass it on.',
      ],
    },
    {
      heading: 'What you may expect',
      paragraphs: [
        'You may end a chat at any moment and owe nobody a reason. You may ask for another listener. You may read, keep notes ' +
          'and use Help now without agreeing to anything.',
        'A listener may also end a chat, or block you if they feel unsafe. After a block the two of you do not meet again here.',
        'Those who keep the community safe may pause or end an account that harms others. Your own chats and notes stay ' +
          'readable to you.',
      ],
    },
    {
      heading: 'If this text changes',
      paragraphs: [
        'Each version has a date. When a new one comes, you are asked again before you next talk to somebody; until then ' +
          'everything else stays open.',
      ],
    },
  ],
};
