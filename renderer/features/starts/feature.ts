import type { Feature } from '../../app/feature.ts';
import { pageOf } from '../people/filter-kept.ts';
import { HomeStarts } from './HomeStarts.tsx';
import { InvitationDraftName, MessageDraftName, WordsBackName } from './StartDraftName.tsx';
import { StartsWatch } from './StartsWatch.tsx';

/** Ways to a chat apart from the queue: Chat Now, Leave Message, and a listener's first words (F030, F154–F158, F237). */
export const feature: Feature = {
  name: 'starts',
  leads: true,
  routes: [],
  home: [{ order: 5, Part: HomeStarts }],
  drafts: [
    { kind: 'message', path: pageOf, plain: false, Name: MessageDraftName },
    { kind: 'invitation', path: pageOf, plain: false, Name: InvitationDraftName },
    { kind: 'words', path: () => null, plain: false, Name: WordsBackName },
  ],
  Watch: StartsWatch,
};
