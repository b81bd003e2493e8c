import type { GuidelinesText } from '../agreement.ts';

export const guidelines: GuidelinesText = {
  reviewedOn: '2026-11-22',
  lead: 'A few habits that make this a place where people dare to say what is on their mind.',
  sections: [
    {
      heading: 'Listen before you answer',
      paragraphs: [
        'Most people first need to be heard. Ask, stay with what was said, and leave advice until it is asked for.',
        'You do not have to understand everything, and you do not have to agree, to be kind.',
      ],
    },
    {
      heading: 'Leave everybody their own way',
      paragraphs: [
        'No judging, no preaching, no comparing of sorrows. Faith, politics, love and family look different in every life.',
        'No insults, threats, hatred, or talk of a sexual kind. Not as a joke either.',
      ],
    },
    {
      heading: 'Stay unknown to each other',
      paragraphs: [
        'No surnames, addresses, numbers, accounts elsewhere, or pictures of people. Do not ask for them, and do not arrange ' +
          'to meet. It keeps both sides safe.',
        'What is told here stays here.',
      ],
    },
    {
      heading: 'Know what a chat can carry',
      paragraphs: [
        'Listeners are volunteers. They do not diagnose or treat, and they are no emergency service. Thoughts of death may be ' +
          'spoken of here; where somebody is in danger, point to Help now, and stop there.',
        'You may end a chat at any time, on either side. Saying goodbye is kind; explaining is not owed.',
      ],
    },
    {
      heading: 'When something goes wrong',
      paragraphs: [
        'End the chat. A listener may also block. Tell the people who run this community what happened: Our Team, and the menu ' +
          'of a chat, show how they are reached, or that nobody is named. Samovar sends them nothing by itself.',
      ],
    },
  ],
};
