import type { CertificationText } from '../agreement.ts';

export const certification: CertificationText = {
  version: '2026-11-22',
  reviewedOn: '2026-11-22',
  statement: 'Right now, I can honestly say:',
  parts: [
    'I am not about to end my life or to hurt myself badly.',
    'I am not about to hurt or kill somebody else.',
    'I am not abusing anybody, and I have not come to harm the people here.',
  ],
  why:
    'Listeners here are kind volunteers. They cannot send help to your door, and in danger you deserve people who can. ' +
    'Thinking about death without being about to act on it is something you may talk about here.',
};
