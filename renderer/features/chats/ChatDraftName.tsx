import { useTranslation } from 'react-i18next';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';

/** Whom an unfinished message is for. A chat that was erased after its time has no name any more. */
export function ChatDraftName({ id }: { id: string }) {
  const { t } = useTranslation('chats');
  const card = useReadable(useEngine().chats).find(({ chat }) => chat === id)?.card;
  return card === undefined ? t('draftPlace.gone') : <bdi>{t('composer.label', { name: card.with.name })}</bdi>;
}
